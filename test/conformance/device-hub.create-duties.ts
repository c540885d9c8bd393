import { describe, expect, it } from '@jest/globals';

import { HubRefusesCredentials } from '#core';

import { inTheClear, someKeys, TAG, THUMBPRINT, type Trial } from './device-hub.trial.js';

/** What `create` owes. */
export const createDuties = (trial: Trial): void =>
  describe('create', () => {
    it.each(['enabled', 'disabled'] as const)('makes the identity %s, with the keys and the tag it was given', async (status) => {
      const { deviceId, keys } = await trial.made({ status });
      const read = await trial.hub.read(deviceId);
      expect(read?.status).toBe(status);
      expect(inTheClear(read?.keys)).toEqual(inTheClear(keys));
      expect((await trial.tried.inspect(deviceId)).tag).toEqual(TAG);
    });

    it('leaves what is already there as it is', async () => {
      const { deviceId, etag, keys } = await trial.made();
      const again = { deviceId, status: 'disabled', keys: someKeys(), ownership: { managed: false } } as const;
      expect(await trial.hub.create(again)).toBe('already-there');
      expect(await trial.hub.look(deviceId)).toEqual({ deviceId, status: 'enabled', etag, keys: null });
      expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(keys));
      expect((await trial.tried.inspect(deviceId)).tag).toEqual(TAG);
    });

    it('leaves a device of somebody else as it is', async () => {
      const { deviceId, etag } = await trial.madeWithCertificate();
      expect(await trial.hub.create({ deviceId, status: 'enabled', keys: someKeys(), ownership: TAG })).toBe('already-there');
      expect((await trial.hub.look(deviceId))?.etag).toBe(etag);
      expect(await trial.tried.inspect(deviceId)).toEqual({ tag: null, thumbprint: THUMBPRINT });
    });

    it('succeeds once among many at the same moment, and the keys are those of the one', async () => {
      const deviceId = trial.anId();
      const tries = Array.from({ length: 4 }, () => someKeys());
      const answers = await Promise.all(tries.map((keys) => trial.hub.create({ deviceId, status: 'enabled', keys, ownership: TAG })));
      expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
      await trial.etagOf(deviceId);
      expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(tries[answers.indexOf('created')]));
    });

    it('makes nothing when it fails', async () => {
      const deviceId = trial.anId();
      const identity = { deviceId, status: 'enabled', keys: someKeys(), ownership: TAG } as const;
      await expect(trial.tried.lockedOut.create(identity)).rejects.toThrow(HubRefusesCredentials);
      expect(await trial.hub.look(deviceId)).toBeNull();
    });
  });
