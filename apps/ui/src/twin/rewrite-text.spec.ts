import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJson, sameJson, type ObjectNode } from './json-text.js';
import { rewriteText } from './rewrite-text.js';

const object = (text: string): ObjectNode => readJson(text) as ObjectNode;
const anObject = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
/** Ways in which people set JSON. */
const aLayout = fc.constantFrom<((value: unknown) => string)[]>(
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => JSON.stringify(value, null, '\t'),
  (value) => ` ${JSON.stringify(value).replaceAll('{', '{ ').replaceAll(',', ' , ')}\n`,
);

describe('a text that is to say something else', () => {
  it.each`
    because                                   | text                                        | wanted                              | result
    ${'it says it already'}                   | ${'{ "b":1.0,\n "a" : [ 1,2 ] }'}           | ${'{"a":[1,2],"b":1}'}              | ${'{ "b":1.0,\n "a" : [ 1,2 ] }'}
    ${'a value is another one'}               | ${'{ "a" : 1,   "b":[ 1 ] }'}               | ${'{"a":{"x":[2]},"b":[1]}'}        | ${'{ "a" : {"x":[2]},   "b":[ 1 ] }'}
    ${'two values are other ones'}            | ${'{"a":1, "b":2, "c":3}'}                  | ${'{"a":100,"b":2,"c":"x"}'}        | ${'{"a":100, "b":2, "c":"x"}'}
    ${'the first is gone'}                    | ${'{\n  "a": 1,\n  "b": 2\n}'}              | ${'{"b":2}'}                        | ${'{\n  "b": 2\n}'}
    ${'the last is gone'}                     | ${'{\n  "a": 1,\n  "b": 2\n}'}              | ${'{"a":1}'}                        | ${'{\n  "a": 1\n}'}
    ${'all are gone'}                         | ${'{ "a": 1 }'}                             | ${'{}'}                             | ${'{}'}
    ${'there is one more'}                    | ${'{\n\t"a": [ 1 ]\n}'}                     | ${'{"a":[1],"b":{"c":2}}'}          | ${'{\n\t"a": [ 1 ],\n\t"b": {\n\t  "c": 2\n\t}\n}'}
    ${'there is one more on the same line'}   | ${'{"a":1}'}                                | ${'{"a":1,"b":2}'}                  | ${'{"a":1,"b": 2}'}
    ${'there is a first one'}                 | ${'{\n  "a": { }\n}'}                       | ${'{"a":{"b":1}}'}                  | ${'{\n  "a": {\n    "b": 1\n  }\n}'}
    ${'something deep inside is another one'} | ${'{ "a": { "b" : { "c":1 , "d":2 } } }'}   | ${'{"a":{"b":{"c":1,"d":3}}}'}      | ${'{ "a": { "b" : { "c":1 , "d":3 } } }'}
  `('stays as it was written where it can: $because', ({ text, wanted, result }: Record<string, string>) => expect(rewriteText(text!, object(wanted!))).toBe(result));

  it('says it, however it was written', () =>
    fc.assert(
      fc.property(anObject, anObject, aLayout, (now, wanted, layout) => {
        const target = object(JSON.stringify(wanted));
        return sameJson(readJson(rewriteText(layout(now), target)), target);
      }),
    ));

  it('is not touched when it says it already', () =>
    fc.assert(fc.property(anObject, aLayout, (now, layout) => rewriteText(layout(now), object(layout(now))) === layout(now))));
});
