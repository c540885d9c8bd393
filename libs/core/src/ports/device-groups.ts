import type { DeviceKey } from '../device-key.js';

/** Named sets of devices, which grants are made for. A group is there as long as a device is in it. */
export abstract class DeviceGroups {
  /** May be repeated. False when there is no such device. */
  abstract join(key: DeviceKey, group: string): Promise<boolean>;

  /** False when the device was not in it. */
  abstract leave(key: DeviceKey, group: string): Promise<boolean>;

  /** Names, in their order, after the one named, at most `limit`. */
  abstract names(tenantId: string, page: { after: string | null; limit: number }): Promise<string[]>;

  /** The ids of its devices, in their order, after the one named, at most `limit`. */
  abstract devices(tenantId: string, group: string, page: { after: string | null; limit: number }): Promise<string[]>;
}
