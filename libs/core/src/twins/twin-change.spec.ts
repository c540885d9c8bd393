import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDocument } from '../../../../test/support/any-document.js';
import { bytesOf, sizeOf } from './check-twin.js';
import { NOTHING, type JsonObject } from './json.js';
import { parseJson } from './parse-json.js';
import { changedParts, readTwinChange } from './twin-change.js';
import { TwinRuleBroken } from './twin-rules.js';
import { writeJson } from './write-json.js';

const object = (text: string): JsonObject => parseJson(text) as JsonObject;
const EMPTY = { desired: NOTHING, tags: NOTHING };

const nested = (objects: number, core = '{"leaf":1}'): string => '{"o":'.repeat(objects) + core + '}'.repeat(objects);
const text = (bytes: number): string => `"${'x'.repeat(bytes)}"`;
/** An object of exactly so many bytes, as the hub counts. */
const fill = (bytes: number): string => {
  const members = Array.from({ length: Math.ceil(bytes / 1000) }, (_, n) => `"${String(n).padStart(4, '0')}":${text(Math.min(1000, bytes - n * 1000) - 4)}`);
  return `{${members.join(',')}}`;
};

function broken(run: () => unknown): { code: string; pointer: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof TwinRuleBroken) return { code: error.code, pointer: error.pointer };
    throw error;
  }
  throw new Error('It was let through.');
}

const patched = (body: string, now = EMPTY) => changedParts(now, readTwinChange('patch', body));
const replaced = (body: string, now = EMPTY) => changedParts(now, readTwinChange('replace', body));

