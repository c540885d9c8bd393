import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as failures from './failures.js';
import type { Failure } from './failures.js';
import { MOST_ATTEMPTS, attemptsAfter, outcomeOf, type Before, type Outcome } from './outcome.js';

const TEXT = 'What happened, and what to do.';
type Plain = new (message: string) => Failure;
type LetDown = new (message: string, options?: { forAll?: boolean }) => Failure;
type Timed = new (afterMs: number, message: string) => Failure;

/** The wait ends when it is its turn, or at any news. */
const IN_TURN: readonly Timed[] = [failures.HubTurnIsLater];
const TIMED: readonly Timed[] = [failures.HubIsBusy, failures.HubQuotaUsedUp, failures.FleetIsBusy];
const FATAL: readonly Plain[] = [failures.HubRefusesDevice, failures.FleetRefusesConfiguration];
const STALE: readonly Plain[] = [failures.HubChangedUnderneath, failures.LeaseLost];
const PASSING: readonly LetDown[] = [failures.HubIsAway, failures.HubOutcomeUnknown, failures.HubAnswerUnreadable];
const PATIENT: readonly Plain[] = [failures.FleetIsAway];
/** A connection is at fault, and not the device. */
const TO_BE_MENDED: readonly { Kind: Plain; afterMs: number }[] = [
  { Kind: failures.HubRefusesCredentials, afterMs: 30_000 },
  { Kind: failures.FleetRefusesCredentials, afterMs: 30_000 },
  { Kind: failures.KeyMissing, afterMs: 60_000 },
  { Kind: failures.HubIsFull, afterMs: 900_000 },
];
/** Says itself how long to wait. */
const SHORT_WAIT: readonly Plain[] = [failures.BudgetIsAway];

const named = <Kind extends Plain | Timed>(kinds: readonly Kind[]): { name: string; Kind: Kind }[] => kinds.map((Kind) => ({ name: Kind.name, Kind }));
/** So many failures that count, and a wait that is over. */
const after = (attempts: number, waitLeftMs: number | null = 0): Before => ({ attempts, waitLeftMs });
const FRESH = after(0, null);
const waitOf = (outcome: Outcome): number => (outcome.kind === 'wait' ? outcome.afterMs : Number.NaN);

