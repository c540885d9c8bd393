import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HubCategory, allowedPerMinute, type HubEdition } from './hub-edition.js';
import { SLICE_MS, newBudget, paceOf, shareAt, slowDown, takeFrom, type Budget, type Pace } from './pace.js';

const anEdition = fc.record({ sku: fc.constantFrom('F1', 'S1', 'S2', 'S3'), units: fc.integer({ min: 1, max: 200 }) }) as fc.Arbitrary<HubEdition>;

describe('what a hub allows', () => {
  it.each<{ sku: HubEdition['sku']; units: number; allowed: Record<HubCategory, number> }>([
    { sku: 'F1', units: 1, allowed: { registry: 100, 'twin-reads': 6_000, 'twin-updates': 3_000, queries: 20 } },
    { sku: 'S1', units: 1, allowed: { registry: 100, 'twin-reads': 6_000, 'twin-updates': 3_000, queries: 20 } },
    { sku: 'S1', units: 10, allowed: { registry: 1_000, 'twin-reads': 6_000, 'twin-updates': 3_000, queries: 200 } },
    { sku: 'S2', units: 5, allowed: { registry: 500, 'twin-reads': 6_000, 'twin-updates': 3_000, queries: 100 } },
    { sku: 'S2', units: 20, allowed: { registry: 2_000, 'twin-reads': 12_000, 'twin-updates': 6_000, queries: 400 } },
    { sku: 'S3', units: 1, allowed: { registry: 5_000, 'twin-reads': 30_000, 'twin-updates': 15_000, queries: 1_000 } },
    { sku: 'S3', units: 4, allowed: { registry: 20_000, 'twin-reads': 120_000, 'twin-updates': 60_000, queries: 4_000 } },
  ])('is by the minute, for $sku with $units units', ({ sku, units, allowed }) => {
    for (const category of HubCategory.options) expect(allowedPerMinute({ sku, units }, category)).toBe(allowed[category]);
  });
});

describe('a budget', () => {
  it('never sends more in any minute than the hub allows, and nearly all of it while there is enough to do', () => {
    fc.assert(
      fc.property(anEdition, fc.constantFrom(...HubCategory.options), fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 }), (edition, category, mosts) => {
        const pace = paceOf(edition, category);
        const sent = sendForMs(pace, 3 * 60_000, (turn) => mosts[turn % mosts.length]!);
        const allowed = allowedPerMinute(edition, category);
        const inTheMinuteFrom = (from: number): number => sum(sent.filter(({ at }) => at >= from && at < from + 60_000));
        for (const { at } of sent.slice(0, 200)) expect(inTheMinuteFrom(at)).toBeLessThanOrEqual(allowed + 1);
        expect(inTheMinuteFrom(60_000)).toBeGreaterThanOrEqual(Math.floor(0.97 * allowed) - 1);
      }),
      { numRuns: 60 },
    );
  });

  it('saves up one slice in a time of rest, and no more', () => {
    const pace = paceOf({ sku: 'S3', units: 1 }, 'registry');
    let budget = newBudget(pace, 0);
    const waits: number[] = [];
    for (let take = 0; take < 4; take++) {
      const taken = takeFrom(budget, { pace, most: 100 }, 1_000_000);
      budget = taken.budget;
      waits.push('inMs' in taken.slice ? Math.round(taken.slice.inMs) : -1);
    }
    expect(waits).toEqual([0, 0, SLICE_MS, 2 * SLICE_MS].map((ms) => expect.closeTo(ms, -2)));
  });

  const pace: Pace = { perMinute: 6_000, firstShare: 1, leastShare: 0.1, learns: false };
  const slowed = (keep: number, from: Budget = newBudget(pace, 0), now = 1_000): Budget => slowDown(from, { pace, slowdown: { keep, sentAgoMs: 0, closeMs: 0 } }, now);

  it('is slowed down at once, and back after a minute', () => {
    const budget = slowed(0.5);
    expect([1_000, 31_000, 61_000, 300_000].map((now) => Number(shareAt(budget, pace, now).toFixed(3)))).toEqual([0.5, 0.707, 1, 1]);
  });

  it('keeps its least share however often it is slowed down', () => {
    let budget = newBudget(pace, 0);
    for (let sign = 1; sign < 50; sign++) budget = slowed(0.5, budget, sign * 100);
    expect(shareAt(budget, pace, 5_000)).toBeGreaterThanOrEqual(0.1);
    expect(shareAt(budget, pace, 5_000)).toBeLessThan(0.11);
  });

  it('learns nothing from rest where nobody said what the hub allows', () => {
    const learning = { ...pace, firstShare: 0.1, learns: true };
    expect(shareAt(newBudget(learning, 0), learning, 3_600_000)).toBeCloseTo(0.1 * 2 ** (2 / 60), 5);
  });

  it('begins as a hub of one large unit where nobody said what it is, and may shrink below a small one', () => {
    const { perMinute, firstShare, leastShare } = paceOf(null, 'registry');
    expect(perMinute * firstShare).toBeCloseTo(0.98 * 5_000, 5);
    expect(perMinute * leastShare).toBeLessThan(100);
  });
});

interface Sent {
  at: number;
  operations: number;
}

/** A caller that always has enough to do takes as soon as it may. */
function sendForMs(pace: Pace, forMs: number, most: (turn: number) => number): Sent[] {
  const sent: Sent[] = [];
  let budget = newBudget(pace, 0);
  for (let now = 0, turn = 0; now < forMs; turn++) {
    const taken = takeFrom(budget, { pace, most: most(turn) }, now);
    budget = taken.budget;
    if (!('inMs' in taken.slice)) throw new Error('Nobody closed it.');
    now += taken.slice.inMs;
    sent.push({ at: now, operations: taken.slice.operations });
  }
  return sent;
}

const sum = (sent: readonly Sent[]): number => sent.reduce((all, { operations }) => all + operations, 0);