describe('what a patch may write', () => {
  it.each([
    ['ten nested objects', nested(10)],
    ['ten nested lists', `{"a":${'['.repeat(10)}1${']'.repeat(10)}}`],
    ['a text of 4 KB', `{"a":${text(4096)}}`],
    ['the largest integer and the smallest', '{"a":4503599627370495,"b":-4503599627370496}'],
    ['fractions of any length', '{"a":0.12345678901234567890123,"b":1e-300}'],
    ['a key of 1 KB', `{${text(1024)}:1}`],
    ['keys that are named like members of objects', '{"constructor":1,"toString":2,"prototype":{"a":1}}'],
    ['an object in a list', '{"a":[{"b":1},[2]]}'],
    ['32 KB of desired', fill(32 * 1024)],
  ])('%s', (_name, desired) => expect(writeJson(patched(`{"desired":${desired}}`).desired)).toBe(desired));

  it.each([
    { name: 'eleven nested objects', desired: nested(11), code: 'twin-too-deep', pointer: `/desired${'/o'.repeat(11)}` },
    { name: 'objects nested through lists', desired: nested(10, '{"l":[{"leaf":1}]}'), code: 'twin-too-deep', pointer: `/desired${'/o'.repeat(10)}/l/0` },
    { name: 'eleven nested lists', desired: `{"a":${'['.repeat(11)}1${']'.repeat(11)}}`, code: 'twin-too-deep', pointer: `/desired/a${'/0'.repeat(10)}` },
    { name: 'a text of more than 4 KB', desired: `{"a":[1,${text(4097)}]}`, code: 'twin-text-too-long', pointer: '/desired/a/1' },
    { name: 'a text of 4 KB and a bit in UTF-8', desired: `{"a":"${'é'.repeat(2049)}"}`, code: 'twin-text-too-long', pointer: '/desired/a' },
    { name: 'an integer that is too large', desired: '{"a":{"b":4503599627370496}}', code: 'twin-number-out-of-range', pointer: '/desired/a/b' },
    { name: 'an integer that is too small', desired: '{"a":-4503599627370497}', code: 'twin-number-out-of-range', pointer: '/desired/a' },
    { name: 'an integer that is written with a power', desired: '{"a":1e20}', code: 'twin-number-out-of-range', pointer: '/desired/a' },
    { name: 'a number that no program can hold', desired: '{"a":1e400}', code: 'twin-number-out-of-range', pointer: '/desired/a' },
    { name: 'null in a list', desired: '{"a":[1,null]}', code: 'twin-null-in-list', pointer: '/desired/a/1' },
    { name: 'null in an object in a list', desired: '{"a":[{"b":{"c":null}}]}', code: 'twin-null-in-list', pointer: '/desired/a/0/b/c' },
    { name: 'null in a list in a list', desired: '{"a":[[[null]]]}', code: 'twin-null-in-list', pointer: '/desired/a/0/0/0' },
    { name: "the hub's notes", desired: '{"$metadata":{}}', code: 'twin-key-reserved', pointer: '/desired/$metadata' },
    { name: "the hub's version", desired: '{"a":{"$version":4}}', code: 'twin-key-reserved', pointer: '/desired/a/$version' },
    { name: 'another key with a dollar sign', desired: '{"a":{"$b":1}}', code: 'twin-key-not-allowed', pointer: '/desired/a/$b' },
    { name: 'a key with a dot', desired: '{"a.b":1}', code: 'twin-key-not-allowed', pointer: '/desired/a.b' },
    { name: 'a key with a number sign', desired: '{"a#b":1}', code: 'twin-key-not-allowed', pointer: '/desired/a#b' },
    { name: 'a key with a space', desired: '{"a b":1}', code: 'twin-key-not-allowed', pointer: '/desired/a b' },
    { name: 'a key with a control character of the second kind', desired: '{"a\\u0085":1}', code: 'twin-key-not-allowed', pointer: '/desired/a\u0085' },
    { name: 'an empty key', desired: '{"a":{"":1}}', code: 'twin-key-not-allowed', pointer: '/desired/a/' },
    { name: 'a key with a dot that is to be removed', desired: '{"a.b":null}', code: 'twin-key-not-allowed', pointer: '/desired/a.b' },
    { name: 'a key of more than 1 KB', desired: `{"a":{${text(1025)}:1}}`, code: 'twin-key-not-allowed', pointer: '/desired/a' },
    { name: '__proto__', desired: '{"__proto__":{"polluted":true}}', code: 'twin-key-unsafe', pointer: '/desired/__proto__' },
    { name: '__proto__ in a list', desired: '{"a":[{"__proto__":1}]}', code: 'twin-key-unsafe', pointer: '/desired/a/0/__proto__' },
    { name: 'constructor.prototype', desired: '{"constructor":{"prototype":{}}}', code: 'twin-key-unsafe', pointer: '/desired/constructor' },
    { name: 'more than 32 KB', desired: fill(32 * 1024 + 1), code: 'twin-too-large', pointer: '/desired' },
  ])('not $name', ({ desired, code, pointer }) => expect(broken(() => patched(`{"desired":${desired}}`))).toEqual({ code, pointer }));

  it.each([
    { name: 'what is no JSON', body: '{"desired":{"a":1,}}', code: 'twin-unreadable', pointer: '/desired' },
    { name: 'nothing', body: '', code: 'twin-unreadable', pointer: '' },
    { name: 'a list', body: '[]', code: 'twin-unreadable', pointer: '' },
    { name: 'a key twice', body: '{"desired":{"a":1,"a":1}}', code: 'twin-unreadable', pointer: '/desired/a' },
    { name: 'a part that is no object', body: '{"tags":null}', code: 'twin-unreadable', pointer: '/tags' },
    { name: 'no part', body: '{}', code: 'twin-part-unknown', pointer: '' },
    { name: 'reported properties', body: '{"desired":{},"reported":{}}', code: 'twin-part-unknown', pointer: '' },
  ])('not $name', ({ body, code, pointer }) => expect(broken(() => patched(body))).toEqual({ code, pointer }));

  it('not more tags than 8 KB, together with those that are there', () => {
    const half = { desired: NOTHING, tags: object(`{"a":"${'x'.repeat(4095)}"}`) };
    expect(sizeOf(patched(`{"tags":{"b":"${'x'.repeat(4095)}"}}`, half).tags)).toBe(8192);
    expect(broken(() => patched(`{"tags":{"b":"${'x'.repeat(4096)}"}}`, half))).toEqual({ code: 'twin-too-large', pointer: '/tags' });
    expect(sizeOf(patched(`{"tags":{"a":null,"b":"${'x'.repeat(4096)}"}}`, half).tags)).toBe(4097);
  });

  it('leaves the part that it does not name as it is', () => {
    const now = { desired: object('{"a":1}'), tags: object('{"t":1}') };
    expect(writeJson({ ...patched('{"tags":{"u":2}}', now) })).toBe('{"desired":{"a":1},"tags":{"t":1,"u":2}}');
    expect(writeJson({ ...replaced('{"desired":{"b":2}}', now) })).toBe('{"desired":{"b":2},"tags":{"t":1}}');
  });
});

