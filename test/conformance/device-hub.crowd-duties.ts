import { describe, expect, it } from '@jest/globals';

import { HubChangedUnderneath } from '#core';

import { inTheClear, someKeys, TAG, type Trial } from './device-hub.trial.js';

/** What a hub owes to changes of many devices at once, in whatever calls it makes of them. */
export const crowdDuties = (trial: Trial): void =>
  describe('many changes at once', () => {
    it('come to what each would have come to alone, also where some fail', async () => {
      const [present, toDisable, toRemove, stale, gone] = await Promise.all(Array.from({ length: 5 }, () => trial.made()));
      await trial.hub.remove(gone!.deviceId, gone!.etag);
      const fresh = Array.from({ length: 30 }, () => ({ deviceId: trial.anId(), status: 'enabled', keys: someKeys(), ownership: TAG }) as const);

      const ends = await Promise.allSettled([
        ...fresh.map((identity) => trial.hub.create(identity)),
        trial.hub.create({ ...fresh[0]!, deviceId: present!.deviceId }),
        trial.hub.setStatus(toDisable!.deviceId, { status: 'disabled', etag: toDisable!.etag, keys: toDisable!.keys }),
        trial.hub.remove(toRemove!.deviceId, toRemove!.etag),
        trial.hub.setStatus(stale!.deviceId, { status: 'disabled', etag: 'AAAA', keys: stale!.keys }),
        trial.hub.setStatus(gone!.deviceId, { status: 'disabled', etag: gone!.etag, keys: gone!.keys }),
        trial.hub.remove(gone!.deviceId, gone!.etag),
      ]);

      expect(ends.slice(0, 30)).toEqual(fresh.map(() => ({ status: 'fulfilled', value: 'created' })));
      const [again, disabled, removed, ...refused] = ends.slice(30);
      expect(again).toEqual({ status: 'fulfilled', value: 'already-there' });
      expect([disabled?.status, removed?.status, refused[2]?.status]).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
      for (const end of refused.slice(0, 2)) expect(end).toEqual({ status: 'rejected', reason: expect.any(HubChangedUnderneath) });

      for (const { deviceId, keys } of fresh) {
        await trial.etagOf(deviceId);
        expect(inTheClear((await trial.hub.read(deviceId))?.keys)).toEqual(inTheClear(keys));
      }
      expect(await trial.tried.inspect(fresh[0]!.deviceId)).toMatchObject({ tag: TAG });
      expect(await trial.hub.look(toDisable!.deviceId)).toMatchObject({ status: 'disabled' });
      expect(inTheClear((await trial.hub.read(toDisable!.deviceId))?.keys)).toEqual(inTheClear(toDisable!.keys));
      expect(await trial.hub.look(toRemove!.deviceId)).toBeNull();
      expect(await trial.hub.look(stale!.deviceId)).toMatchObject({ status: 'enabled', etag: stale!.etag });
      expect(await trial.hub.look(gone!.deviceId)).toBeNull();
    });

    it('let one of several changes from the same etag win', async () => {
      const { deviceId, etag, keys } = await trial.made();
      const changes = Array.from({ length: 6 }, (_, n) => (n % 2 === 0 ? trial.hub.setStatus(deviceId, { status: 'disabled', etag, keys }) : trial.hub.remove(deviceId, etag)));
      const ends = await Promise.allSettled(changes);
      const removedOrDisabled = (await trial.hub.look(deviceId))?.status ?? 'gone';
      expect(['disabled', 'gone']).toContain(removedOrDisabled);
      for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(HubChangedUnderneath);
      expect(ends.filter((end, n) => end.status === 'fulfilled' && n % 2 === 0).length).toBe(removedOrDisabled === 'disabled' ? 1 : 0);
    });
  });
