import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FAULTS, TRIED_ELSEWHERE } from './index.js';

describe('the catalogue', () => {
  it('has every fault from F1 to F38 once', () => {
    const ids = [...FAULTS, ...TRIED_ELSEWHERE].map(({ id }) => Number(id.slice(1))).sort((one, other) => one - other);
    expect(ids).toEqual(Array.from({ length: 38 }, (_, index) => index + 1));
  });

  it.each(TRIED_ELSEWHERE.flatMap(({ id, suites }) => suites.map((suite) => [id, suite])))('names a suite for %s that is there: %s', (_id, suite) => {
    expect(existsSync(suite!)).toBe(true);
  });
});
