import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDocument } from '../../../../test/support/any-document.js';
import { sameJson } from './json.js';
import { pathOf, pointerOf, valueAt } from './json-pointer.js';
import { JsonTooDeep, JsonUnreadable, MOST_NESTED, parseJson } from './parse-json.js';
import { writeJson } from './write-json.js';

const nested = (depth: number, [open, close]: readonly [string, string], core: string): string => open.repeat(depth) + core + close.repeat(depth);

const unreadable = (text: string): JsonUnreadable => catching(() => parseJson(text));

function catching(read: () => unknown): JsonUnreadable {
  try {
    read();
  } catch (error) {
    if (error instanceof JsonUnreadable) return error;
    throw error;
  }
  throw new Error('It was read.');
}

describe('a document', () => {
  it.each([
    '{"10":1,"2":2,"b":3,"1":4,"a":5}',
    '{"n":[1.0,-0,1e400,0.1234567890123456789012345,123456789012345678901234567890,2.50]}',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}',
    '["\\u0000","\\ud800","é","𝄞","\\"\\\\/\\b"]',
    '[[],{},"",true,false,null]',
  ])('is written as it was read: %s', (text) => expect(writeJson(parseJson(text))).toBe(text));

  it('may have white space wherever JSON allows it', () => expect(writeJson(parseJson(' \t\r\n{ "a" : [ 1 , { } ] , "b" : [ ] } \n'))).toBe('{"a":[1,{}],"b":[]}'));

  it('means what JSON.parse says, wherever that one loses nothing', () => {
    fc.assert(fc.property(fc.json({ noUnicodeString: false }), (text) => expect(JSON.parse(writeJson(parseJson(text)))).toEqual(JSON.parse(text))), { numRuns: 500 });
  });

  it('is refused wherever JSON.parse refuses it', () => {
    const bits = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', 'a', '"a"', '\\', '\\u', '00', '-', '1', '.', 'e', '+', 'true', 'nul', 'null', ' ', '\n', '\u0001'), { maxLength: 10 });
    fc.assert(
      fc.property(bits, (parts) => {
        const text = parts.join('');
        let meant: unknown;
        try {
          meant = JSON.parse(text);
        } catch {
          expect(unreadable(text)).toBeInstanceOf(JsonUnreadable);
          return;
        }
        expect(JSON.parse(writeJson(parseJson(text)))).toEqual(meant);
      }),
      { numRuns: 5_000 },
    );
  });

  it('survives a round trip, whatever it is', () => {
    fc.assert(fc.property(anyDocument({ nulls: true }), (document) => expect(writeJson(parseJson(writeJson(document)))).toBe(writeJson(document))), { numRuns: 500 });
  });

  it.each([
    { of: 'a key that stands twice', text: '{"a":{"b/c":[1,{"d":1,"d":2}]}}', pointer: '/a/b~1c/1/d', message: 'a second time' },
    { of: 'a missing value', text: '{"a":}', pointer: '/a', message: 'a value is expected (character 5)' },
    { of: 'an end that comes too early', text: '{"a":[1,', pointer: '/a/1', message: 'ends too early' },
    { of: 'something after the end', text: '{} {}', pointer: '', message: 'something follows' },
    { of: 'a bad escape', text: '["\\x"]', pointer: '/0', message: 'cannot escape' },
    { of: 'a key without quotes', text: '{a:1}', pointer: '', message: 'double quotes' },
  ])('says where it is unreadable because of $of', ({ text, pointer, message }) => expect(unreadable(text)).toMatchObject({ pointer, message: expect.stringContaining(message) }));

  it.each([
    { of: 'no colon', text: '{"a" 1}', pointer: '/a', position: 5, message: 'a colon is expected (character 5)' },
    { of: 'no comma in an object', text: '{"a":1 "b":2}', pointer: '', position: 7, message: 'a comma or the end of the object is expected (character 7)' },
    { of: 'no comma in a list', text: '{"a":[1 2]}', pointer: '/a', position: 8, message: 'a comma or the end of the list is expected (character 8)' },
    { of: 'a comma before the end', text: '{"a":1,}', pointer: '', position: 7, message: 'a key in double quotes is expected (character 7)' },
    { of: 'a control character', text: '[1,"a\u0001"]', pointer: '/1', position: 3, message: 'the text has a control character in it (character 3)' },
    { of: 'a text without an end', text: '[1,"a]', pointer: '/1', position: 3, message: 'the text has no end (character 3)' },
    { of: 'a text whose end is escaped', text: '["\\\\\\"]', pointer: '/0', position: 1, message: 'the text has no end (character 1)' },
    { of: 'a bad escape', text: '[1, "\\x"]', pointer: '/1', position: 4, message: 'a backslash is followed by something that it cannot escape (character 4)' },
    { of: 'half a word', text: '[tru]', pointer: '/0', position: 1, message: 'a value is expected (character 1)' },
    { of: 'nothing at all', text: ' ', pointer: '', position: 1, message: 'the document ends too early (character 1)' },
    { of: 'a word after the end', text: '{} x', pointer: '', position: 3, message: 'something follows the end of the document (character 3)' },
    { of: 'a key of a list', text: '[{"a":1},{"b":1,"b":2}]', pointer: '/1/b', position: 19, message: 'the key stands here a second time (character 19)' },
  ])('tells the place and the reason: $of', ({ text, pointer, position, message }) =>
    expect(unreadable(text)).toMatchObject({ name: 'JsonUnreadable', pointer, position, message }));

  it('is too deep where it holds more in each other than was asked for, and no deeper than that', () => {
    expect(writeJson(parseJson('[[1],{"a":2}]', 2))).toBe('[[1],{"a":2}]');
    expect(() => parseJson('[[1],{"a":[]}]', 2)).toThrow(JsonTooDeep);
    expect(catching(() => parseJson('[[1],{"a":[]}]', 2))).toMatchObject({ name: 'JsonTooDeep', pointer: '/1/a', position: 10, message: 'more than 2 values are nested in each other' });
  });

  it.each([
    { of: 'objects', brackets: ['{"a":', '}'] as const },
    { of: 'lists', brackets: ['[', ']'] as const },
  ])(`holds at most ${MOST_NESTED} $of in each other`, ({ brackets }) => {
    expect(writeJson(parseJson(nested(MOST_NESTED, brackets, '1')))).toContain('1');
    expect(unreadable(nested(MOST_NESTED + 1, brackets, '1')).message).toContain('nested');
    expect(unreadable(nested(100_000, brackets, '1')).message).toContain('nested');
  });
});

