import { describe, expect, it } from '@jest/globals';
import { parseJson } from './parse-json.js';
import { TAG_MOST, tagValuesOf } from './tag-values.js';

const pairsOf = (tags: unknown): string[] => tagValuesOf(tags).map(({ tag, value }) => `${tag}=${value}`);

describe('the tags that one can search by', () => {
  const TAGS = '{"site": "north", "place": {"hall": 3, "dry": true}, "lines": ["a", "b", "a"], "lockstep": {"managed": true}, "empty": "", "none": null, "version": 1.0}';
  const PAIRS = ['site=north', 'place.hall=3', 'place.dry=true', 'lines=a', 'lines=b', 'version=1'];

  it('are pairs, named from the outside in, without our own', () => expect(pairsOf(parseJson(TAGS))).toEqual(PAIRS));
  it('are the same however the document was read', () => expect(pairsOf(JSON.parse(TAGS))).toEqual(PAIRS));
  it.each([undefined, null, 'text', 7, []])('are none in %p', (tags) => expect(pairsOf(tags)).toEqual([]));

  it('are short', () => {
    const [most, more] = ['x'.repeat(TAG_MOST), 'x'.repeat(TAG_MOST + 1)];
    expect(pairsOf({ a: most, b: more, [most]: 1, [more]: 1 })).toEqual([`a=${most}`, `${most}=1`]);
  });

  it('are a hundred at most', () => expect(pairsOf(Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`t${at}`, at])))).toHaveLength(100));
});
