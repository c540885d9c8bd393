import { createHmac } from 'node:crypto';
import { DeviceKeyring, Secret, type DeviceKey, type DeviceKeys } from '#core';
import type { TenantSeeds } from './tenant-seeds.js';

/** HMAC-SHA256 under the tenant's seed: the hub takes any 16 to 64 bytes as a key, so its 32 bytes serve as they are. */
export class SeededKeyring extends DeviceKeyring {
  constructor(private readonly seeds: TenantSeeds) {
    super();
  }

  override async keysOf(key: DeviceKey, number: number): Promise<DeviceKeys> {
    const seed = await this.seeds.of(key.tenantId);
    const derive = (which: 'primary' | 'secondary'): Secret =>
      new Secret(createHmac('sha256', seed.reveal()).update(`device|${key.deviceId}|${number}|${which}`).digest('base64'));
    return { primary: derive('primary'), secondary: derive('secondary') };
  }
}
