import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aKey } from '../../../../test/support/builders.js';
import { anyDocument } from '../../../../test/support/any-document.js';
import { isJsonList, isJsonObject, sameJson, type JsonObject, type JsonValue } from './json.js';
import { parseJson } from './parse-json.js';
import { editableOf, readTwin, withoutHubNotes, type Twin } from './twin.js';
import { LATEST_EFFECT_MS, endOfDoubt, type TwinEdit } from './twin-edit.js';
import { writeJson } from './write-json.js';

const ADDRESS = { key: aKey(), moduleId: null };

const DOCUMENT = `{"deviceId":"pump-7","etag":"AAAAAAAAAAI=","deviceEtag":"MTA0","status":"enabled","connectionState":"Disconnected",
  "lastActivityTime":"0001-01-01T00:00:00Z","version":3,"tags":{"site":"x"},
  "properties":{"desired":{"10":1,"2":0.12345678901234567890,"$metadata":{"$lastUpdated":"x","10":{}},"$version":2},
  "reported":{"a":{"b":1,"$version":9},"l":[{"$metadata":1,"c":2}],"$version":7}},"capabilities":{"iotEdge":false}}`;

const read = (text: string, address: Parameters<typeof readTwin>[1] = ADDRESS): Twin | null => readTwin(parseJson(text), address);

const keysIn = (value: JsonValue): string[] => (isJsonObject(value) ? [...value].flatMap(([key, member]) => [key, ...keysIn(member)]) : isJsonList(value) ? value.flatMap(keysIn) : []);

/** Puts the hub's notes into every object, lists included. */
const noted = (value: JsonValue): JsonValue => {
  if (isJsonList(value)) return value.map(noted);
  return isJsonObject(value) ? new Map<string, JsonValue>([['$metadata', new Map()], ...[...value].map(([key, member]) => [key, noted(member)] as const), ['$version', '1']]) : value;
};

describe('a twin', () => {
  it("is shown without the hub's notes and with every digit", () => {
    const { desired, reported, tags, ...rest } = read(DOCUMENT)!;
    expect([desired, reported, tags].map((part) => writeJson(part))).toEqual(['{"10":1,"2":0.12345678901234567890}', '{"a":{"b":1},"l":[{"c":2}]}', '{"site":"x"}']);
    expect(rest).toEqual({
      deviceId: 'pump-7', moduleId: null, etag: 'AAAAAAAAAAI=', version: 3, desiredVersion: 2, reportedVersion: 7, status: 'enabled', connectionState: 'Disconnected', lastActivityAt: null,
    });
  });

  it('tells when the hub last heard of the device', () => {
    expect(read(DOCUMENT.replace('0001-01-01', '2026-03-01'))!.lastActivityAt).toBe('2026-03-01T00:00:00Z');
  });

  it.each([
    ['enabled', '"enabled"'], ['disabled', '"disabled"'], [null, '"paused"'], [null, 'null'],
  ])('is %s where the hub says %s', (status, said) => expect(read(DOCUMENT.replace('"status":"enabled"', `"status":${said}`))!.status).toBe(status));

  it('tells nothing where the hub says nothing, or something else than a text', () => {
    const silent = DOCUMENT.replace('"connectionState":"Disconnected"', '"connectionState":7').replace('"lastActivityTime"', '"other"');
    expect(read(silent)).toMatchObject({ connectionState: null, lastActivityAt: null });
  });

  it.each([
    ['another device', DOCUMENT.replace('"deviceId":"pump-7"', '"deviceId":"pump-8"')],
    ['a module', DOCUMENT.replace('"etag"', '"moduleId":"m","etag"')],
    ['no twin', '{}'],
    ['no object', '[]'],
    ['a twin without etag', DOCUMENT.replace('"AAAAAAAAAAI="', '""')],
    ['a twin whose etag is no text', DOCUMENT.replace('"AAAAAAAAAAI="', '7')],
    ['a twin without version', DOCUMENT.replace('"version":3', '"version":"3"')],
  ])('is not read from %s', (_name, text) => expect(read(text)).toBeNull());

  it('of a module is read for the module alone', () => {
    const text = DOCUMENT.replace('"etag"', '"moduleId":"m","etag"');
    expect(read(text, { ...ADDRESS, moduleId: 'm' })).toMatchObject({ moduleId: 'm' });
    expect(read(text, { ...ADDRESS, moduleId: 'n' })).toBeNull();
  });

  it("never shows the hub's notes, and loses nothing else", () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        const clean = withoutHubNotes(noted(document) as JsonObject);
        expect(keysIn(clean).filter((key) => key.startsWith('$'))).toEqual([]);
        expect(writeJson(clean)).toBe(writeJson(document));
      }),
      { numRuns: 500 },
    );
  });
});

describe('an edit whose end nobody saw', () => {
  const NOW = new Date('2026-03-01T12:00:00Z');
  const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
  const twin = (odd: Partial<Twin>, desired = '{"a":1}'): Twin => ({ ...read(DOCUMENT)!, desired: parseJson(desired) as JsonObject, ...odd });
  const edit = (at: Date): TwinEdit => ({
    id: 1n, address: ADDRESS, kind: 'edit', undoes: null, by: 'alice', at, state: 'unknown', etagBefore: 'E1', etagAfter: null, versionBefore: 3,
    changes: [{ at: '/desired/a', before: parseJson('1'), after: parseJson('2') }, { at: '/desired/b', before: parseJson('1'), after: undefined }],
  });

  it.each([
    { because: 'the twin is as before, and the change may yet come', now: twin({ etag: 'E1', version: 3 }), at: ago(LATEST_EFFECT_MS), end: { state: 'unknown', etagAfter: null } },
    { because: 'the twin is as before, and it is too late for the change', now: twin({ etag: 'E1', version: 3 }), at: ago(LATEST_EFFECT_MS + 1), end: { state: 'refused', etagAfter: null } },
    { because: 'the only write since is the change', now: twin({ etag: 'E2', version: 4 }, '{"a":2,"c":3}'), at: ago(0), end: { state: 'done', etagAfter: 'E2' } },
    { because: 'the only write since is another', now: twin({ etag: 'E2', version: 4 }, '{"a":2,"b":1}'), at: ago(0), end: { state: 'refused', etagAfter: null } },
    { because: 'the change is there, under others', now: twin({ etag: 'E9', version: 9 }, '{"a":2}'), at: ago(0), end: { state: 'done', etagAfter: null } },
    { because: 'others may have overwritten it', now: twin({ etag: 'E9', version: 9 }, '{"a":5}'), at: ago(LATEST_EFFECT_MS * 9), end: { state: 'unknown', etagAfter: null } },
    { because: 'the twin is gone', now: null, at: ago(LATEST_EFFECT_MS * 9), end: { state: 'unknown', etagAfter: null } },
  ])('is $end.state when $because', ({ now, at, end }) => expect(endOfDoubt(edit(at), now, NOW)).toEqual(end));
});

describe('the editable parts', () => {
  it('make one document', () => expect(writeJson(editableOf(read(DOCUMENT)!))).toBe('{"desired":{"10":1,"2":0.12345678901234567890},"tags":{"site":"x"}}'));
  it('are the same whatever was reported', () => expect(sameJson(editableOf(read(DOCUMENT)!), editableOf(read(DOCUMENT.replace('"b":1', '"b":2'))!))).toBe(true));
});
