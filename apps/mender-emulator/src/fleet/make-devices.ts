import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/refusal.js';
import type { Device, DeviceStatus } from '../model.js';
import type { Admission } from './admission.js';
import { fakeAuthSet, fakeIdentity } from './fake-identity.js';
import type { Fleet } from './fleet.js';

export interface DevicesToMake {
  readonly ids: readonly string[];
  readonly status: DeviceStatus;
  /** Whether the fleet is told, as it is when a device asks to be let in. */
  readonly announce: boolean;
}

/** The ids of as many devices as are wanted, for those who do not care which. */
export function freshIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID());
}

/** Makes devices that nobody has. Refuses with 409, and makes none, when one of the ids is taken. */
export function makeDevices(fleet: Fleet, admission: Admission, { ids, status, announce }: DevicesToMake): void {
  const taken = ids.find((id) => fleet.find(id));
  if (taken !== undefined) throw new Refusal(409, `device ${taken} exists already`);

  const now = new Date().toISOString();
  for (const id of new Set(ids)) admission.add(aDevice(id, status, now), { announce });
}

function aDevice(id: string, status: DeviceStatus, now: string): Device {
  return {
    id, identityData: fakeIdentity(), status, authSets: status === 'noauth' ? [] : [fakeAuthSet(status, now)],
    createdTs: now, updatedTs: now, decommissioning: false, provisioned: false, revision: 0,
  };
}
