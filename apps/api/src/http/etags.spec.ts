import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '#core';
import { IfMatchMissing, etagOf, readIfMatch, readOptionalIfMatch } from './etags.js';

describe('If-Match', () => {
  it('reads the tag that was given out, and a star as any version', () => {
    expect([readIfMatch(etagOf(7)), readIfMatch('*'), readOptionalIfMatch('"12"')]).toEqual([7, null, 12]);
  });

  it('has to be there where a change asks for it', () => {
    for (const header of [undefined, '']) {
      expect(() => readIfMatch(header)).toThrow(IfMatchMissing);
      expect(readOptionalIfMatch(header)).toBeUndefined();
    }
  });

  it.each(['7', 'W/"7"', '"7", "8"', '"a"', '""', '"-1"', '"7', '"1234567890"', '**', '"7" '])('is refused as %s', (header) => {
    expect(() => readIfMatch(header)).toThrow(InvalidRequest);
  });
});
