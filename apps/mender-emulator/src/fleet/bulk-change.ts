import type { Device, DeviceStatus } from '../model.js';
import type { Admission } from './admission.js';
import { fakeAuthSet } from './fake-identity.js';
import type { Fleet } from './fleet.js';

export const BULK_ACTIONS = ['accept', 'reject', 'dismiss', 'decommission'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** Which devices a bulk action is about: these ids, or all, or all of one status; of those, the first `count` by id. */
export interface BulkSelection {
  readonly ids?: readonly string[];
  readonly status?: DeviceStatus;
  readonly count?: number;
}

/** Changes devices by the thousand, each as if somebody had done it by hand. Answers how many were changed. */
export function bulkChange(fleet: Fleet, admission: Admission, action: BulkAction, selection: BulkSelection): number {
  const change = { accept, reject, dismiss, decommission }[action];
  return select(fleet, selection).filter((device) => change(admission, device)).length;
}

function select(fleet: Fleet, { ids, status, count = Infinity }: BulkSelection): Device[] {
  const found = ids ? [...new Set(ids)].flatMap((id) => fleet.find(id) ?? []) : fleet.listAfter(undefined, Infinity, status);
  return found.filter((device) => !device.decommissioning && (status === undefined || device.status === status)).slice(0, count);
}

/** Whatever stands in the way is done first: a dismissed device asks again, a preauthorized one connects. */
function accept(admission: Admission, device: Device): boolean {
  if (device.status === 'accepted') return false;
  const promised = device.authSets.find(({ status }) => status === 'preauthorized');
  if (promised) {
    admission.admitPreauthorized(device.id, promised.id);
    return true;
  }
  const known = device.authSets.at(-1);
  const authSet = known ?? fakeAuthSet('pending', new Date().toISOString());
  if (!known) admission.addAuthSet(device.id, authSet);
  admission.setStatus(device.id, authSet.id, 'accepted');
  return true;
}

function reject(admission: Admission, device: Device): boolean {
  const open = device.authSets.filter(({ status }) => status === 'accepted' || status === 'pending');
  for (const { id } of open) admission.setStatus(device.id, id, 'rejected');
  return open.length > 0;
}

/** A device goes with its preauthorized set, and every other set with the device. */
function dismiss(admission: Admission, device: Device): boolean {
  const promised = device.authSets.find(({ status }) => status === 'preauthorized');
  const sets = promised ? [promised] : device.authSets;
  for (const { id } of sets) admission.dismiss(device.id, id);
  return sets.length > 0;
}

function decommission(admission: Admission, device: Device): boolean {
  admission.decommission(device.id);
  return true;
}
