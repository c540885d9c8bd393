import type { AuthSet, DeviceStatus } from '../model.js';

/** The strongest status among a device's authentication sets speaks for the device. */
const STRONGEST_FIRST = ['accepted', 'preauthorized', 'pending', 'rejected'] as const;

/** The status of a device with these authentication sets; `noauth` when there are none. Source: Mender deviceauth. */
export function statusOf(authSets: readonly AuthSet[]): DeviceStatus {
  return STRONGEST_FIRST.find((status) => authSets.some((authSet) => authSet.status === status)) ?? 'noauth';
}
