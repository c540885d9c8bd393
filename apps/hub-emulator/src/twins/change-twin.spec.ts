import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json.js';
import { Switches } from '../switches.js';
import { patchTwin, replaceTwin, reportProperties } from './change-twin.js';
import { showStamp } from './stamp.js';
import { twinEtag } from './show-twin.js';
import { newTwin, untouchedSection, type Twin } from './twin.js';

const CREATED = 1_700_000_000_000_000;
const LATER = CREATED + 1_500_000;
const RULES = Switches.parse({});

const patch = (twin: Twin, parts: { tags?: JsonObject; desired?: JsonObject }) => patchTwin(twin, parts, LATER, RULES);

describe('a twin', () => {
  it('is born with version 2, etag 1 and section versions 1', () => {
    const twin = newTwin();
    const untouched = untouchedSection(CREATED);
    expect([twin.version, twinEtag(twin.etag), twin.desired, twin.reported, untouched.version]).toEqual([
      2,
      'AAAAAAAAAAE=',
      undefined,
      undefined,
      1,
    ]);
    expect(showStamp(untouched.stamp)).toEqual({ $lastUpdated: '2023-11-14T22:13:20Z' });
  });

  it('stamps what a bulk create brought along with the year 1 and version 1', () => {
    const { desired } = newTwin({ desired: { user: 'a' } });
    expect(showStamp(desired!.stamp)).toEqual({
      $lastUpdated: '0001-01-01T00:00:00Z',
      $lastUpdatedVersion: 1,
      user: { $lastUpdated: '0001-01-01T00:00:00Z', $lastUpdatedVersion: 1 },
    });
  });

  it('raises etag and version once with each patch, and the version of desired only when desired is patched', () => {
    const tagged = patch(newTwin(), { tags: { site: 'x' } });
    expect([tagged.version, twinEtag(tagged.etag), tagged.desired]).toEqual([3, 'AAAAAAAAAAI=', undefined]);
    const both = patch(tagged, { tags: { site: 'y' }, desired: { a: 1 } });
    expect([both.version, twinEtag(both.etag), both.desired?.version]).toEqual([4, 'AAAAAAAAAAM=', 2]);
  });

  it('is left as it is by a patch that says nothing', () => {
    const twin = newTwin();
    expect(patch(twin, { tags: {}, desired: {} })).toBe(twin);
  });

  it('merges objects, replaces arrays and removes what is null', () => {
    const twin = newTwin({ desired: { a: { x: 1, y: 2 }, list: [1, 2], gone: true } });
    expect(patch(twin, { desired: { a: { y: 3, z: { deep: null } }, list: [9], gone: null } }).desired?.values).toEqual({
      a: { x: 1, y: 3, z: {} },
      list: [9],
    });
  });

  it('has no tags when the last tag is removed', () => {
    expect(patch(newTwin({ tags: { a: 1 } }), { tags: { a: null } })).not.toHaveProperty('tags');
  });

  it('stamps every level that a patch passes through and no other', () => {
    const twin = newTwin({ desired: { a: { x: 1, y: 2 }, b: 1 } });
    const then = { $lastUpdated: '0001-01-01T00:00:00Z', $lastUpdatedVersion: 1 };
    const now = { $lastUpdated: '2023-11-14T22:13:21.5Z', $lastUpdatedVersion: 2 };
    expect(showStamp(patch(twin, { desired: { a: { y: 3 } } }).desired!.stamp)).toEqual({
      ...now,
      a: { ...now, x: then, y: now },
      b: then,
    });
  });

  it('forgets the stamps of what is removed or no longer an object', () => {
    const twin = newTwin({ desired: { a: { x: 1 }, b: 1 } });
    const now = { $lastUpdated: '2023-11-14T22:13:21.5Z', $lastUpdatedVersion: 2 };
    expect(showStamp(patch(twin, { desired: { a: 5, b: null } }).desired!.stamp)).toEqual({ ...now, a: now });
  });

  it('does not touch the twin it was made from', () => {
    const twin = newTwin({ tags: { a: { b: 1 } }, desired: { c: { d: 1 } } });
    const before = structuredClone(twin);
    patch(twin, { tags: { a: { b: 2 } }, desired: { c: { d: null } } });
    expect(twin).toEqual(before);
  });

  it('keeps a key named __proto__ as a key', () => {
    const twin = patch(newTwin(), { desired: JSON.parse('{"__proto__":{"polluted":true}}') as JsonObject });
    expect(JSON.stringify(twin.desired?.values)).toBe('{"__proto__":{"polluted":true}}');
    expect(JSON.stringify(showStamp(twin.desired!.stamp))).toContain('"__proto__":{"$lastUpdated"');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('is replaced as a whole, missing parts included', () => {
    const twin = newTwin({ tags: { a: 1 }, desired: { b: 1 } });
    const replaced = replaceTwin(twin, { desired: { c: 1, d: null } }, LATER, RULES);
    expect(replaced).toMatchObject({ version: 3, etag: 2, desired: { version: 2, values: { c: 1 } } });
    expect(replaced).not.toHaveProperty('tags');
    expect(Object.keys(showStamp(replaced.desired!.stamp))).toEqual(['$lastUpdated', '$lastUpdatedVersion', 'c']);
  });

  it('keeps missing parts when the switch says so', () => {
    const twin = newTwin({ tags: { a: 1 }, desired: { b: 1 } });
    const replaced = replaceTwin(twin, { tags: { c: 1 } }, LATER, { ...RULES, replaceTwinMissingPart: 'keep' });
    expect(replaced).toMatchObject({ tags: { c: 1 }, desired: { version: 1, values: { b: 1 } } });
  });

  it('keeps its etag when the device reports', () => {
    const twin = reportProperties(newTwin(), { battery: 80 }, LATER, RULES);
    expect(twin).toMatchObject({ etag: 1, version: 2, reported: { version: 2, values: { battery: 80 } } });
    expect(reportProperties(newTwin(), { a: 1 }, LATER, { ...RULES, reportedRaisesVersion: true }).version).toBe(3);
  });
});

describe('the limits of a twin', () => {
  const nest = (depth: number): JsonObject => (depth === 0 ? { leaf: 1 } : { o: nest(depth - 1) });
  const nestList = (depth: number): readonly unknown[] => (depth === 0 ? [] : [nestList(depth - 1)]);

  it.each([
    ['ten nested objects', nest(10)],
    ['a text of 4 KB', { a: 'x'.repeat(4096) }],
    ['the largest integer', { a: 4_503_599_627_370_495 }],
    ['the least integer', { a: -4_503_599_627_370_496 }],
    ['a fraction', { a: 0.1 }],
    ['exactly 8 KB', { aaaaaaaa: 'x'.repeat(4000), bbbbbbbb: 'x'.repeat(4096 - 8), cccccccc: 'x'.repeat(72) }],
  ])('let %s pass', (_name, tags) => {
    expect(patch(newTwin(), { tags: tags as JsonObject }).tags).toEqual(tags);
  });

  it.each([
    ['eleven nested objects', nest(11)],
    ['five thousand nested arrays', { a: nestList(5000) }],
    ['a text of more than 4 KB', { a: 'x'.repeat(4097) }],
    ['an integer beyond the largest', { a: 4_503_599_627_370_496 }],
    ['an integer below the least', { a: -4_503_599_627_370_497 }],
    ['an array with null', { a: [1, null] }],
    ['a key with a dot', { 'a.b': 1 }],
    ['a key with a dollar sign', { a: { $b: 1 } }],
    ['a key with a space', { 'a b': 1 }],
    ['a key with a control character', { 'a\u0007': 1 }],
    ['an empty key', { '': 1 }],
    ['a key of more than 1 KB', { ['k'.repeat(1025)]: 1 }],
    ['more than 8 KB of tags', { a: 'x'.repeat(4096), b: 'x'.repeat(4096) }],
  ])('refuse %s', (_name, tags) => {
    expect(() => patch(newTwin(), { tags: tags as JsonObject })).toThrow(expect.objectContaining({ code: 'ArgumentInvalid', status: 400 }));
  });

  it('count the whole section, not the patch alone', () => {
    const half = patch(newTwin(), { tags: { a: 'x'.repeat(4096) } });
    expect(() => patch(half, { tags: { b: 'x'.repeat(4096) } })).toThrow('8194 bytes are more than 8192');
  });

  it('let desired and reported properties have 32 KB each, and no more', () => {
    const eight = (index: number) => [`key${index}`, 'x'.repeat(4096 - 4)] as const;
    const full = Object.fromEntries(Array.from({ length: 8 }, (_, index) => eight(index)));
    expect(patch(newTwin(), { desired: full }).desired?.values).toEqual(full);
    expect(reportProperties(newTwin(), full, LATER, RULES).reported?.values).toEqual(full);
    const more = { ...full, a: '' };
    expect(() => patch(newTwin(), { desired: more })).toThrow('32769 bytes are more than 32768');
    expect(() => reportProperties(newTwin(), more, LATER, RULES)).toThrow('32769 bytes are more than 32768');
  });
});
