import type { DeviceKey } from '../device-key.js';
import type { Told } from '../events/fold-event.js';
import type { FleetStatus } from '../fleet-status.js';
import type { Secret } from '../secret.js';
import type { Reason } from './reasons.js';
import type { StepKind } from './steps.js';

/** What we hold of one device between passes. */
export interface DeviceRecord {
  key: DeviceKey;
  told: Told;
  /** What the fleet manager said at the last look, or null before any. */
  fleetStatus: FleetStatus | null;
  hub: HubRecord;
  /** Something may have changed the identity behind our record: read it before deciding. */
  lookFirst: boolean;
  /** The highest key number ever given to this id; a number is never given twice, not even after a decommission. */
  lastKeyNumber: number;
  /** An operator's wish: a key of this number or a later one. Never taken back, for it is met by the key that the device has then. */
  rotateTo: number | null;
  delivery: DeliveryRecord;
  /** A step that was begun and not settled: a pass ended in the middle, so what it did must be looked up. */
  intent: Intent | null;
  /** Failed passes in a row. */
  attempts: number;
  /** The hub asked for this wait; nothing hastens it. */
  notBefore: Date | null;
  /** Why the last pass ended as it did, or null before the first. */
  reason: Reason | null;
}

/** Numbers of the keys that were sent to the device's configuration, and that the device has reported back. */
export interface DeliveryRecord {
  delivered: number | null;
  deliveredAt: Date | null;
  confirmed: number | null;
}

export const NOTHING_DELIVERED: DeliveryRecord = { delivered: null, deliveredAt: null, confirmed: null };

/** A delivery that was begun and not noted says nothing of an earlier one: the string may stand in the configuration, and nobody deployed it. */
export const certainDelivery = ({ delivery, intent }: Pick<DeviceRecord, 'delivery' | 'intent'>): DeliveryRecord =>
  intent?.step === 'deliver-connection' ? NOTHING_DELIVERED : delivery;

/** Our record of the identity in the hub. */
export type HubRecord = { kind: 'unseen' } | { kind: 'absent' } | PresentRecord;

export interface PresentRecord {
  kind: 'present';
  status: 'enabled' | 'disabled';
  /** The identity's own etag, or null when the hub did not tell it: then it is looked up before a change. */
  etag: string | null;
  keyNumber: number;
  /** The number of our key in the place of the secondary one while a rotation is under way; the device may sign in with both. */
  nextKey: number | null;
  /** What somebody else made may hold more than we know of, so it is read before it is written, whatever keys it has by now. */
  madeBy: 'us' | 'somebody-else';
  /** `derived` keys are ours. Adopted ones are the hub's: kept sealed, or null when the device signs in with a certificate. */
  keys: 'derived' | { adopted: Secret | null };
}

/** The number of the key that the device is to hold: during a rotation the next one. */
export const keyToHold = ({ keyNumber, nextKey }: Pick<PresentRecord, 'keyNumber' | 'nextKey'>): number => nextKey ?? keyNumber;

export interface Intent {
  step: StepKind;
  keyNumber: number | null;
  /** The deployment that the device's configuration named before we began, to tell whether ours was made. */
  deploymentBefore: string | null;
  /** The same pass had changed or looked at the hub before, and our record did not say so yet when the step was begun. */
  recordIsBehind: boolean;
}

/** One call to the hub or to the fleet manager once it is over. By its request id whoever runs that system finds it too. */
export interface CallNote {
  system: 'hub' | 'fleet';
  operation: string;
  /** Null when there was no answer. */
  status: number | null;
  /** From sending to the answer; the wait for a turn is not in it. */
  ms: number;
  requestId: string | null;
}

/** Is told of a call once it is over, however it ended. One that was never sent is none. */
export type NoteCall = (call: CallNote) => void;

/** One line in the story of a device. */
export interface StoryLine {
  kind: 'began' | 'done' | 'waits' | 'rests' | 'failed' | 'died';
  step: StepKind | null;
  reason: Reason;
  /** More to say, in plain words; never a secret. */
  detail: string | null;
  /** The calls that led to it, in their order; left out where there were none. */
  calls?: readonly CallNote[];
}

/** What a line of a story may tell of: an event that came in, a twin that was edited, or something that a pass did. */
export type StoryKind = 'event' | 'twin-changed' | StoryLine['kind'];
