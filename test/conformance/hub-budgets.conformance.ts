import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newBudget, slowDown, takeFrom, type BudgetKey, type BudgetUse, type Slice, type HubBudgets, type Pace } from '#core';

/** Two processes that share one store of budgets. */
export interface BudgetsUnderTest {
  here: HubBudgets;
  elsewhere: HubBudgets;
  stop(): Promise<void>;
}

/** 100 operations a second, 60 a slice. */
const PACE: Pace = { perMinute: 6_000, firstShare: 1, leastShare: 0.1, learns: false };
const SLICE = 60;
const SLICE_MS = 600;
/** A busy machine may take so long for one call, ms. */
const SLACK_MS = 400;

const aBudget = (): BudgetKey => ({ hubId: randomUUID(), category: 'registry' });

const aUse = (odd: Partial<BudgetUse> = {}): BudgetUse => ({
  category: 'registry',
  used: 0,
  refused: 0,
  waiting: { 'shut-out': 0, 'let-in': 0, edit: 0, import: 0, sweep: 0 },
  ...odd,
});

function expectWait(slice: Slice, operations: number, ms: number): void {
  expect(slice).toEqual({ operations, inMs: expect.any(Number) });
  const { inMs } = slice as Extract<Slice, { inMs: number }>;
  expect(inMs).toBeLessThanOrEqual(ms + 1);
  expect(inMs).toBeGreaterThanOrEqual(Math.max(0, ms - SLACK_MS));
}

