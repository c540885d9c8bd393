import { HubSurvey, Sightings, isSurveyDue, type HubConnection, type RunClaim, type SweepRun } from '#core';
import { enter, goOn, type Next, type Phase } from './phase.js';

/** The cursor of the first page: the survey has begun, and the hub gave no token yet. */
const FIRST = '';

/** Notes what the index of the hub has, where the counts say that it is worth it. */
export class SurveyHub implements Phase {
  constructor(
    private readonly survey: HubSurvey,
    private readonly sightings: Sightings,
  ) {}

  async step({ run, hub, intervalMs }: RunClaim): Promise<Next> {
    if (!hub || hub.paused) return enter(run, 'compare');
    if (run.cursor === null) return this.#begin(run, hub, intervalMs);

    const { entries, next } = await this.survey.page(hub, run.cursor === FIRST ? null : run.cursor);
    if (entries.length > 0) await this.sightings.noteHub(run, entries);
    return next === null ? enter(run, 'compare', { hub: 'whole' }) : goOn(run, { cursor: next, done: run.done + entries.length });
  }

  giveUp({ run }: RunClaim): Promise<Next> {
    return Promise.resolve(enter(run, 'compare', { hub: 'partly' }));
  }

  async #begin(run: SweepRun, hub: HubConnection, intervalMs: number): Promise<Next> {
    const counted = await this.survey.counts(hub);
    const { surveyedAgoMs, ...held } = await this.sightings.hubAsHeld(run);
    const isAsked = run.askedBy !== null;
    if (!isAsked && !isSurveyDue({ edition: hub.edition, counted, held, intervalMs, surveyedAgoMs })) return enter(run, 'compare');
    await this.sightings.forgetHub(run);
    return goOn(run, { cursor: FIRST, done: 0, total: counted.enabled + counted.disabled });
  }
}
