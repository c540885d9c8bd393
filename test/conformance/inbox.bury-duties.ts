import { describe, expect, it } from '@jest/globals';
import type { DeadLetter } from '#core';
import { aFreshOrigin, type InboxUnderTest } from './inbox.under-test.js';

const aLetter = (odd: Partial<DeadLetter> = {}): DeadLetter => ({
  origin: aFreshOrigin(),
  reason: 'not-json',
  detail: 'The body is not JSON in UTF-8.',
  deviceId: null,
  eventId: null,
  raw: Buffer.from([0xff, 0x00, 0x7b]),
  ...odd,
});

/** What `bury` owes. */
export const buryDuties = (tried: () => InboxUnderTest): void => {
  describe('bury', () => {
    it('keeps what could not be read, with its bytes as they came in', async () => {
      const letter = aLetter({ deviceId: 'pump-7' });
      await tried().inbox.bury(letter);
      const [stored, ...more] = await tried().lettersOf(letter.origin);
      expect(more).toEqual([]);
      expect(stored).toMatchObject({ detail: letter.detail, deviceId: 'pump-7', attempts: 1 });
      expect(Buffer.compare(stored!.raw, letter.raw)).toBe(0);
    });

    it('counts the same bytes of one source as one letter, also when they come at once', async () => {
      const letter = aLetter();
      await tried().inbox.bury(letter);
      await Promise.all(Array.from({ length: 9 }, () => tried().inbox.bury(letter)));
      expect((await tried().lettersOf(letter.origin)).map(({ attempts }) => attempts)).toEqual([10]);
    });

    it('counts a letter with which something else is wrong today, and says what', async () => {
      const letter = aLetter();
      await tried().inbox.bury(letter);
      await tried().inbox.bury({ ...letter, reason: 'no-event-id', detail: 'The event has no id.' });
      expect(await tried().lettersOf(letter.origin)).toMatchObject([{ attempts: 2, detail: 'The event has no id.' }]);
    });

    it('keeps the same bytes under two event ids apart', async () => {
      const letter = aLetter();
      await tried().inbox.bury({ ...letter, eventId: 'msg-1' });
      await tried().inbox.bury({ ...letter, eventId: 'msg-2' });
      expect(await tried().lettersOf(letter.origin)).toHaveLength(2);
    });

    it('keeps other bytes, and the same bytes of another source, apart', async () => {
      const [letter, elsewhere] = [aLetter(), aFreshOrigin()];
      await tried().inbox.bury(letter);
      await tried().inbox.bury({ ...letter, raw: Buffer.from('other') });
      await tried().inbox.bury({ ...letter, origin: elsewhere });
      expect(await tried().lettersOf(letter.origin)).toHaveLength(2);
      expect(await tried().lettersOf(elsewhere)).toHaveLength(1);
    });

    it('keeps a letter whose device id and detail hold characters that no database likes', async () => {
      const letter = aLetter({ deviceId: 'pump\0\uD83D', detail: 'The type "\0\uDE00" is not known.' });
      await tried().inbox.bury(letter);
      expect(await tried().lettersOf(letter.origin)).toHaveLength(1);
    });
  });
};
