import { describe, expect, it } from '@jest/globals';
import { FORWARDING_TERMS, waitAfter } from './back-off.js';

describe('the wait after an attempt that failed', () => {
  it.each([
    [1, 0, 1_000],
    [1, 0.5, 1_500],
    [2, 0, 2_000],
    [3, 0, 4_000],
    [11, 0, 1_024_000],
    [12, 0, 1_800_000],
    [5_000, 0, 1_800_000],
  ])('is, after %d attempts and with the chance %d, %d ms', (attempts, random, wait) => {
    expect(waitAfter(attempts, FORWARDING_TERMS, random)).toBe(wait);
  });

  it('leaves room for no more than 60 attempts in all', () => {
    let [age, attempts] = [0, 0];
    while (age < FORWARDING_TERMS.giveUpMs) age += waitAfter(++attempts, FORWARDING_TERMS, 0);
    expect(attempts).toBeLessThanOrEqual(60);
  });
});
