import { describe, expect, it } from '@jest/globals';
import { readRetryAfter } from './read-retry-after.js';

const NOW = new Date('2026-03-01T10:00:00Z');

describe('how long a Retry-After asks us to wait', () => {
  it.each<{ header: string | undefined; ms: number }>`
    because                                 | header                             | ms
    ${'it is in seconds'}                   | ${'30'}                            | ${30_000}
    ${'there are blanks around it'}         | ${' 30 '}                          | ${30_000}
    ${'it is a date'}                       | ${'Sun, 01 Mar 2026 10:00:45 GMT'} | ${45_000}
    ${'there is none'}                      | ${undefined}                       | ${10_000}
    ${'it is empty'}                        | ${''}                              | ${10_000}
    ${'it is a word'}                       | ${'soon'}                          | ${10_000}
    ${'it is a fraction'}                   | ${'1.5'}                           | ${10_000}
    ${'it is negative'}                     | ${'-5'}                            | ${10_000}
    ${'it is a date in another notation'}   | ${'2026-03-01T10:00:45Z'}          | ${10_000}
    ${'it is no date of the calendar'}      | ${'Sun, 99 Abc 2026 10:00:45 GMT'} | ${10_000}
    ${'it is under a second'}               | ${'0'}                             | ${1_000}
    ${'the date is over'}                   | ${'Sun, 01 Mar 2026 09:59:00 GMT'} | ${1_000}
    ${'it is over an hour'}                 | ${'86400'}                         | ${3_600_000}
    ${'the date is next year'}              | ${'Mon, 01 Mar 2027 10:00:00 GMT'} | ${3_600_000}
    ${'it has more digits than a lifetime'} | ${'99999999999999999999'}          | ${10_000}
  `('is $ms ms when $because', ({ header, ms }) => {
    expect(readRetryAfter(header, NOW)).toBe(ms);
  });
});
