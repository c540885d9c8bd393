import { describe, expect, it } from '@jest/globals';

import { HubChangedUnderneath } from '#core';

import { inTheClear, type Trial } from './device-hub.trial.js';

/** What `remove` owes. */
export const removeDuties = (trial: Trial): void =>
  describe('remove', () => {
    it('deletes the identity', async () => {
      const { deviceId, etag } = await trial.made();
      await trial.hub.remove(deviceId, etag);
      expect(await trial.hub.look(deviceId)).toBeNull();
      expect(await trial.hub.read(deviceId)).toBeNull();
    });

    it('deletes a disabled identity as well', async () => {
      const { deviceId, etag } = await trial.made({ status: 'disabled' });
      await trial.hub.remove(deviceId, etag);
      expect(await trial.hub.look(deviceId)).toBeNull();
    });

    it('takes deleting what is not there for done', async () => {
      const { deviceId, etag } = await trial.made();
      await trial.hub.remove(deviceId, etag);
      await trial.hub.remove(deviceId, etag);
      await trial.hub.remove(trial.anId(), etag);
      expect(await trial.hub.look(deviceId)).toBeNull();
    });

    it('deletes nothing when the identity has another etag by now', async () => {
      const { deviceId, etag, keys } = await trial.made();
      const after = await trial.hub.setStatus(deviceId, { status: 'disabled', etag, keys });
      await expect(trial.hub.remove(deviceId, etag)).rejects.toThrow(HubChangedUnderneath);
      expect(await trial.hub.look(deviceId)).toMatchObject({ etag: after.etag });
    });

    it('makes room for a new identity, which the old etag does not touch', async () => {
      const { deviceId, etag } = await trial.made();
      await trial.hub.remove(deviceId, etag);
      const { keys } = await trial.made({ deviceId });
      await expect(trial.hub.remove(deviceId, etag)).rejects.toThrow(HubChangedUnderneath);
      expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(keys));
    });
  });
