import { createHash } from 'node:crypto';
import { DeviceKeyring, Secret, type DeviceKey, type DeviceKeys } from '#core';

/** Makes keys from names alone: the same device and number always give the same keys. */
export class FakeKeyring extends DeviceKeyring {
  override keysOf({ tenantId, deviceId }: DeviceKey, number: number): Promise<DeviceKeys> {
    const derive = (which: string): Secret =>
      new Secret(createHash('sha256').update(JSON.stringify([tenantId, deviceId, number, which])).digest('base64'));
    return Promise.resolve({ primary: derive('primary'), secondary: derive('secondary') });
  }
}
