import { afterAll, beforeAll, describe } from '@jest/globals';
import { dueDuties } from './devices.due-duties.js';
import { leaseDuties } from './devices.lease-duties.js';
import { settleDuties } from './devices.settle-duties.js';
import { DevicesTrial, type DevicesUnderTest } from './devices.under-test.js';

/** Every duty in the comments of the port `Devices`, each as a test, for any store of devices. */
export const devicesConformance = (name: string, start: () => Promise<DevicesUnderTest>): void =>
  describe(`${name}, as Devices`, () => {
    const trial = new DevicesTrial(start);
    beforeAll(() => trial.begin(), 60_000);
    afterAll(() => trial.tried.stop());

    leaseDuties(trial);
    settleDuties(trial);
    dueDuties(trial);
  });
