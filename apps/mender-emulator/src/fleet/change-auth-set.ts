import { Refusal } from '../http/refusal.js';
import type { AuthSet, AuthSetStatus, Device } from '../model.js';
import { statusOf } from './device-status.js';

/** What an administrator may accept. A preauthorized set is accepted by the device itself, when it first connects. */
const ACCEPTABLE: readonly AuthSetStatus[] = ['pending', 'rejected'];

/** The authentication set with this id. Refuses with 404 when the device has none such. */
export function authSetOf(device: Device, authSetId: string): AuthSet {
  const found = device.authSets.find(({ id }) => id === authSetId);
  if (!found) throw new Refusal(404, 'authorization set not found');
  return found;
}

/**
 * The device with this set accepted and its other accepted or preauthorized sets rejected, so that one key speaks for it.
 * The device itself when the set was accepted before. Refuses with 400 when the set may not be accepted from its status.
 */
export function acceptAuthSet(device: Device, authSetId: string, from = ACCEPTABLE): Device {
  const { status } = authSetOf(device, authSetId);
  if (status === 'accepted') return device;
  if (!from.includes(status)) throw new Refusal(400, 'dev auth: bad request');

  return withAuthSets(device, device.authSets.map((authSet) => {
    if (authSet.id === authSetId) return { ...authSet, status: 'accepted' };
    return authSet.status === 'accepted' || authSet.status === 'preauthorized' ? { ...authSet, status: 'rejected' } : authSet;
  }));
}

/** The device with this set rejected. Refuses with 400 unless the set was pending or accepted. */
export function rejectAuthSet(device: Device, authSetId: string): Device {
  const { status } = authSetOf(device, authSetId);
  if (status !== 'pending' && status !== 'accepted') throw new Refusal(400, 'dev auth: bad request');
  return withStatus(device, authSetId, 'rejected');
}

/** The device with this set waiting again. Refuses with 400 when the set is preauthorized. */
export function resetAuthSet(device: Device, authSetId: string): Device {
  if (authSetOf(device, authSetId).status === 'preauthorized') throw new Refusal(400, 'dev auth: bad request');
  return withStatus(device, authSetId, 'pending');
}

/** The device without this set. Refuses with 404 when the device has none such. */
export function removeAuthSet(device: Device, authSetId: string): Device {
  const gone = authSetOf(device, authSetId);
  return withAuthSets(device, device.authSets.filter((authSet) => authSet !== gone));
}

/** The device with one more set. */
export function addAuthSet(device: Device, authSet: AuthSet): Device {
  return withAuthSets(device, [...device.authSets, authSet]);
}

function withStatus(device: Device, authSetId: string, status: AuthSetStatus): Device {
  return withAuthSets(device, device.authSets.map((authSet) => (authSet.id === authSetId ? { ...authSet, status } : authSet)));
}

function withAuthSets(device: Device, authSets: readonly AuthSet[]): Device {
  return { ...device, authSets, status: statusOf(authSets) };
}
