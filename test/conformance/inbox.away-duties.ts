import { describe, expect, it } from '@jest/globals';
import { StoreIsAway, foldEvent } from '#core';
import { anEvent } from '../support/builders.js';
import { aFreshDevice, aFreshOrigin, type InboxUnderTest } from './inbox.under-test.js';

/** What every verb owes while the store cannot be reached. */
export const awayDuties = (tried: () => InboxUnderTest): void => {
  describe('while the store is away', () => {
    it('says so, stores nothing by halves, and goes on with the same object when it is back', async () => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const event = anEvent({ deviceId: key.deviceId });
      const raw = Buffer.from('x');
      const accept = () => tried().inbox.accept(origin, event, raw, (told) => foldEvent(told, event));
      const bury = () => tried().inbox.bury({ origin, reason: 'not-json', detail: 'x', deviceId: null, eventId: null, raw });

      await tried().goAway();
      try {
        await expect(accept()).rejects.toThrow(StoreIsAway);
        await expect(bury()).rejects.toThrow(StoreIsAway);
        await expect(Promise.all([accept(), accept(), accept()])).rejects.toThrow(StoreIsAway);
      } finally {
        await tried().comeBack();
      }
      expect(await tried().deviceOf(key)).toBeNull();
      expect(await tried().eventsOf(key)).toEqual([]);
      expect(await tried().lettersOf(origin)).toEqual([]);

      expect((await accept()).kind).toBe('accepted');
      await bury();
      expect(await tried().eventsOf(key)).toHaveLength(1);
      expect(await tried().lettersOf(origin)).toHaveLength(1);
    });
  });
};
