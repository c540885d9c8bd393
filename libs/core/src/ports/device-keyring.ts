import type { DeviceKeys } from './device-hub.js';
import type { DeviceKey } from '../device-key.js';

/** Makes the keys of devices from the tenant's master key, so that no device key has to be stored or read back. */
export abstract class DeviceKeyring {
  /** The same device and number always give the same keys. */
  abstract keysOf(key: DeviceKey, number: number): Promise<DeviceKeys>;
}
