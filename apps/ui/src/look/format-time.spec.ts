import { describe, expect, it } from '@jest/globals';
import { count, duration, exactTime, relativeTime } from './format-time.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('times', () => {
  it.each([
    ['2026-03-01T12:00:03Z', 'just now'],
    ['2026-03-01T11:59:20Z', '40 seconds ago'],
    ['2026-03-01T11:58:01Z', '1 minute ago'],
    ['2026-03-01T15:30:00Z', 'in 3 hours'],
    ['2026-02-28T11:00:00Z', 'yesterday'],
  ])('%s is %s', (at, words) => expect(relativeTime(at, NOW)).toBe(words));

  it('are exact in UTC to the millisecond', () => expect(exactTime('2026-03-01T12:00:00.5Z', true)).toBe('2026-03-01 12:00:00.500 UTC'));

  it.each([
    [-1, '0 s'],
    [59, '59 s'],
    [90, '2 min'],
    [7_200, '2 h'],
    [60_300, '16 h 45 min'],
    [200_000, '2 d 7 h'],
  ])('%d seconds last %s', (seconds, words) => expect(duration(seconds)).toBe(words));

  it('and numbers have room between thousands', () => expect(count(1_234_567)).toBe('1 234 567'));
});
