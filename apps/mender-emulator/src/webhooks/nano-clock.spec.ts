import { describe, expect, it } from '@jest/globals';
import { formatNanos, nanoClock } from './nano-clock.js';

describe('the time of an event', () => {
  it.each`
    nanoseconds               | text
    ${1663063427746805235n}   | ${'2022-09-13T10:03:47.746805235Z'}
    ${1663063427746800000n}   | ${'2022-09-13T10:03:47.7468Z'}
    ${1663063427000000007n}   | ${'2022-09-13T10:03:47.000000007Z'}
    ${1663063427000000000n}   | ${'2022-09-13T10:03:47Z'}
  `('is written $text', ({ nanoseconds, text }) => expect(formatNanos(nanoseconds as bigint)).toBe(text));

  it('moves on even when the clocks stand still or go back', () => {
    const walls = [1000, 1000, 999];
    const now = nanoClock(() => walls.shift()!, () => 5n);
    expect([now(), now(), now()]).toEqual([1_000_000_005n, 1_000_000_006n, 1_000_000_007n]);
  });
});
