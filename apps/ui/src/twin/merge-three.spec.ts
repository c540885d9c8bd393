import { describe, expect, it } from '@jest/globals';
import { differenceOf, patchText, pathOf, pointerOf } from './difference.js';
import { readJson, writeJson, type ObjectNode } from './json-text.js';
import { mergeThree, takeYours } from './merge-three.js';
import { bodyOf } from './plan-saving.js';
import { sideBySide } from './side-by-side.js';

const object = (text: string): ObjectNode => readJson(text) as ObjectNode;
const patchOf = (before: string, after: string): string => patchText(differenceOf(object(before), object(after)));

describe('a merge patch of what was edited', () => {
  it.each`
    because                                    | before                         | after                             | patch
    ${'nothing is changed'}                    | ${'{"a":1}'}                   | ${'{"a":1.0}'}                    | ${'{}'}
    ${'a member is added'}                     | ${'{}'}                        | ${'{"a":{"b":1}}'}                | ${'{"a":{"b":1}}'}
    ${'a member is removed'}                   | ${'{"a":{"b":1,"c":2}}'}       | ${'{"a":{"c":2}}'}                | ${'{"a":{"b":null}}'}
    ${'a list is changed'}                     | ${'{"a":[1,2]}'}               | ${'{"a":[1,3]}'}                  | ${'{"a":[1,3]}'}
    ${'an object becomes a number'}            | ${'{"a":{"b":1}}'}             | ${'{"a":2}'}                      | ${'{"a":2}'}
    ${'a number has more digits than a double'} | ${'{"a":0.1}'}                | ${'{"a":0.10000000000000000001}'} | ${'{"a":0.10000000000000000001}'}
    ${'a key looks like an index'}             | ${'{"b":1,"1":1}'}             | ${'{"b":2,"1":2}'}                | ${'{"b":2,"1":2}'}
  `('has what changed: $because', ({ before, after, patch }: Record<string, string>) => expect(patchOf(before!, after!)).toBe(patch));

  it('writes places as JSON pointers, and reads them', () => {
    expect(pointerOf(['desired', 'a/b~c'])).toBe('/desired/a~1b~0c');
    expect(pathOf('/desired/a~1b~01')).toEqual(['desired', 'a/b~1']);
  });

  it('replaces only the parts that changed when it is to replace', () => {
    const draft = { etag: 'e', at: '', base: { desired: '{"a":1,"b":2}', tags: '{"t":1}' }, texts: { desired: '{"a":1}', tags: '{ "t": 1 }' } };
    expect(bodyOf('replace', draft)).toBe('{"desired":{"a":1}}');
    expect(bodyOf('patch', draft)).toBe('{"desired":{"b":null}}');
  });
});

describe('two edits of one twin', () => {
  it.each`
    because                                 | base               | theirs              | yours                    | merged                    | conflicts
    ${'only you changed'}                   | ${'{"a":1}'}       | ${'{"a":1}'}        | ${'{"a":2}'}             | ${'{"a":2}'}              | ${[]}
    ${'only they changed'}                  | ${'{"a":1}'}       | ${'{"a":2}'}        | ${'{"a":1}'}             | ${'{"a":2}'}              | ${[]}
    ${'both changed alike'}                 | ${'{"a":1}'}       | ${'{"a":2}'}        | ${'{"a":2}'}             | ${'{"a":2}'}              | ${[]}
    ${'each changed another member'}        | ${'{"a":1,"b":1}'} | ${'{"a":2,"b":1}'}  | ${'{"a":1,"b":2}'}       | ${'{"a":2,"b":2}'}        | ${[]}
    ${'each added another member'}          | ${'{}'}            | ${'{"x":{"a":1}}'}  | ${'{"y":1}'}             | ${'{"x":{"a":1},"y":1}'}  | ${[]}
    ${'both changed one member'}            | ${'{"a":1}'}       | ${'{"a":2}'}        | ${'{"a":3}'}             | ${'{"a":2}'}              | ${['/a']}
    ${'they removed what you changed'}      | ${'{"a":{"b":1}}'} | ${'{}'}             | ${'{"a":{"b":2}}'}       | ${'{}'}                   | ${['/a']}
    ${'you removed what they changed'}      | ${'{"a":{"b":1}}'} | ${'{"a":{"b":2}}'}  | ${'{}'}                  | ${'{"a":{"b":2}}'}        | ${['/a']}
    ${'you removed what they removed'}      | ${'{"a":1,"b":1}'} | ${'{"b":1}'}        | ${'{"b":1}'}             | ${'{"b":1}'}              | ${[]}
  `('are brought together: $because', ({ base, theirs, yours, merged, conflicts }) => {
    const merge = mergeThree(object(base), object(theirs), object(yours));
    expect([writeJson(merge.merged, ''), merge.conflicts.map(({ path }) => pointerOf(path))]).toEqual([merged, conflicts]);
  });

  it('has your side where you chose it, also where you removed', () => {
    const merge = mergeThree(object('{"a":1,"b":1}'), object('{"a":2,"b":2}'), object('{"a":3}'));
    expect(writeJson(takeYours(merge.merged, merge.conflicts), '')).toBe('{"a":3}');
  });
});

describe('two documents side by side', () => {
  it('have as many lines on both sides, and each side is the text of its document', () => {
    const [left, right] = [object('{"a":1,"b":{"c":[1,2]},"d":2}'), object('{"b":{"c":[1]},"a":1,"e":{"f":3}}')];
    const blocks = sideBySide(left, right);
    for (const block of blocks) expect(block.left.split('\n')).toHaveLength(block.right.split('\n').length);
    const textOf = (side: 'left' | 'right') => blocks.map((block) => block[side]).join('\n').split('\n').filter(Boolean).join('\n');
    expect(textOf('left')).toBe(writeJson(left));
    expect(readJson(textOf('right'))).toEqual(expect.objectContaining({ kind: 'object' }));
    expect(blocks.map(({ mark }) => mark)).toEqual(['same', 'differs', 'same', 'left-only', 'right-only', 'same']);
  });
});
