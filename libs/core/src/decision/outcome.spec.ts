import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as failures from './failures.js';
import type { Failure } from './failures.js';
import { outcomeOf, type Outcome } from './outcome.js';

const TEXT = 'What happened, and what to do.';
type Plain = new (message: string) => Failure;
type Timed = new (afterMs: number, message: string) => Failure;

/** The wait ends when it is its turn, or at any news. */
const IN_TURN: readonly Timed[] = [failures.HubTurnIsLater];
const TIMED: readonly Timed[] = [failures.HubIsBusy, failures.HubQuotaUsedUp, failures.FleetIsBusy];
const FATAL: readonly Plain[] = [failures.HubRefusesDevice, failures.FleetRefusesConfiguration];
const STALE: readonly Plain[] = [failures.HubChangedUnderneath, failures.LeaseLost];
const PASSING: readonly Plain[] = [
  failures.HubIsAway,
  failures.HubOutcomeUnknown,
  failures.HubRefusesCredentials,
  failures.HubIsFull,
  failures.HubAnswerUnreadable,
  failures.FleetIsAway,
  failures.FleetRefusesCredentials,
  failures.KeyMissing,
];
/** Says itself how long to wait. */
const SHORT_WAIT: readonly Plain[] = [failures.BudgetIsAway];

const named = <Kind extends Plain | Timed>(kinds: readonly Kind[]): { name: string; Kind: Kind }[] => kinds.map((Kind) => ({ name: Kind.name, Kind }));
const waitOf = (outcome: Outcome): number => (outcome.kind === 'wait' ? outcome.afterMs : Number.NaN);

describe('what a failure makes of a pass', () => {
  it('is said for every failure that there is', () => {
    const kinds = Object.values(failures).filter((kind) => kind !== failures.Failure);
    expect(new Set<unknown>([...TIMED, ...FATAL, ...STALE, ...PASSING, ...SHORT_WAIT, ...IN_TURN])).toEqual(new Set<unknown>(kinds));
  });

  it.each(named(IN_TURN))('$name: it waits for its turn, which nobody asked for', ({ Kind }) => {
    const failure = new Kind(90_000, TEXT);
    expect(outcomeOf(failure, 99, 0)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 90_000 });
  });

  it.each(named(SHORT_WAIT))('$name: it waits for a few seconds, however often it was tried', ({ Kind }) => {
    expect(outcomeOf(new Kind(TEXT), 99, 0)).toMatchObject({ kind: 'wait', afterMs: 5_000, byHub: true });
  });

  it.each(named(FATAL))('$name: the device is dead, however often it was tried', ({ Kind }) => {
    const failure = new Kind(TEXT);
    for (const attempts of [0, 7]) expect(outcomeOf(failure, attempts, 0)).toEqual({ kind: 'dead', reason: failure.code, detail: TEXT });
  });

  it.each(named(TIMED))('$name: the wait is the one that was asked for, to the millisecond', ({ Kind }) => {
    const failure = new Kind(12_345, TEXT);
    for (const attempts of [0, 7]) {
      expect(outcomeOf(failure, attempts, 0.999)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 12_345, detail: TEXT, byHub: true });
    }
  });

  it.each(named(STALE))('$name: it is looked at again at once, three times, and then after a while', ({ Kind }) => {
    const failure = new Kind(TEXT);
    for (const attempts of [0, 1, 2]) expect(outcomeOf(failure, attempts, 0)).toEqual({ kind: 'changed', reason: failure.code });
    expect(outcomeOf(failure, 3, 0)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 4_000, detail: TEXT });
  });

  it.each(named(PASSING))('$name: it is tried again, by nobody asked for', ({ Kind }) => {
    const failure = new Kind(TEXT);
    expect(outcomeOf(failure, 0, 0)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 500, detail: TEXT });
  });

  it.each([
    { failure: new failures.HubOutcomeUnknown(TEXT), leavesDoubt: true },
    { failure: new failures.HubChangedUnderneath(TEXT), leavesDoubt: true },
    { failure: new failures.HubAnswerUnreadable(TEXT), leavesDoubt: true },
    { failure: new failures.FleetIsAway(TEXT), leavesDoubt: true },
    { failure: new failures.HubIsAway(TEXT), leavesDoubt: false },
    { failure: new failures.HubIsBusy(1, TEXT), leavesDoubt: false },
    { failure: new failures.HubRefusesDevice(TEXT), leavesDoubt: false },
    { failure: new failures.LeaseLost(TEXT), leavesDoubt: false },
  ])('$failure.name leaves doubt about the hub: $leavesDoubt', ({ failure, leavesDoubt }) => expect(failure.leavesDoubt).toBe(leavesDoubt));

  it.each([...named(FATAL), ...named(STALE), ...named(PASSING)])('$name carries its name and its cause', ({ name, Kind }) => {
    expect(String(new Kind(TEXT))).toBe(`${name}: ${TEXT}`);
  });
});

describe('the back-off', () => {
  const failure = new failures.HubIsAway(TEXT);

  it.each([
    { attempts: 0, least: 500, most: 1_000 },
    { attempts: 1, least: 1_000, most: 2_000 },
    { attempts: 2, least: 2_000, most: 4_000 },
    { attempts: 8, least: 128_000, most: 256_000 },
    { attempts: 9, least: 150_000, most: 300_000 },
    { attempts: 50, least: 150_000, most: 300_000 },
    { attempts: 100_000, least: 150_000, most: 300_000 },
  ])('after $attempts failures lasts $least to $most ms', ({ attempts, least, most }) => {
    expect(waitOf(outcomeOf(failure, attempts, 0))).toBe(least);
    expect(waitOf(outcomeOf(failure, attempts, 0.999))).toBeGreaterThan(most * 0.99);
    expect(waitOf(outcomeOf(failure, attempts, 0.999))).toBeLessThanOrEqual(most);
  });

  it('never gets shorter with another failure, and never leaves its bounds', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, random) => {
        const wait = waitOf(outcomeOf(failure, attempts, random));
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(300_000);
        expect(waitOf(outcomeOf(failure, attempts + 1, random))).toBeGreaterThanOrEqual(wait);
      }),
      { numRuns: 2_000 },
    );
  });
});
