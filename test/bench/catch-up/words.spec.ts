import { describe, expect, it } from '@jest/globals';
import { columnsOf, megabytes, percent, times, verdictTable } from './words.js';

describe('a table', () => {
  it('is as wide as its widest cells, and ends without blanks', () => {
    expect(columnsOf([['name', 'figure'], ['a', '1'], ['long name', '22']])).toEqual(['name       figure', 'a          1', 'long name  22']);
  });

  it('of verdicts says pass or FAIL', () => {
    const lines = verdictTable([
      { of: 'share', figure: '96 %', gate: '>= 95 %', passed: true },
      { of: 'refused', figure: '3', gate: '<= 0', passed: false },
    ]);
    expect(lines).toEqual(['measured  figure  gate', 'share     96 %    >= 95 %  pass', 'refused   3       <= 0     FAIL']);
  });
});

describe('a figure', () => {
  it.each([
    { written: percent(0.9512), words: '95.1 %' },
    { written: megabytes(1_250_000), words: '1.3 MB' },
    { written: times(1.911), words: '1.91x' },
    { written: times(48.26), words: '48.3x' },
    { written: percent(NaN), words: '-' },
  ])('is written as $words', ({ written, words }) => expect(written).toBe(words));
});
