import { z } from 'zod';

/**
 * Every status that the fleet manager knows. `noauth` is a dismissed device; `decommissioned` one that is gone for good.
 * Source: Mender device authentication, status values.
 */
export const FleetStatus = z.enum(['accepted', 'preauthorized', 'rejected', 'noauth', 'pending', 'decommissioned']);
export type FleetStatus = z.infer<typeof FleetStatus>;

/** What a fleet status asks of the hub. */
export type Wanted = 'enabled' | 'enabled-if-present' | 'disabled-if-present' | 'absent';

const WANTED: Readonly<Record<FleetStatus, Wanted>> = {
  accepted: 'enabled',
  preauthorized: 'enabled-if-present',
  rejected: 'disabled-if-present',
  noauth: 'disabled-if-present',
  pending: 'disabled-if-present',
  decommissioned: 'absent',
};

/** Whether a status keeps a device out of the hub: that comes before everything else. */
export const shutsOut = (status: FleetStatus): boolean => WANTED[status] === 'disabled-if-present' || WANTED[status] === 'absent';

/** The meaning of a status: the one table that says what the hub has to look like. */
export const wantedFor = (status: FleetStatus): Wanted => WANTED[status];
