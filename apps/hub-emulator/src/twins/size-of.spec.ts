import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json.js';
import { sizeOf } from './size-of.js';

describe('the size of a section of a twin', () => {
  it.each<[string, JsonObject, number]>([
    ['nothing', {}, 0],
    ['a key and a text in UTF-8', { ké: 'é' }, 5],
    ['eight for a number, however long', { k: 1, l: 123456.789 }, 18],
    ['four for a boolean', { k: true, l: false }, 10],
    ['nothing for a control character', { k: 'a\u0007b' }, 3],
    ['the keys of nested objects', { k: { lm: { n: 1 } } }, 12],
    ['the items of an array', { k: ['ab', 1, { l: true }] }, 16],
    ['the key alone for null', { k: null }, 1],
  ])('counts %s', (_name, section, bytes) => {
    expect(sizeOf(section)).toBe(bytes);
  });
});
