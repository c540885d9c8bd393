import { describe, expect, it } from '@jest/globals';
import { storableText } from './storable-text.js';

describe('storableText', () => {
  it.each([
    ['plain text', 'hub-7: away', 'hub-7: away'],
    ['whole characters beyond the basic plane', 'a 😀 b', 'a 😀 b'],
    ['U+0000', 'a\0b\0', 'a\uFFFDb\uFFFD'],
    ['the first half of a pair, cut off', '😀'.slice(0, 1), '\uFFFD'],
    ['the second half of a pair', 'x\uDE00', 'x\uFFFD'],
  ])('answers for %s with what PostgreSQL can hold', (_, text, storable) => expect(storableText(text)).toBe(storable));
});
