import { describe, expect, it } from '@jest/globals';

import { HubChangedUnderneath } from '#core';

import { inTheClear, someKeys, TAG, type Trial } from './device-hub.trial.js';

const WAYS = ['enabled', null] as const;

/** What `setKeys` owes. */
export const keyDuties = (trial: Trial): void =>
  describe('setKeys', () => {
    it.each(WAYS)('changes the keys and nothing else, and answers with the new etag, with the status %s', async (status) => {
      const { deviceId, etag } = await trial.made();
      const keys = someKeys();
      const after = await trial.hub.setKeys(deviceId, { keys, etag, status });
      expect(after.etag).not.toBe(etag);
      expect(await trial.hub.look(deviceId)).toEqual({ deviceId, status: 'enabled', etag: after.etag, keys: null });
      expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(keys));
      expect((await trial.tried.inspect(deviceId)).tag).toEqual(TAG);
    });

    it.each(WAYS)('may leave one key where it was, and be made again, with the status %s', async (status) => {
      const { deviceId, etag, keys } = await trial.made();
      const next = { primary: keys.primary, secondary: someKeys().primary };
      const first = await trial.hub.setKeys(deviceId, { keys: next, etag, status });
      await trial.hub.setKeys(deviceId, { keys: next, etag: first.etag!, status });
      expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(next));
    });

    it('leaves a disabled device disabled', async () => {
      const { deviceId, etag } = await trial.made({ status: 'disabled' });
      const after = await trial.hub.setKeys(deviceId, { keys: someKeys(), etag, status: null });
      expect(await trial.hub.look(deviceId)).toMatchObject({ status: 'disabled', etag: after.etag });
    });

    it.each(WAYS)('changes nothing when the identity has another etag by now, with the status %s', async (status) => {
      const { deviceId, etag, keys } = await trial.made();
      await trial.hub.setStatus(deviceId, { status: 'enabled', etag, keys });
      await expect(trial.hub.setKeys(deviceId, { keys: someKeys(), etag, status })).rejects.toThrow(HubChangedUnderneath);
      expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(keys));
    });

    it.each(WAYS)('does not bring back what was removed, with the status %s', async (status) => {
      const { deviceId, etag } = await trial.made();
      await trial.hub.remove(deviceId, etag);
      await expect(trial.hub.setKeys(deviceId, { keys: someKeys(), etag, status })).rejects.toThrow(HubChangedUnderneath);
      expect(await trial.hub.look(deviceId)).toBeNull();
    });
  });
