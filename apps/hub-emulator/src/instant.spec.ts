import { describe, expect, it } from '@jest/globals';
import { Clock, formatInstant, NEVER } from './instant.js';

describe('a moment', () => {
  it('is written with its trailing zeros cut', () => {
    const at = Date.UTC(2020, 6, 28, 22, 17, 23) * 1000;
    expect([formatInstant(at), formatInstant(at + 785_061), formatInstant(at + 500_000)]).toEqual([
      '2020-07-28T22:17:23Z',
      '2020-07-28T22:17:23.785061Z',
      '2020-07-28T22:17:23.5Z',
    ]);
  });

  it('is the year 1 when it never was, with or without Z', () => {
    expect([formatInstant(NEVER), formatInstant(NEVER, '')]).toEqual(['0001-01-01T00:00:00Z', '0001-01-01T00:00:00']);
  });
});

describe('the clock', () => {
  it('never tells the same moment twice, not even when time stands still or goes back', () => {
    let ms = 1000;
    const clock = new Clock(() => ms);
    const first = clock.now();
    const second = clock.now();
    ms = 500;
    expect([second - first, clock.now() - second]).toEqual([1, 1]);
  });
});