describe('what a failure makes of a pass', () => {
  it('is said for every failure that there is', () => {
    const kinds = Object.values(failures).filter((kind) => kind !== failures.Failure);
    expect(new Set<unknown>([...TIMED, ...FATAL, ...STALE, ...PASSING, ...PATIENT, ...TO_BE_MENDED.map(({ Kind }) => Kind), ...SHORT_WAIT, ...IN_TURN, failures.ConnectionInTrouble])).toEqual(new Set<unknown>(kinds));
  });

  it.each(named(IN_TURN))('$name: it waits for its turn, which nobody asked for', ({ Kind }) => {
    const failure = new Kind(90_000, TEXT);
    expect(outcomeOf(failure, after(99), 0)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 90_000 });
  });

  it.each(named(SHORT_WAIT))('$name: it waits for a few seconds, however often it was tried', ({ Kind }) => {
    expect(outcomeOf(new Kind(TEXT), after(99), 0)).toMatchObject({ kind: 'wait', afterMs: 5_000, byHub: true });
  });

  it.each(named(FATAL))('$name: the device is dead, however often it was tried', ({ Kind }) => {
    const failure = new Kind(TEXT);
    for (const attempts of [0, 7]) expect(outcomeOf(failure, after(attempts), 0)).toEqual({ kind: 'dead', reason: failure.code, detail: TEXT });
  });

  it.each(named(TIMED))('$name: the wait is the one that was asked for, to the millisecond', ({ Kind }) => {
    const failure = new Kind(12_345, TEXT);
    for (const attempts of [0, 7]) {
      expect(outcomeOf(failure, after(attempts), 0.999)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 12_345, detail: TEXT, byHub: true });
    }
  });

  it.each(named(STALE))('$name: it is looked at again at once, three times, and then after a while', ({ Kind }) => {
    const failure = new Kind(TEXT);
    for (const attempts of [0, 1, 2]) expect(outcomeOf(failure, after(attempts), 0)).toEqual({ kind: 'changed', reason: failure.code });
    expect(outcomeOf(failure, after(3), 0)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 4_000, detail: TEXT, backsOff: true });
  });

  it.each([
    ...PASSING.map((Kind) => ({ name: Kind.name, Kind, afterMs: 2_000 })),
    ...PATIENT.map((Kind) => ({ name: Kind.name, Kind, afterMs: 500 })),
  ])('$name: it is tried again after $afterMs ms at the soonest, by nobody asked for', ({ Kind, afterMs }) => {
    const failure = new Kind(TEXT);
    expect(outcomeOf(failure, after(0), 0)).toEqual({ kind: 'wait', reason: failure.code, afterMs, detail: TEXT, backsOff: true });
  });

  it.each(named(PASSING))('$name: where it comes before the wait is over, the wait stays as it was', ({ Kind }) => {
    const failure = new Kind(TEXT);
    for (const attempts of [0, 3, MOST_ATTEMPTS]) {
      expect(outcomeOf(failure, after(attempts, 1_234.5), 0)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 1_235, detail: TEXT, backsOff: true });
    }
  });

  it.each(TO_BE_MENDED)('$Kind.name: it waits $afterMs ms for whoever mends it, however often it was tried', ({ Kind, afterMs }) => {
    const failure = new Kind(TEXT);
    for (const attempts of [0, 99]) expect(outcomeOf(failure, after(attempts), 0.5)).toEqual({ kind: 'wait', reason: failure.code, afterMs, detail: TEXT });
  });

  it('waits for long where it is written down that a connection is in trouble, because its end wakes the device', () => {
    const trouble = { reason: 'hub-is-away', detail: TEXT } as const;
    expect(outcomeOf(new failures.ConnectionInTrouble(trouble, { isKnown: true }), after(3), 0)).toEqual({ kind: 'wait', reason: 'hub-is-away', afterMs: 3_600_000, detail: TEXT });
    expect(outcomeOf(new failures.ConnectionInTrouble(trouble, { isKnown: false }), after(3), 0)).toMatchObject({ afterMs: 5_000 });
  });

  it.each(named(PASSING))('$name: it waits, however often it was tried, where the hub fails for all', ({ Kind }) => {
    const failure = new Kind(TEXT, { forAll: true });
    for (const attempts of [0, 99]) expect(outcomeOf(failure, after(attempts), 0.5)).toEqual({ kind: 'wait', reason: failure.code, afterMs: 5_000, detail: TEXT });
  });

  it('does not wait longer for credentials that were refused to others than those calls are held', () => {
    expect(outcomeOf(new failures.HubRefusesCredentials(TEXT, { isHeld: true }), after(3), 0)).toMatchObject({ reason: 'hub-refuses-credentials', afterMs: 5_000 });
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

  it.each([...named(FATAL), ...named(STALE), ...named(PASSING), ...named(PATIENT)])('$name carries its name and its cause', ({ name, Kind }) => {
    expect(String(new Kind(TEXT))).toBe(`${name}: ${TEXT}`);
  });
});

describe('the failed passes in a row', () => {
  const trouble = { reason: 'hub-is-away', detail: TEXT } as const;
  it.each<{ because: string; failure: Failure; before: Before; attempts: number }>([
    { because: 'it may be the hub, and not the device', failure: new failures.HubIsAway(TEXT), before: FRESH, attempts: 0 },
    { because: 'it may be the hub, whatever it fails with', failure: new failures.HubOutcomeUnknown(TEXT), before: FRESH, attempts: 0 },
    { because: 'the hub failed the last time too', failure: new failures.HubIsAway(TEXT), before: after(0), attempts: 1 },
    { because: 'news brought the first retry too early', failure: new failures.HubIsAway(TEXT), before: after(0, 1), attempts: 0 },
    { because: 'news brought a retry too early', failure: new failures.HubOutcomeUnknown(TEXT), before: after(3, 1), attempts: 3 },
    { because: 'the time had come a while ago', failure: new failures.HubIsAway(TEXT), before: after(3, -60_000), attempts: 4 },
    { because: 'it has failed before, and then waited for something else', failure: new failures.HubAnswerUnreadable(TEXT), before: after(3, null), attempts: 4 },
    { because: 'somebody else changed the identity', failure: new failures.HubChangedUnderneath(TEXT), before: FRESH, attempts: 1 },
    { because: 'the hub is throttled', failure: new failures.HubIsBusy(1, TEXT), before: after(2), attempts: 2 },
    { because: 'the quota is used up', failure: new failures.HubQuotaUsedUp(1, TEXT), before: after(2), attempts: 2 },
    { because: 'it is not its turn', failure: new failures.HubTurnIsLater(1, TEXT), before: after(2), attempts: 2 },
    { because: 'the budget is away', failure: new failures.BudgetIsAway(TEXT), before: after(2), attempts: 2 },
    { because: 'the fleet is throttled', failure: new failures.FleetIsBusy(1, TEXT), before: after(2), attempts: 2 },
    { because: 'the hub fails for all', failure: new failures.HubIsAway(TEXT, { forAll: true }), before: after(2), attempts: 2 },
    { because: 'the breaker is open', failure: new failures.ConnectionInTrouble(trouble, { isKnown: true }), before: after(2), attempts: 2 },
    { because: 'the credentials are refused', failure: new failures.HubRefusesCredentials(TEXT), before: after(2), attempts: 2 },
    { because: 'the token is refused', failure: new failures.FleetRefusesCredentials(TEXT), before: after(2), attempts: 2 },
    { because: 'the hub is full', failure: new failures.HubIsFull(TEXT), before: after(2), attempts: 2 },
    { because: 'a key is missing', failure: new failures.KeyMissing(TEXT), before: after(2), attempts: 2 },
    { because: 'the fleet is away', failure: new failures.FleetIsAway(TEXT), before: after(2), attempts: 3 },
    { because: 'the fleet is away for long', failure: new failures.FleetIsAway(TEXT), before: after(8), attempts: 8 },
    { because: 'the fleet is away, and the hub was before', failure: new failures.FleetIsAway(TEXT), before: after(12), attempts: 12 },
  ])('are $attempts where $because', ({ failure, before, attempts }) => {
    expect(attemptsAfter(failure, before)).toBe(attempts);
  });
});

