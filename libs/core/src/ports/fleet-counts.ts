import type { Reason } from '../decision/reasons.js';
import type { FleetStatus } from '../fleet-status.js';
import type { DeviceSummary, SyncState } from './device-catalog.js';

/** How many devices of a tenant are in which state at one moment. */
export interface FleetCount {
  at: Date;
  devices: number;
  sync: Readonly<Record<SyncState, number>>;
  status: Readonly<Record<FleetStatus, number>>;
  hubStatus: Readonly<Record<DeviceSummary['hubStatus'], number>>;
  /** The most frequent first. */
  reasons: readonly ReasonCount[];
}

export interface ReasonCount {
  /** Null for devices that no pass has seen. */
  reason: Reason | null;
  sync: SyncState;
  devices: number;
}

/** What is kept of a count for later. */
export type PastCount = Pick<FleetCount, 'at' | 'devices' | 'sync' | 'status'>;

/** How far kept counts are apart. */
export type CountSpan = 'minute' | 'hour';

/** For how long counts are kept, in hours. */
export const COUNTS_KEPT_HOURS: Readonly<Record<CountSpan, number>> = { minute: 48, hour: 90 * 24 };

/** The fleet in figures, now and over time. */
export abstract class FleetCounts {
  /** May be some seconds old. */
  abstract now(tenantId: string): Promise<FleetCount>;

  /** Counts of the past, oldest first. Nobody counted while no worker ran. */
  abstract since(tenantId: string, span: CountSpan, from: Date): Promise<PastCount[]>;

  /** Counts every tenant's devices and keeps that, unless somebody did less than a minute ago; lets go of what is too old. True when it counted. */
  abstract keep(): Promise<boolean>;
}
