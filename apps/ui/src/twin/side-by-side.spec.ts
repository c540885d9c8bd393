import { describe, expect, it } from '@jest/globals';
import { readJson, type ObjectNode } from './json-text.js';
import { inStretches, sideBySide } from './side-by-side.js';

const read = (value: unknown) => readJson(JSON.stringify(value)) as ObjectNode;
const blocks = sideBySide(read({ a: 1, b: { c: 2, d: 3 }, e: 4 }), read({ a: 1, b: { c: 5, d: 3 }, f: [6, 7] }));

describe('two objects beside each other', () => {
  it('have what belongs together at the same height', () => {
    for (const { left, right } of blocks) expect(left.split('\n')).toHaveLength(right.split('\n').length);
    expect(blocks.map(({ mark }) => mark)).toEqual(['same', 'differs', 'same', 'left-only', 'right-only', 'same']);
  });

  it.each([1, 2, 3, 100])('are the same text in stretches of %d lines, none of which is higher', (height) => {
    const stretches = inStretches(blocks, height);
    const textOf = (side: 'left' | 'right', of: typeof blocks) => of.map((block) => block[side]).join('\n');
    const cut = stretches.flatMap((stretch) => stretch.blocks);
    expect(textOf('left', cut)).toBe(textOf('left', blocks));
    expect(textOf('right', cut)).toBe(textOf('right', blocks));
    for (const stretch of stretches) expect(stretch.lines).toBe(textOf('left', [...stretch.blocks]).split('\n').length);
    expect(stretches.slice(0, -1).every(({ lines }) => lines === height)).toBe(true);
    expect(stretches.at(-1)!.lines).toBeLessThanOrEqual(height);
  });
});
