import { describe, expect, it } from '@jest/globals';
import { foldEvent, type Accepted, type DeviceEvent, type DeviceKey, type Inbox, type Origin } from '#core';
import { anEvent } from '../support/builders.js';
import { aFreshDevice, aFreshOrigin, second, type InboxUnderTest } from './inbox.under-test.js';

const bytesOf = (event: DeviceEvent): Uint8Array => Buffer.from(JSON.stringify(event));

/** Accepts as our use case does: with the fold of the core. */
const accept = (inbox: Inbox, origin: Origin, event: DeviceEvent): Promise<Accepted> =>
  inbox.accept(origin, event, bytesOf(event), (told) => foldEvent(told, event));

const numbered = (count: number, { deviceId }: DeviceKey): DeviceEvent[] =>
  Array.from({ length: count }, (_, n) => anEvent({ id: `e-${n}`, deviceId, status: n % 2 === 0 ? 'accepted' : 'rejected', occurredAt: second(n) }));

/** What `accept` owes. */
export const acceptDuties = (tried: () => InboxUnderTest): void => {
  describe('accept', () => {
    it('stores the event and folds it into its device', async () => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const event = anEvent({ deviceId: key.deviceId, status: 'rejected', occurredAt: second(7), revision: 12 });
      expect(await accept(tried().inbox, origin, event)).toEqual({ kind: 'accepted', key });
      expect(await tried().deviceOf(key)).toEqual({ told: { status: 'rejected', occurredAt: second(7), revision: 12, eventId: event.id }, generation: 1n });
      expect((await tried().eventsOf(key)).map(({ id }) => id)).toEqual([event.id]);
    });

    it('gives the fold what is told so far, and keeps what it answers', async () => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const [late, early] = [anEvent({ id: 'late', deviceId: key.deviceId, occurredAt: second(9) }), anEvent({ id: 'early', deviceId: key.deviceId, occurredAt: second(1) })];
      await accept(tried().inbox, origin, late);
      await accept(tried().inbox, origin, early);
      expect(await tried().deviceOf(key)).toMatchObject({ told: { eventId: 'late' }, generation: 2n });
      expect(await tried().eventsOf(key)).toHaveLength(2);
    });

    it('stores the same event of a source once, and tells a repeat', async () => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const event = anEvent({ deviceId: key.deviceId });
      expect((await accept(tried().inbox, origin, event)).kind).toBe('accepted');
      expect(await accept(tried().inbox, origin, event)).toEqual({ kind: 'repeated', key });
      expect((await tried().deviceOf(key))?.generation).toBe(1n);
      expect(await tried().eventsOf(key)).toHaveLength(1);
    });

    it('takes the same id from another source, and from another tenant, for another event', async () => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const event = anEvent({ deviceId: key.deviceId });
      await accept(tried().inbox, origin, event);
      expect((await accept(tried().inbox, aFreshOrigin(), event)).kind).toBe('accepted');
      expect(await accept(tried().inbox, { ...origin, tenantId: 'other' }, event)).toEqual({ kind: 'accepted', key: { ...key, tenantId: 'other' } });
      expect((await tried().deviceOf(key))?.generation).toBe(2n);
    });

    it('loses no event whose id its sender used for another device too, also when they come at once', async () => {
      const [origin, keys] = [aFreshOrigin(), Array.from({ length: 6 }, aFreshDevice)];
      const [first, ...others] = keys.map(({ deviceId }) => anEvent({ id: 'the-same', deviceId }));
      await accept(tried().inbox, origin, first!);
      const answers = await Promise.all([first!, ...others].map((event) => accept(tried().inbox, origin, event)));
      expect(answers.map(({ kind }) => kind)).toEqual(['repeated', ...others.map(() => 'accepted')]);
      for (const key of keys) expect(await tried().eventsOf(key)).toHaveLength(1);
    });

    it('stores every one of 50 events of one device that come at once, and the newest is told', async () => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const answers = await Promise.all(numbered(50, key).map((event) => accept(tried().inbox, origin, event)));
      expect(answers.every(({ kind }) => kind === 'accepted')).toBe(true);
      expect(await tried().eventsOf(key)).toHaveLength(50);
      expect(await tried().deviceOf(key)).toMatchObject({ told: { eventId: 'e-49', status: 'rejected' }, generation: 50n });
    }, 30_000);

    it('stores one of 20 repeats that come at once', async () => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const event = anEvent({ deviceId: key.deviceId });
      const answers = await Promise.all(Array.from({ length: 20 }, () => accept(tried().inbox, origin, event)));
      expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
      expect(await tried().eventsOf(key)).toHaveLength(1);
      expect((await tried().deviceOf(key))?.generation).toBe(1n);
    });

    it.each([
      ['zero bytes', Buffer.from([0, 1, 0, 0])],
      ['bytes that are no UTF-8', Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0x80])],
      ['no bytes', Buffer.alloc(0)],
      ['a mebibyte', Buffer.alloc(1024 * 1024, 0xa5)],
    ])('keeps %s as they came in', async (_, raw) => {
      const [key, origin] = [aFreshDevice(), aFreshOrigin()];
      const event = anEvent({ deviceId: key.deviceId });
      await tried().inbox.accept(origin, event, raw, (told) => foldEvent(told, event));
      const [stored] = await tried().eventsOf(key);
      expect(Buffer.compare(stored!.raw, raw)).toBe(0);
    });
  });
};