/** Every duty in the comments of the port `HubBudgets`, each as a test, for any store of budgets. */
export const hubBudgetsConformance = (name: string, start: () => Promise<BudgetsUnderTest>): void =>
  describe(`${name}, as HubBudgets`, () => {
    let tried: BudgetsUnderTest;
    beforeAll(async () => {
      tried = await start();
    }, 240_000);
    afterAll(() => tried.stop(), 240_000);

    it('gives a quiet budget one slice at once and one that was saved up, and then one a slice of time', async () => {
      const key = aBudget();
      for (const ms of [0, 0, SLICE_MS, 2 * SLICE_MS, 3 * SLICE_MS]) expectWait(await tried.here.take(key, { pace: PACE, most: 1_000 }), SLICE, ms);
    });

    it('gives no more than was asked for, and speaks for no more', async () => {
      const key = aBudget();
      for (const ms of [0, 0, 0, 0, 200, 400, 600]) expectWait(await tried.here.take(key, { pace: PACE, most: 20 }), 20, ms);
    });

    it('gives some ahead where nobody stands in line, for which nothing is saved up', async () => {
      const key = aBudget();
      expectWait(await tried.here.take(key, { pace: PACE, most: 2, ahead: 8 }), 10, 0);
      // The line is 100 ms long at least, and whoever stands in it gets what waits and no more.
      expectWait(await tried.elsewhere.take(key, { pace: PACE, most: 1_000 }), SLICE, 100);
      expectWait(await tried.here.take(key, { pace: PACE, most: 2, ahead: 8 }), 2, 100 + SLICE_MS);
      expectWait(await tried.here.take(aBudget(), { pace: PACE, most: 2, ahead: 1_000 }), SLICE, 0);
    });

    it('gives at least one operation, however slow the hub', async () => {
      const key = aBudget();
      const pace = { ...PACE, perMinute: 6 };
      expectWait(await tried.here.take(key, { pace, most: 100 }), 1, 0);
      expectWait(await tried.here.take(key, { pace, most: 100 }), 1, 10_000 - SLICE_MS);
    });

    it('gives no slice to two processes', async () => {
      const key = aBudget();
      const takes = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? tried.here : tried.elsewhere).take(key, { pace: PACE, most: SLICE }));
      const waits = (await Promise.all(takes)).map((slice) => (slice as Extract<Slice, { inMs: number }>).inMs).sort((one, other) => one - other);
      waits.forEach((inMs, place) => {
        const due = Math.max(0, (place - 1) * SLICE_MS);
        expect(inMs).toBeLessThanOrEqual(due + 1);
        expect(inMs).toBeGreaterThanOrEqual(Math.max(0, due - SLACK_MS));
      });
    });

    it('keeps hubs and categories apart', async () => {
      const key = aBudget();
      for (let taken = 0; taken < 5; taken++) await tried.here.take(key, { pace: PACE, most: SLICE });
      expectWait(await tried.here.take({ ...key, category: 'twin-reads' }, { pace: PACE, most: SLICE }), SLICE, 0);
      expectWait(await tried.here.take(aBudget(), { pace: PACE, most: SLICE }), SLICE, 0);
    });

    it('slows every process down when the hub shows one of them that it is slower', async () => {
      const key = aBudget();
      await tried.here.slowDown(key, { pace: PACE, slowdown: { keep: 0.5, sentAgoMs: 0, closeMs: 0 } });
      const slice = await tried.elsewhere.take(key, { pace: PACE, most: 1_000 });
      expect(slice).toEqual({ operations: SLICE / 2, inMs: 0 });
      const [sight] = await tried.elsewhere.look(key.hubId);
      expect(sight?.share).toBeGreaterThanOrEqual(0.5);
      expect(sight?.share).toBeLessThan(0.52);
    });

    it('does not slow down twice for calls that were under way at the same time', async () => {
      const key = aBudget();
      for (const one of [tried.here, tried.elsewhere]) await one.slowDown(key, { pace: PACE, slowdown: { keep: 0.5, sentAgoMs: 30_000, closeMs: 0 } });
      expect(await tried.here.take(key, { pace: PACE, most: 1_000 })).toEqual({ operations: SLICE / 2, inMs: 0 });
    });

    it('never slows down below the least share', async () => {
      const key = aBudget();
      for (let sign = 0; sign < 10; sign++) await tried.here.slowDown(key, { pace: PACE, slowdown: { keep: 0.5, sentAgoMs: 0, closeMs: 0 } });
      expect(await tried.here.take(key, { pace: PACE, most: 1_000 })).toEqual({ operations: SLICE / 10, inMs: 0 });
    });

    it('gives nothing while the hub asked for a wait, and says for how long', async () => {
      const key = aBudget();
      await tried.here.slowDown(key, { pace: PACE, slowdown: { keep: 1, sentAgoMs: 0, closeMs: 30_000 } });
      // A shorter wait does not end a longer one.
      await tried.here.slowDown(key, { pace: PACE, slowdown: { keep: 1, sentAgoMs: 0, closeMs: 10 } });
      const slice = (await tried.elsewhere.take(key, { pace: PACE, most: 1 })) as { closedMs: number };
      expect(slice).toEqual({ closedMs: expect.any(Number) });
      expect(slice.closedMs).toBeGreaterThan(30_000 - SLACK_MS);
      expect(slice.closedMs).toBeLessThanOrEqual(30_000);
      const [sight] = await tried.here.look(key.hubId);
      expect(Math.abs((sight?.closedUntil?.getTime() ?? 0) - (Date.now() + 30_000))).toBeLessThan(2_000);
    });

    it('begins anew for another hub, and for that one alone', async () => {
      const [key, other] = [aBudget(), aBudget()];
      for (const one of [key, other]) await tried.here.slowDown(one, { pace: PACE, slowdown: { keep: 0.5, sentAgoMs: 0, closeMs: 30_000 } });
      await tried.elsewhere.forget(key.hubId);
      expect(await tried.here.look(key.hubId)).toEqual([]);
      expect(await tried.here.take(key, { pace: PACE, most: 1_000 })).toEqual({ operations: SLICE, inMs: 0 });
      expect(await tried.here.take(other, { pace: PACE, most: 1 })).toEqual({ closedMs: expect.any(Number) });
    });

    it('begins with the first share where nobody told what the hub allows', async () => {
      const pace = { ...PACE, firstShare: 0.25, learns: true };
      expect(await tried.here.take(aBudget(), { pace, most: 1_000 })).toEqual({ operations: SLICE / 4, inMs: 0 });
    });

    it('shows what all processes together use and what waits', async () => {
      const { hubId } = aBudget();
      expect(await tried.here.look(hubId)).toEqual([]);
      await tried.here.report(hubId, [aUse({ used: 3, refused: 1, waiting: { ...aUse().waiting, edit: 2 } }), aUse({ category: 'twin-reads', used: 7 })]);
      await tried.here.report(hubId, [aUse({ used: 4, refused: 1, waiting: { ...aUse().waiting, edit: 1 } })]);
      await tried.elsewhere.report(hubId, [aUse({ used: 10, waiting: { ...aUse().waiting, edit: 5, sweep: 1 } })]);
      expect(await tried.elsewhere.look(hubId)).toEqual([
        { ...aUse({ used: 14, refused: 1, waiting: { ...aUse().waiting, edit: 6, sweep: 1 } }), share: null, closedUntil: null },
      ]);
    });

    it('answers as the rules do, whatever comes in which order', async () => {
      const step = fc.oneof(
        { weight: 5, arbitrary: fc.record({ kind: fc.constant('take' as const), most: fc.integer({ min: 1, max: 100 }) }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('slow' as const), keep: fc.constantFrom(0.5, 0.7, 1), sentAgoMs: fc.constantFrom(0, 60_000) }) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.boolean(), async (steps, learns) => {
          const [key, pace] = [aBudget(), { ...PACE, learns }];
          let model = newBudget(pace, Date.now());
          for (const one of steps) {
            if (one.kind === 'slow') {
              const slowdown = { keep: one.keep, sentAgoMs: one.sentAgoMs, closeMs: 0 };
              model = slowDown(model, { pace, slowdown }, Date.now());
              await tried.here.slowDown(key, { pace, slowdown });
              continue;
            }
            const expected = takeFrom(model, { pace, most: one.most }, Date.now());
            model = expected.budget;
            const slice = await tried.here.take(key, { pace, most: one.most });
            if (!('inMs' in slice) || !('inMs' in expected.slice)) throw new Error('It is closed.');
            // The two clocks are not read at the same moment, and the share has grown a little in between.
            expect(Math.abs(slice.operations - expected.slice.operations)).toBeLessThanOrEqual(1);
            expect(Math.abs(slice.inMs - expected.slice.inMs)).toBeLessThan(SLACK_MS);
          }
        }),
        { numRuns: 40 },
      );
    }, 240_000);
  });
