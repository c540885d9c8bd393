import type { FleetConnection } from '../connections/connections.js';
import type { FleetEntry } from '../drift/compare.js';
import type { FleetStatus } from '../fleet-status.js';

/** The statuses that a fleet manager lists devices by. What was decommissioned is in no list. */
export const LISTED_STATUSES = ['accepted', 'preauthorized', 'rejected', 'noauth', 'pending'] as const satisfies readonly FleetStatus[];
export type ListedStatus = (typeof LISTED_STATUSES)[number];

export interface ListedDevice extends FleetEntry {
  deviceId: string;
}

/**
 * All devices of a fleet. A device that changes its status while the pages are read moves all that follow it, so a list may miss
 * some and show others twice: what is missing in it is no absence until the counts fit. Every failure is thrown as one of the named failures.
 */
export abstract class FleetList {
  /** How many devices have this status now. */
  abstract count(connection: FleetConnection, status: ListedStatus): Promise<number>;

  /** One page, from 1 on. One that is being decommissioned is listed as `decommissioned`. */
  abstract page(connection: FleetConnection, status: ListedStatus, page: number): Promise<{ devices: ListedDevice[]; isLast: boolean }>;
}
