import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.js';
import { aStranger, inventLife, moved } from './life.js';

const settings = { deviceIds: ['a', 'b'], steps: 40, longestPauseMs: 50 };

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    const draw = (seed: number): number[] => { const chance = new Chance(seed); return Array.from({ length: 5 }, () => chance.next()); };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stays within its limits and reaches both', () => {
    const chance = new Chance(1);
    const drawn = new Set(Array.from({ length: 500 }, () => chance.between(2, 4)));
    expect([...drawn].sort()).toEqual([2, 3, 4]);
  });

  it('forks into parts that do not disturb each other', () => {
    const chance = new Chance(3);
    const before = chance.fork('life').next();
    chance.next();
    expect(chance.fork('life').next()).toBe(before);
    expect(chance.fork('fault').next()).not.toBe(before);
  });
});

describe('a life', () => {
  it('is the same for the same seed', () => {
    expect(inventLife(new Chance(5), settings)).toEqual(inventLife(new Chance(5), settings));
  });

  it('makes a device before anything happens to it, and again after it was decommissioned', () => {
    for (let seed = 0; seed < 50; seed++) {
      const known = new Set<string>();
      for (const { deviceId, move } of inventLife(new Chance(seed), settings)) {
        expect(known.has(deviceId)).toBe(move !== 'make');
        if (move === 'decommission') known.delete(deviceId);
        else known.add(deviceId);
      }
    }
  });

  it('counts incarnations', () => {
    const device = (['make', 'accept', 'decommission', 'make'] as const).reduce(moved, aStranger('a'));
    expect(device).toMatchObject({ state: 'pending', incarnations: 2 });
  });
});
