import type { Reason } from '../decision/reasons.js';
import type { SyncState } from './device-catalog.js';

/** A pass that is under way, as the lease of its device says. */
export interface PassUnderWay {
  deviceId: string;
  /** When the lease was taken; null where the worker did not write that down. */
  since: Date | null;
  /** Names the process that holds the lease, for people; null as above. */
  worker: string | null;
  leaseUntil: Date;
  /** Passes before this one that failed in a row. */
  attempts: number;
}

/** A device with the moment at which the relay rings for it. */
export interface WakeUp {
  deviceId: string;
  at: Date;
  sync: SyncState;
  reason: Reason | null;
  attempts: number;
}

/** Devices with a wake-up that are in the same state for the same reason. */
export interface Awaited {
  sync: SyncState;
  /** Null for devices that no pass has seen. */
  reason: Reason | null;
  devices: number;
  /** Those whose wake-up is due. */
  due: number;
  nextAt: Date;
}

/** What passes are at work on, and what waits for one. */
export interface WorkSeen {
  /** The longest under way first; `count` of all, of which only the first are listed. */
  underWay: { count: number; first: readonly PassUnderWay[] };
  /** The next first. */
  wakeUps: readonly WakeUp[];
  /** Whatever devices wait for, the most frequent first. */
  awaited: readonly Awaited[];
}

/** The work of a tenant's devices: under way and to come. */
export abstract class Workload {
  /** Lists at most `limit` passes and as many wake-ups. May be some seconds old. Throws StoreIsAway. */
  abstract look(tenantId: string, limit: number): Promise<WorkSeen>;
}
