import { describe, expect, it } from '@jest/globals';
import { checkPart, sizeOf } from './check-part.js';
import { readJson } from './json-text.js';
import { TWIN_CASES } from './twin-cases.js';

describe('what the editor says of a part', () => {
  it.each(TWIN_CASES)('$because → $code', ({ part = 'desired', text, code }) => {
    expect(checkPart(part, text, readJson('{}')).flaws.map((flaw) => flaw.code)[0] ?? null).toBe(code);
  });

  it('marks a key that is not allowed where it stands', () => {
    const text = '{"a": 1, "b c": 2}';
    expect(checkPart('desired', text, null).flaws).toEqual([expect.objectContaining({ code: 'twin-key-not-allowed', from: text.indexOf('"b c"'), to: text.indexOf(': 2') })]);
  });

  it('tells everything that is wrong at once', () => {
    expect(checkPart('desired', '{"a b": 1, "c": null, "d": 9007199254740993}', null).flaws).toHaveLength(3);
  });

  it('lets our own tag stay and no more', () => {
    const base = readJson('{"lockstep": {"managed": true}}');
    expect(checkPart('tags', '{"lockstep": {"managed": true}, "site": 1}', base).flaws).toEqual([]);
    expect(checkPart('tags', '{"site": 1}', base).flaws.map(({ code }) => code)).toEqual(['twin-tag-is-ours']);
  });

  it('counts bytes as the hub does: no punctuation, eight a number, four a boolean, texts in UTF-8', () => {
    expect(sizeOf(readJson('{"é": 1.25, "ok": true, "l": ["ab\\n", null]}'))).toBe(2 + 8 + 2 + 4 + 1 + 2);
  });
});
