import { Devices, Doorbell, type DeviceKey } from '#core';

/** Has a device looked at anew, at once, whatever it waits for. */
export class WakeDevice {
  constructor(
    private readonly devices: Devices,
    private readonly doorbell: Doorbell,
  ) {}

  /** False when the device is not known. Throws StoreIsAway. */
  async run(key: DeviceKey): Promise<boolean> {
    if (!(await this.devices.wake(key))) return false;
    // The relay rings for it in any case; this only saves a second.
    this.doorbell.ring(key, 'urgent').catch(() => undefined);
    return true;
  }
}
