import { describe, expect, it } from '@jest/globals';

import { HubRefusesCredentials } from '#core';

import { inTheClear, type Trial } from './device-hub.trial.js';

/** What `look` owes. */
export const lookDuties = (trial: Trial): void =>
  describe('look', () => {
    it('answers null when the hub says that there is no such device', async () => {
      expect(await trial.hub.look(trial.anId())).toBeNull();
    });

    it('answers with status and etag, and never with keys', async () => {
      const { deviceId } = await trial.made({ status: 'disabled' });
      expect(await trial.hub.look(deviceId)).toEqual({ deviceId, status: 'disabled', etag: expect.stringMatching(/^[^"]+$/), keys: null });
    });

    it('never takes a failed look for an absent device', async () => {
      const { deviceId } = await trial.made();
      await expect(trial.tried.lockedOut.look(deviceId)).rejects.toThrow(HubRefusesCredentials);
      await expect(trial.tried.lockedOut.look(trial.anId())).rejects.toThrow(HubRefusesCredentials);
    });

    it('changes nothing', async () => {
      const { deviceId, etag } = await trial.made();
      await trial.hub.look(deviceId);
      await trial.hub.read(deviceId);
      expect((await trial.hub.look(deviceId))?.etag).toBe(etag);
    });
  });

/** What `read` owes. */
export const readDuties = (trial: Trial): void =>
  describe('read', () => {
    it('answers null when the hub says that there is no such device', async () => {
      expect(await trial.hub.read(trial.anId())).toBeNull();
    });

    it('answers with the keys, and otherwise like a look', async () => {
      const { deviceId, keys } = await trial.made();
      const read = await trial.hub.read(deviceId);
      expect(inTheClear(read?.keys)).toEqual(inTheClear(keys));
      expect({ ...read, keys: null }).toEqual(await trial.hub.look(deviceId));
    });

    it('answers without keys when the device signs in by certificate', async () => {
      const { deviceId } = await trial.madeWithCertificate();
      expect(await trial.hub.read(deviceId)).toMatchObject({ deviceId, status: 'enabled', keys: null });
    });

    it('never takes a failed read for an absent device', async () => {
      await expect(trial.tried.lockedOut.read(trial.anId())).rejects.toThrow(HubRefusesCredentials);
    });
  });
