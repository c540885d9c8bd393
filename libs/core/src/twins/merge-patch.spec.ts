import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDocument } from '../../../../test/support/any-document.js';
import { conflictsWith, differenceOf, patchOf } from './difference.js';
import { sameJson, type JsonObject, type JsonValue } from './json.js';
import { mergePatch } from './merge-patch.js';
import { parseJson } from './parse-json.js';
import { writeJson } from './write-json.js';

const object = (text: string): JsonObject => parseJson(text) as JsonObject;
const merged = (document: string, patch: string): string => writeJson(mergePatch(object(document), object(patch)));

const hasNull = (value: JsonValue): boolean => value === null || (value instanceof Map && [...value.values()].some(hasNull));

describe('a merge patch', () => {
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('as RFC 7396 shows it: %s and %s make %s', (document, patch, result) => expect(merged(document, patch)).toBe(result));

  it('reaches into no prototype', () => {
    merged('{}', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('changes nothing when it is empty, or when it is merged a second time, and leaves no null', () => {
    fc.assert(
      fc.property(anyDocument(), anyDocument({ nulls: true }), (document, patch) => {
        const once = mergePatch(document, patch);
        expect(sameJson(mergePatch(document, new Map()), document)).toBe(true);
        expect(sameJson(mergePatch(once, patch), once)).toBe(true);
        expect(hasNull(once)).toBe(false);
      }),
    );
  });

  it('changes neither of the two', () => {
    fc.assert(
      fc.property(anyDocument(), anyDocument({ nulls: true }), (document, patch) => {
        const before = [writeJson(document), writeJson(patch)];
        mergePatch(document, patch);
        expect([writeJson(document), writeJson(patch)]).toEqual(before);
      }),
    );
  });
});

describe('the difference of two documents', () => {
  it('names each place with what was there and what is there now', () => {
    const changes = differenceOf(object('{"a":{"x":1,"y":2},"b/c":[1],"same":1.0}'), object('{"a":{"x":1,"z":{"d":1}},"b/c":[1,2],"same":1}'));
    expect(changes.map(({ at, before, after }) => [at, before === undefined ? undefined : writeJson(before), after === undefined ? undefined : writeJson(after)])).toEqual([
      ['/a/y', '2', undefined],
      ['/a/z', undefined, '{"d":1}'],
      ['/b~1c', '[1]', '[1,2]'],
    ]);
  });

  it('is a merge patch in both directions', () => {
    fc.assert(
      fc.property(anyDocument(), anyDocument(), (one, other) => {
        const changes = differenceOf(one, other);
        expect(sameJson(mergePatch(one, patchOf(changes, 'after')), other)).toBe(true);
        expect(sameJson(mergePatch(other, patchOf(changes, 'before')), one)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a document and itself is nothing', () => {
    fc.assert(fc.property(anyDocument(), (document) => expect(differenceOf(document, new Map([...document].reverse()))).toEqual([])));
  });

  it('does not overlook a key that is named like a member of every object', () => {
    expect(differenceOf(object('{}'), object('{"constructor":1,"__proto__":2}')).map(({ at }) => at)).toEqual(['/constructor', '/__proto__']);
  });
});

describe('what an undo would overwrite', () => {
  const changes = differenceOf(object('{"desired":{"a":1,"b":1}}'), object('{"desired":{"a":2,"c":{"x":1}}}'));

  it.each([
    { because: 'nothing was changed since', now: '{"desired":{"a":2,"c":{"x":1}}}', conflicts: [] },
    { because: 'something else was changed since', now: '{"desired":{"a":2.0,"c":{"x":1},"d":9},"tags":{"t":1}}', conflicts: [] },
    { because: 'a place was changed again', now: '{"desired":{"a":3,"c":{"x":1}}}', conflicts: ['/desired/a'] },
    { because: 'what it removed is back', now: '{"desired":{"a":2,"b":1,"c":{"x":1}}}', conflicts: ['/desired/b'] },
    { because: 'something was added to what it added', now: '{"desired":{"a":2,"c":{"x":1,"y":1}}}', conflicts: ['/desired/c'] },
    { because: 'what it added is gone', now: '{"desired":{"a":2}}', conflicts: ['/desired/c'] },
    { because: 'everything is gone', now: '{}', conflicts: ['/desired/a', '/desired/c'] },
  ])('is $conflicts when $because', ({ now, conflicts }) => expect(conflictsWith(changes, object(now)).sort()).toEqual(conflicts));
});
