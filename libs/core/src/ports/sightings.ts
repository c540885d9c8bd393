import type { Trio } from '../drift/compare.js';
import type { DriftClass } from '../drift/drift.js';
import type { Reach } from '../drift/guard.js';
import type { SweepRun } from '../drift/run.js';
import type { ListedDevice } from './fleet-list.js';
import type { HubCounts, SurveyPage } from './hub-survey.js';

/** What a run has seen so far, kept beside our own record so that no process has to hold a fleet in its memory. */
export abstract class Sightings {
  /** Notes devices that the fleet lists; a later sight of one takes the place of the earlier. */
  abstract noteFleet(run: SweepRun, devices: readonly ListedDevice[]): Promise<void>;

  /** How many devices of the fleet were seen, each once. */
  abstract listed(run: SweepRun): Promise<number>;

  /** Notes what the index of the hub has, and the tags of devices that we know, for those who search by them. */
  abstract noteHub(run: SweepRun, entries: SurveyPage['entries']): Promise<void>;

  /** Begins the survey of the hub anew. */
  abstract forgetHub(run: SweepRun): Promise<void>;

  /** What our record says the hub holds, with what the last survey saw there that is not ours, and how long ago that was, ms. */
  abstract hubAsHeld(run: SweepRun): Promise<HubCounts & { surveyedAgoMs: number | null }>;

  /** The three sides of all devices that any of them knows, by id, after the one named, at most `limit`. */
  abstract trios(run: SweepRun, page: { after: string | null; limit: number }): Promise<Trio[]>;

  /** The three sides of these devices. */
  abstract triosOf(run: SweepRun, deviceIds: readonly string[]): Promise<Trio[]>;

  /** What the run would do, as far as findings of these classes go. */
  abstract reach(run: SweepRun, classes: readonly DriftClass[]): Promise<Reach>;

  /** Takes over the etags of identities that the hub never told us, from what the survey saw, so that a later foreign write shows. */
  abstract learnEtags(run: SweepRun): Promise<void>;
}