describe('what a replacement may write', () => {
  it('is not null', () => expect(broken(() => replaced('{"desired":{"a":{"b":null}}}'))).toEqual({ code: 'twin-null-not-stored', pointer: '/desired/a/b' }));
  it('takes the place of all that was there', () => {
    expect(writeJson({ ...replaced('{"desired":{"b":2},"tags":{}}', { desired: object('{"a":1}'), tags: object('{"t":1}') }) })).toBe('{"desired":{"b":2},"tags":{}}');
  });
});

describe('the tag that marks what is ours', () => {
  const now = { desired: NOTHING, tags: object('{"lockstep":{"managed":true,"key":1},"site":"x"}') };
  const ours = { code: 'twin-tag-is-ours', pointer: '/tags/lockstep' };

  it.each(['{"tags":{"lockstep":null}}', '{"tags":{"lockstep":{"managed":false}}}', '{"tags":{"lockstep":{"key":null}}}', '{"tags":{"lockstep":1}}'])('is not changed by %s', (body) =>
    expect(broken(() => patched(body, now))).toEqual(ours));
  it.each(['{"tags":{"lockstep":{}}}', '{"tags":{"lockstep":{"managed":true,"key":2}}}'])('is not replaced by %s', (body) => expect(broken(() => replaced(body, now))).toEqual(ours));
  it('is not given to a device that has none', () => {
    expect(broken(() => patched('{"tags":{"lockstep":{"managed":true}}}'))).toEqual(ours);
    expect(broken(() => replaced('{"tags":{"lockstep":{"managed":true}}}'))).toEqual(ours);
  });
  it('stays when a replacement leaves it out, and may be sent back as it was seen', () => {
    expect(writeJson(replaced('{"tags":{"site":"y"}}', now).tags)).toBe('{"site":"y","lockstep":{"managed":true,"key":1}}');
    expect(writeJson(replaced('{"tags":{"lockstep":{"key":1.0,"managed":true}}}', now).tags)).toBe('{"lockstep":{"key":1.0,"managed":true}}');
    expect(writeJson(patched('{"tags":{"lockstep":{"key":1},"site":null}}', now).tags)).toBe('{"lockstep":{"managed":true,"key":1}}');
  });
});

describe('the size of a part', () => {
  it.each([
    ['{}', 0],
    ['{"ab":"cde"}', 5],
    ['{"a":1,"b":0.5,"c":-4503599627370496}', 27],
    ['{"a":true,"b":false}', 10],
    ['{"a":{"b":{"c":"d"}}}', 4],
    ['{"a":["b",1,true,{"c":"d"}]}', 16],
    ['{"é":"\\u20ac","𝄞":""}', 9],
    ['{"a":"\\u0000\\u001f\\u007f\\u009f\\n"}', 1],
    ['{"a":"\\ud800"}', 4],
  ])('of %s is %d', (document, bytes) => expect(sizeOf(object(document))).toBe(bytes));

  it('of a text is its length in UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (one) => expect(bytesOf(one)).toBe(Buffer.byteLength(one))), { numRuns: 2_000 });
  });

  it('is the sum over its members', () => {
    fc.assert(fc.property(anyDocument(), (document) => expect(sizeOf(document)).toBe([...document].reduce((sum, [key, value]) => sum + sizeOf(new Map([[key, value]])), 0))));
  });
});
