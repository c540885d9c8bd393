import { describe, expect, it } from '@jest/globals';
import { isMet, readPrecondition } from './if-match.js';

describe('If-Match', () => {
  it.each([
    [undefined, 'none', true],
    ['', 'none', true],
    ['""', 'none', true],
    ['*', 'any', true],
    ['"*"', 'any', true],
    ['"MQ=="', 'etag', true],
    ['MQ==', 'etag', true],
    ['"Mg=="', 'etag', false],
  ])('%j is read as %s', (header, kind, met) => {
    const precondition = readPrecondition(header);
    expect(precondition.kind).toBe(kind);
    expect(isMet(precondition, 'MQ==')).toBe(met);
  });
});