describe('a device that is sick by itself', () => {
  it.each(named([...PASSING, ...STALE]))('is given up after enough attempts, and says how many ($name)', ({ Kind }) => {
    const failure = new Kind(TEXT);
    expect(outcomeOf(failure, after(MOST_ATTEMPTS - 1), 0).kind).toBe('wait');
    expect(outcomeOf(failure, after(MOST_ATTEMPTS), 0)).toEqual({ kind: 'dead', reason: failure.code, detail: expect.stringContaining(`${MOST_ATTEMPTS + 1} attempts`) });
  });

  it.each(named(PATIENT))('is not given up where others are at fault ($name)', ({ Kind }) => {
    expect(outcomeOf(new Kind(TEXT), after(1_000), 0).kind).toBe('wait');
  });

  it.each(named([...PASSING, ...STALE]))('is called at most log2(D) + 6 times in D seconds, and then no more ($name)', ({ Kind }) => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 40, maxLength: 40 }), fc.integer({ min: 1, max: 7 * 86_400 }), (chances, seconds) => {
        const failure = new Kind(TEXT);
        let before: Before = FRESH;
        let calls = 0;
        for (let now = 0; now <= seconds * 1_000; ) {
          const outcome = outcomeOf(failure, before, chances[calls]!);
          calls += 1;
          if (outcome.kind === 'dead') break;
          before = after(attemptsAfter(failure, before));
          now += outcome.kind === 'wait' ? outcome.afterMs : 0;
        }
        expect(calls).toBeLessThanOrEqual(Math.log2(seconds) + 6);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the back-off', () => {
  const failure = new failures.FleetIsAway(TEXT);

  it('of a device that the hub alone fails for takes one to two hours until it is given up', () => {
    const wholeMs = (random: number): number => {
      let [sum, before]: [number, Before] = [0, FRESH];
      for (;;) {
        const outcome = outcomeOf(new failures.HubIsAway(TEXT), before, random);
        if (outcome.kind !== 'wait') return sum;
        sum += outcome.afterMs;
        before = after(attemptsAfter(new failures.HubIsAway(TEXT), before));
      }
    };
    expect(wholeMs(0)).toBeGreaterThan(3_600_000 * 0.95);
    expect(wholeMs(0.999)).toBeLessThan(7_200_000 * 1.05);
  });

  it.each([
    { attempts: 0, least: 500, most: 1_000 },
    { attempts: 1, least: 1_000, most: 2_000 },
    { attempts: 2, least: 2_000, most: 4_000 },
    { attempts: 8, least: 128_000, most: 256_000 },
    { attempts: 10, least: 512_000, most: 1_024_000 },
    { attempts: 11, least: 900_000, most: 1_800_000 },
    { attempts: 50, least: 900_000, most: 1_800_000 },
    { attempts: 100_000, least: 900_000, most: 1_800_000 },
  ])('after $attempts failures lasts $least to $most ms', ({ attempts, least, most }) => {
    expect(waitOf(outcomeOf(failure, after(attempts), 0))).toBe(least);
    expect(waitOf(outcomeOf(failure, after(attempts), 0.999))).toBeGreaterThan(most * 0.99);
    expect(waitOf(outcomeOf(failure, after(attempts), 0.999))).toBeLessThanOrEqual(most);
  });

  it('never gets shorter with another failure, and never leaves its bounds', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, random) => {
        const wait = waitOf(outcomeOf(failure, after(attempts), random));
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(1_800_000);
        expect(waitOf(outcomeOf(failure, after(attempts + 1), random))).toBeGreaterThanOrEqual(wait);
      }),
      { numRuns: 2_000 },
    );
  });
});
