import { describe, expect, it } from '@jest/globals';

import { HubChangedUnderneath } from '#core';

import { inTheClear, TAG, THUMBPRINT, type Trial } from './device-hub.trial.js';

/** What `setStatus` owes. */
export const statusDuties = (trial: Trial): void =>
  describe('setStatus', () => {
    it.each(['with', 'without'] as const)('changes the status and nothing else, and answers with the new etag, %s keys', async (how) => {
      const { deviceId, etag, keys } = await trial.made();
      const after = await trial.hub.setStatus(deviceId, { status: 'disabled', etag, keys: how === 'with' ? keys : null });
      expect(after.etag).not.toBe(etag);
      expect(await trial.hub.look(deviceId)).toEqual({ deviceId, status: 'disabled', etag: after.etag, keys: null });
      expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(keys));
      expect((await trial.tried.inspect(deviceId)).tag).toEqual(TAG);
    });

    it('goes to and fro with the etags it answers with', async () => {
      const { deviceId, etag, keys } = await trial.made();
      const disabled = await trial.hub.setStatus(deviceId, { status: 'disabled', etag, keys });
      const enabled = await trial.hub.setStatus(deviceId, { status: 'enabled', etag: disabled.etag!, keys });
      expect(await trial.hub.look(deviceId)).toMatchObject({ status: 'enabled', etag: enabled.etag });
    });

    it('may set the status that is already there', async () => {
      const { deviceId, etag, keys } = await trial.made();
      const after = await trial.hub.setStatus(deviceId, { status: 'enabled', etag, keys });
      expect(await trial.hub.look(deviceId)).toMatchObject({ status: 'enabled', etag: after.etag });
    });

    it('keeps the certificate of a device of somebody else', async () => {
      const { deviceId, etag } = await trial.madeWithCertificate();
      const after = await trial.hub.setStatus(deviceId, { status: 'disabled', etag, keys: null });
      expect(await trial.hub.read(deviceId)).toEqual({ deviceId, status: 'disabled', etag: after.etag, keys: null });
      expect((await trial.tried.inspect(deviceId)).thumbprint).toBe(THUMBPRINT);
    });

    it.each(['with', 'without'] as const)('changes nothing when the identity has another etag by now, %s keys', async (how) => {
      const { deviceId, etag, keys } = await trial.made();
      const first = await trial.hub.setStatus(deviceId, { status: 'disabled', etag, keys });
      const stale = trial.hub.setStatus(deviceId, { status: 'enabled', etag, keys: how === 'with' ? keys : null });
      await expect(stale).rejects.toThrow(HubChangedUnderneath);
      expect(await trial.hub.look(deviceId)).toMatchObject({ status: 'disabled', etag: first.etag });
    });

    it('lets one of two changes from the same etag win', async () => {
      const { deviceId, etag, keys } = await trial.made();
      const both = (['disabled', 'enabled'] as const).map((status) => trial.hub.setStatus(deviceId, { status, etag, keys }));
      const ends = await Promise.allSettled(both);
      expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(ends.find((end) => end.status === 'rejected')?.reason).toBeInstanceOf(HubChangedUnderneath);
    });

    it.each(['with', 'without'] as const)('does not bring back what was removed, %s keys', async (how) => {
      const { deviceId, etag, keys } = await trial.made();
      await trial.hub.remove(deviceId, etag);
      const late = trial.hub.setStatus(deviceId, { status: 'enabled', etag, keys: how === 'with' ? keys : null });
      await expect(late).rejects.toThrow(HubChangedUnderneath);
      expect(await trial.hub.look(deviceId)).toBeNull();
    });
  });
