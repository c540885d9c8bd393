import { describe, expect, it } from '@jest/globals';
import { readCost, readShares, type LedgerMinute } from './read-ledger.js';

const aMinute = (minute: number, used: number): LedgerMinute => ({ minute, used, asked: used, waited: 0 });

describe('the shares of a ledger', () => {
  it('leave out the minute of the start and the one in which the work ran out', () => {
    const shares = readShares([aMinute(0, 7), aMinute(1, 90), aMinute(2, 100), aMinute(3, 1)], 100);
    expect(shares).toEqual({ minutes: 2, lowest: 0.9, mean: 0.95, highest: 1 });
  });

  it('begin with the first minute in which anything was used', () => {
    expect(readShares([aMinute(0, 0), aMinute(1, 0), aMinute(2, 5), aMinute(3, 80), aMinute(4, 5)], 100)).toMatchObject({ minutes: 1, lowest: 0.8 });
  });

  it('count a minute that is missing as one without any use', () => {
    expect(readShares([aMinute(0, 100), aMinute(1, 100), aMinute(3, 100), aMinute(4, 100)], 100)).toMatchObject({ minutes: 3, lowest: 0, highest: 1 });
  });

  it('add up a minute that was opened twice', () => {
    expect(readShares([aMinute(0, 1), aMinute(1, 60), aMinute(2, 50), aMinute(1, 40), aMinute(2, 49), aMinute(3, 1)], 100)).toMatchObject({ lowest: 0.99, highest: 1 });
  });

  it.each([
    { because: 'nothing was used', minutes: [] },
    { because: 'it was over within a minute', minutes: [aMinute(0, 100)] },
    { because: 'there is no full minute in between', minutes: [aMinute(0, 100), aMinute(1, 100)] },
  ])('are none when $because', ({ minutes }) => {
    expect(readShares(minutes, 100)).toEqual({ minutes: 0, lowest: NaN, mean: NaN, highest: NaN });
  });
});

describe('what a backlog has cost', () => {
  it('counts operations: a bulk that was refused is all of its devices, and they were asked for again', () => {
    expect(readCost({ asked: 500, used: 400, waited: 3 }, 400)).toEqual({ used: 400, perDevice: 1.25, refused: 100, refusedShare: 0.2, heldBack: 3 });
  });

  it('is nothing when nothing was asked', () => {
    expect(readCost({ asked: 0, used: 0, waited: 0 }, 400)).toEqual({ used: 0, perDevice: 0, refused: 0, refusedShare: 0, heldBack: 0 });
  });
});
