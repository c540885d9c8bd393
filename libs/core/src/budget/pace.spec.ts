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
        const sent = sendForMs(pace, 3 * 60_000, (turn) => ({ most: mosts[turn % mosts.length]!, ahead: 0, restMs: 0 }));
        const allowed = allowedPerMinute(edition, category);
        expect(mostInAMinute(sent)).toBeLessThanOrEqual(allowed + 1);
        expect(sum(sent.filter(({ at }) => at >= 60_000 && at < 120_000))).toBeGreaterThanOrEqual(Math.floor(0.97 * allowed) - 1);
      }),
      { numRuns: 60 },
    );
  });

  it('never sends more in any minute than the hub allows, though what was taken ahead is used as late as it may be', () => {
    const edition: HubEdition = { sku: 'S3', units: 1 };
    const first = fc.record({ most: fc.integer({ min: 1, max: 40 }), ahead: fc.constantFrom(0, 50, 300), restMs: fc.constantFrom(0, 300, 600, 700) });
    const busy = { most: 100, ahead: 0, restMs: 0 };
    fc.assert(
      fc.property(fc.array(first, { minLength: 1, maxLength: 6 }), (asks) => {
        const sent = sendForMs(paceOf(edition, 'twin-reads'), 65_000, (turn) => asks[turn] ?? busy);
        expect(mostInAMinute(sent)).toBeLessThanOrEqual(allowedPerMinute(edition, 'twin-reads') + 1);
      }),
      { numRuns: 500 },
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

/** A caller that takes as soon as it may, and after a rest; what it took ahead goes at the last moment. */
function sendForMs(pace: Pace, forMs: number, next: (turn: number) => { most: number; ahead: number; restMs: number }): Sent[] {
  const sent: Sent[] = [];
  let budget = newBudget(pace, 0);
  for (let now = 0, turn = 0; now < forMs; turn++) {
    const { most, ahead, restMs } = next(turn);
    const { slice, budget: after } = takeFrom(budget, { pace, most, ahead }, now);
    budget = after;
    if (!('inMs' in slice)) throw new Error('Nobody closed it.');
    const inTime = Math.min(slice.operations, most);
    sent.push({ at: now + slice.inMs, operations: inTime });
    if (slice.operations > inTime) sent.push({ at: now + SLICE_MS, operations: slice.operations - inTime });
    now += slice.inMs + restMs;
  }
  return sent;
}

/** The most that went in any minute, wherever it began. */
function mostInAMinute(sent: readonly Sent[]): number {
  const inOrder = [...sent].sort((one, other) => one.at - other.at);
  let [first, within, most] = [0, 0, 0];
  for (const { at, operations } of inOrder) {
    within += operations;
    while (inOrder[first]!.at <= at - 60_000) within -= inOrder[first++]!.operations;
    most = Math.max(most, within);
  }
  return most;
}

const sum = (sent: readonly Sent[]): number => sent.reduce((all, { operations }) => all + operations, 0);
