import { HubError } from '../http/hub-error.js';
import type { BulkWork } from './bulk-work.js';

/** Throws TooManyDevices (403 or 413, a switch) when the hub has no room for one more device or module. */
export function checkRoom({ hub: { devices, throttle }, switches }: Pick<BulkWork, 'hub' | 'switches'>): void {
  const { maxDevices } = throttle.settings;
  if (devices.count + devices.moduleCount < maxDevices) return;
  throw new HubError('TooManyDevices', `The hub has ${maxDevices} devices and modules, and may have no more.`, { status: switches.deviceCapStatus });
}
