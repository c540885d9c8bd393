import { describe, expect, it } from '@jest/globals';

import { HubRefusesDevice } from '#core';

import { inTheClear, someKeys, TAG, type Trial } from './device-hub.trial.js';

/** What every verb owes to the names of devices. */
export const nameDuties = (trial: Trial): void =>
  describe('a device id', () => {
    it.each(['.b.c', '%', '%2F', '%25', '?a=b', '#top', "'quoted'", '+plus', 'a=b', ':colon', '_under', '*!()', ',;@$', '.', '-'.repeat(100)])(
      'may end in %j, through the whole life of a device',
      async (suffix) => {
        const { deviceId, etag, keys } = await trial.made({ deviceId: trial.anId(suffix) });
        expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(keys));
        const after = await trial.hub.setStatus(deviceId, { status: 'disabled', etag, keys });
        await trial.hub.remove(deviceId, after.etag!);
        expect(await trial.hub.look(deviceId)).toBeNull();
      },
    );

    it('may be a star, which names this device and no other', async () => {
      const other = await trial.made();
      expect(await trial.hub.look(`${other.deviceId.slice(0, -1)}*`)).toBeNull();
    });

    it('counts case', async () => {
      const lower = await trial.made({ deviceId: trial.anId('-a') });
      const upper = await trial.made({ deviceId: trial.remember(lower.deviceId.toUpperCase()) });
      await trial.hub.remove(upper.deviceId, upper.etag);
      expect(await trial.hub.look(lower.deviceId)).toMatchObject({ deviceId: lower.deviceId });
    });

    it.each(['', '.', '..', 'a/b', '../twins', 'a b', 'ä', '-'.repeat(129)])('cannot be %j', async (deviceId) => {
      const identity = { deviceId, status: 'enabled', keys: someKeys(), ownership: TAG } as const;
      await expect(trial.hub.create(identity)).rejects.toThrow(HubRefusesDevice);
      await expect(trial.hub.look(deviceId)).rejects.toThrow(HubRefusesDevice);
    });
  });
