import { describe, expect, it } from '@jest/globals';
import { NOTHING_DRAWN, takeOver, type Drawn } from './take-over.js';

const yes = () => true;
const no = () => false;
const lines = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, at) => `pump-${from + at}`);
/** Lines 0 to 19 in the elements 0 to 19. */
const drawn = takeOver(NOTHING_DRAWN, lines(0, 20), yes);

describe('the elements of lines', () => {
  it.each([
    ['are kept by lines that stay, and made for a few that come below', lines(3, 23), yes, [...Array(17).keys()].map((at) => at + 3).concat(20, 21, 22)],
    ['are made for a few that come above', ['pump-x', ...lines(0, 19)], yes, [20, ...Array(19).keys()]],
    ['are all taken over, in their order, after a jump', lines(500, 520), yes, [...Array(20).keys()]],
    ['are taken over too where a page further some lines stay', lines(12, 32), yes, [...Array(20).keys()]],
    ['become more where more lines are in sight', lines(500, 522), yes, [...Array(22).keys()]],
    ['are made anew after a jump where they may not be taken over', lines(12, 32), no, [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]],
  ])('%s', (_title, ids, mayTakeOver, keys) => {
    expect(takeOver(drawn, ids, mayTakeOver).keys).toEqual(keys);
  });

  it('are never those of two lines, wherever one goes', () => {
    let now: Drawn = drawn;
    for (const [from, to] of [[2, 22], [300, 318], [290, 312], [289, 309], [0, 30], [1, 8]] as const) {
      now = takeOver(now, lines(from, to), from % 2 === 0 ? yes : no);
      expect(new Set(now.keys).size).toBe(to - from);
    }
  });
});
