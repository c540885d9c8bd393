import { setTimeout as pause } from 'node:timers/promises';
import { isThrottled, type Act } from './baseline.js';
import type { Sdk } from '../../../apps/hub-emulator/src/test/connect-sdk.js';

/** Source: azure-iot-cli-extension, which sleeps so long after a 429 and tries three times. */
const SLEEP_MS = 20_000;
const TRIES = 3;

/** The script that the documentation of the SDK suggests: one create after the other. */
export const naiveCreate =
  ({ registry }: Sdk, name: string): Act =>
  async (event) => {
    for (let left = TRIES; ; left--) {
      try {
        await registry.create({ deviceId: `${name}-${event}` });
        return;
      } catch (error) {
        if (!isThrottled(error) || left === 1) throw error;
        await pause(SLEEP_MS);
      }
    }
  };