describe('two values are the same', () => {
  it.each([
    ['1', '1.0', true], ['100', '1e2', true], ['0.1', '1E-1', true], ['-0', '0', true], ['0.10', '0.1', true], ['1e400', '10e399', true],
    ['0.01', '1e-2', true], ['0.0012', '12E-4', true], ['[1,{"a":2}]', '[1.0,{"a":2e0}]', true], ['[]', '[]', true],
    ['1', '-1', false], ['1', '10', false], ['12345678901234567890', '12345678901234567891', false], ['0.1', '0.10000000000000000001', false],
    ['{"a":1,"b":2}', '{"b":2,"a":1}', true], ['{"a":1}', '{"a":1,"b":2}', false], ['{"a":1}', '{"b":1}', false],
    ['[1,2]', '[2,1]', false], ['[1]', '[1,1]', false], ['[]', '{}', false], ['null', 'false', false], ['"1"', '1', false], ['1', '"1"', false],
  ])('%s and %s: %s', (one, other, same) => expect(sameJson(parseJson(one), parseJson(other))).toBe(same));

  it('not when only one is there', () => {
    expect(sameJson(undefined, null)).toBe(false);
    expect(sameJson(undefined, undefined)).toBe(true);
  });

  it('without much work, however many zeros a number has', () => {
    const zeros = `1${'0'.repeat(200_000)}1`;
    expect(sameJson(parseJson(zeros), parseJson(`${zeros}.0`))).toBe(true);
  });
});

describe('a pointer', () => {
  it.each([['', []], ['/a/b', ['a', 'b']], ['/', ['']], ['/a~1b/~0c~01', ['a/b', '~c~1']]])('%j leads along %j', (pointer, path) => {
    expect(pointerOf(path)).toBe(pointer);
    expect(pathOf(pointer)).toEqual(path);
  });

  it('leads to what is there, and through objects only', () => {
    const document = parseJson('{"a":{"b":[1]},"__proto__":2}');
    expect(valueAt(document, ['a', 'b'])).toEqual(parseJson('[1]'));
    expect(valueAt(document, ['__proto__'])).toEqual(parseJson('2'));
    expect(valueAt(document, ['a', 'b', '0'])).toBeUndefined();
    expect(valueAt(document, ['a', 'constructor'])).toBeUndefined();
  });
});
