import type { Failure } from './failures.js';
import type { Told } from '../events/fold-event.js';
import { shutsOut, wantedFor, type FleetStatus, type Wanted } from '../fleet-status.js';

/** All that a decision may look at. Plain facts, gathered before, no way to reach anything. */
export interface World {
  told: Told;
  fleet: FleetLook;
  hub: HubLook;
  /** The number that the key is to have at least, or null when any will do. */
  rotateTo: number | null;
  delivery: Delivery;
  configuration: ConfigurationLook;
}

/** What the fleet manager itself says now. `out-of-reach` is a failed look: it says nothing about the device. */
export type FleetLook = { kind: 'not-connected' } | { kind: 'seen'; status: FleetStatus } | { kind: 'out-of-reach'; failure: Failure };

/** What we know of the device in the hub, by our own record or by looking. */
export type HubLook =
  | { kind: 'not-connected' }
  | { kind: 'paused' }
  /** Nobody asks it: the connection is known to be in trouble. */
  | { kind: 'in-trouble'; failure: Failure }
  /** Never looked: we have no record of it and nothing so far needed a look. */
  | { kind: 'unseen' }
  | { kind: 'absent' }
  | ({ kind: 'present' } & PresentIdentity);

export interface PresentIdentity {
  status: 'enabled' | 'disabled';
  /** Which key the identity carries: the number of our own, or `foreign` until we have adopted it. `next` is the one beside it during a rotation. */
  key: { kind: 'numbered'; number: number; next: number | null; deliverable: boolean } | { kind: 'foreign' };
}

/** Numbers of the keys that were sent to the device's configuration, and that the device has reported back. */
export interface Delivery {
  delivered: number | null;
  confirmed: number | null;
  /** How long ago the delivered key was sent, in ms. */
  deliveredAgoMs: number;
}

/** The device's configuration in Mender Configure, as far as the connection string goes. */
export type ConfigurationLook =
  | { kind: 'not-connected' }
  | { kind: 'not-needed' }
  | {
      kind: 'seen';
      /** Our string stands in it. */
      configured: boolean;
      /** A deployment that carries our string was made before a crash could be recorded. */
      deployed: boolean;
      /** The device itself reports our string. */
      reported: boolean;
    };

/**
 * The fleet manager does not know the device, and no event told of its end. A wrong address or another tenant's token looks just
 * like that, so it is no leave to delete: that takes an event, a sender's or that of a sweep that saw the whole fleet.
 */
export const isGoneWithoutAWord = ({ told, fleet }: Pick<World, 'told' | 'fleet'>): boolean =>
  fleet.kind === 'seen' && fleet.status === 'decommissioned' && told.status !== 'decommissioned';

/** The status that counts: the fleet's own word where we have it, else what the events say. An event that shuts out counts until the end is told. */
export const countingStatus = ({ told, fleet }: Pick<World, 'told' | 'fleet'>): FleetStatus =>
  fleet.kind === 'seen' && !(isGoneWithoutAWord({ told, fleet }) && shutsOut(told.status)) ? fleet.status : told.status;

export const wantedOf = (world: Pick<World, 'told' | 'fleet'>): Wanted => wantedFor(countingStatus(world));
