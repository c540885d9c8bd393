// Real: the pacer and the rules of budgets. Not real: the time, and the store of the budgets.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BudgetIsAway, HubIsBusy, HubQuotaUsedUp, HubTurnIsLater, type BudgetKey, type Lane, type Pace } from '#core';
import { SystemClock } from '#platform';
import { BudgetsInMemory, FakeHubBudgets } from '../../../../../test/support/fake-hub-budgets.js';
import { Pacer } from './pacer.js';

/** 100 a second, 60 a slice. */
const PACE: Pace = { perMinute: 6_000, firstShare: 1, leastShare: 0.01, learns: false };
const KEY: BudgetKey = { hubId: 'hub-1', category: 'registry' };
const HUB = 'contoso.azure-devices.net';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

function open({ pace = PACE, shared = new BudgetsInMemory(), key = KEY } = {}) {
  const budgets = new FakeHubBudgets(new SystemClock(), shared);
  const pacer = new Pacer({ hostName: HUB, key, pace }, budgets);
  const went: { name: string; at: number }[] = [];
  const failed: Error[] = [];
  const began = Date.now();
  const enter = (lane: Lane, name: string = lane): void =>
    void pacer.enter(lane).then(
      () => went.push({ name, at: Date.now() - began }),
      (error: Error) => failed.push(error),
    );
  const enterMany = (lane: Lane, count: number): void => Array.from({ length: count }, () => lane).forEach((one) => enter(one));
  return { budgets, pacer, went, failed, enter, enterMany, shared };
}

describe('a pacer', () => {
  it('lets a single call go at once', async () => {
    const { went, enter } = open();
    enter('let-in');
    await after(1);
    expect(went).toHaveLength(1);
  });

  it('lets a backlog go at the pace, slice by slice', async () => {
    const { went, enterMany } = open();
    enterMany('let-in', 1_000);
    await after(3_000);
    // Two slices at the begin, then 60 in each 600 ms.
    expect(went).toHaveLength(120 + 5 * 60);
    await after(60_000);
    expect(went).toHaveLength(1_000);
    const [busiest] = went.map(({ at }) => went.filter((other) => other.at >= at && other.at < at + 6_000).length).sort((one, other) => other - one);
    expect(busiest).toBeLessThanOrEqual(600 + 2 * 60);
  });

  it('lets go together what was granted together', async () => {
    const { went, enterMany } = open();
    enterMany('let-in', 300);
    await after(10_000);
    expect(new Set(went.map(({ at }) => at)).size).toBeLessThanOrEqual(5);
  });

  it('shares the pace with other processes', async () => {
    const one = open();
    const other = open({ shared: one.shared });
    one.enterMany('let-in', 1_000);
    other.enterMany('let-in', 1_000);
    await after(6_000);
    expect(one.went.length + other.went.length).toBeLessThanOrEqual(600 + 2 * 60);
    expect(one.went.length + other.went.length).toBeGreaterThanOrEqual(600);
    expect(Math.min(one.went.length, other.went.length)).toBeGreaterThan(250);
  });

  it('lets an urgent call go before a backlog that waited longer', async () => {
    const { went, enter, enterMany } = open();
    enterMany('import', 1_000);
    await after(3_000);
    enter('shut-out', 'urgent');
    const before = went.length;
    await after(700);
    expect(went[before]?.name).toBe('urgent');
  });

  it('tells those for whom the line is too long when their turn comes, one after the other', async () => {
    // 100 a minute: 15 s are the turns of 25.
    const { went, failed, enter, enterMany } = open({ pace: { ...PACE, perMinute: 100 } });
    enterMany('let-in', 30);
    enter('shut-out');
    await after(1);
    const turns = failed.map((error) => error instanceof HubTurnIsLater && error.retry.kind === 'in-turn' && error.retry.ms);
    expect(turns).toEqual([15_600, 16_200, 16_800, 17_400]);
    await after(20_000);
    expect(went).toHaveLength(27);
    expect(went[0]?.name).toBe('shut-out');
  });

  it('slows down at once when the hub refuses a call, waits as long as it asks, and is back to the whole pace in a minute', async () => {
    const { pacer, went, enterMany } = open();
    enterMany('edit', 20_000);
    await after(10_000);
    pacer.begin()({ kind: 'busy', waitMs: 10_000 });
    await after(700);
    const atRefusal = went.length;
    await after(9_000);
    expect(went).toHaveLength(atRefusal);
    await after(6_300);
    const inSixSeconds = went.length - atRefusal;
    expect(inSixSeconds).toBeGreaterThan(250);
    expect(inSixSeconds).toBeLessThan(500);
    await after(54_000);
    const recovered = went.length;
    await after(6_000);
    expect(went.length - recovered).toBeGreaterThanOrEqual(590);
    expect(pacer.use).toMatchObject({ category: 'registry', waiting: { edit: 20_000 - went.length } });
  });

  it('goes on at the whole pace when a hub that refused everything for minutes takes calls again', async () => {
    const { pacer, went, enterMany } = open();
    enterMany('edit', 20_000);
    await after(10_000);
    for (let refusal = 0; refusal < 12; refusal++) {
      pacer.begin()({ kind: 'busy', waitMs: 10_000 });
      await after(10_100);
    }
    const atReturn = went.length;
    await after(6_000);
    expect(went.length - atReturn).toBeGreaterThanOrEqual(590);
  });

  it('slows down again for each refusal after a call that the hub took', async () => {
    const { pacer, went, enterMany } = open();
    enterMany('edit', 20_000);
    await after(10_000);
    for (let refusal = 0; refusal < 4; refusal++) {
      pacer.begin()(null);
      pacer.begin()({ kind: 'busy', waitMs: 1_000 });
      await after(1_100);
    }
    const before = went.length;
    await after(6_000);
    expect(went.length - before).toBeLessThan(60);
  });

  it('slows down before the hub refuses anything, when it holds calls back', async () => {
    const { pacer, went, enterMany } = open();
    enterMany('edit', 10_000);
    for (let call = 0; call < 5; call++) {
      const end = pacer.begin();
      await after(50);
      end(null);
    }
    const end = pacer.begin();
    await after(2_500);
    end(null);
    const before = went.length;
    await after(6_000);
    expect(went.length - before).toBeLessThan(540);
  });

  it('slows down for a call that is not answered at all', async () => {
    const { pacer, went, enterMany } = open();
    enterMany('edit', 10_000);
    pacer.begin();
    await after(6_000);
    const before = went.length;
    await after(6_000);
    expect(went.length - before).toBeLessThan(540);
  });

  it('does not take a hub that is slow by itself for one that holds calls back', async () => {
    const { pacer, went, enterMany } = open();
    enterMany('edit', 10_000);
    for (let call = 0; call < 10; call++) {
      const end = pacer.begin();
      await after(900);
      end(null);
    }
    const before = went.length;
    const end = pacer.begin();
    await after(2_000);
    end(null);
    await after(4_000);
    expect(went.length - before).toBeGreaterThanOrEqual(590);
  });

  it('tells calls that would wait long that they may not go, and for how long', async () => {
    const { pacer, failed, enter } = open();
    pacer.begin()({ kind: 'busy', waitMs: 60_000 });
    await after(1);
    enter('let-in');
    await after(100);
    expect(failed).toEqual([expect.any(HubIsBusy)]);
    expect((failed[0] as HubIsBusy).retry).toEqual({ kind: 'after', ms: expect.any(Number) });
    expect(failed[0]?.message).toContain(HUB);
  });

  it('stops until midnight when the quota of the day is used up', async () => {
    const { pacer, failed, went, enter } = open();
    pacer.begin()({ kind: 'quota', waitMs: 5 * 60 * 60_000 });
    await after(1);
    enter('edit');
    await after(100);
    expect(failed).toEqual([expect.any(HubQuotaUsedUp)]);
    await after(5 * 60 * 60_000);
    enter('edit');
    await after(100);
    expect(went).toHaveLength(1);
  });

  it('names the store of the budgets when it is away, and goes on when it is back', async () => {
    const { budgets, failed, went, enter } = open();
    budgets.isAway = true;
    enter('let-in');
    await after(1);
    expect(failed).toEqual([expect.any(BudgetIsAway)]);
    budgets.isAway = false;
    enter('let-in');
    await after(1);
    expect(went).toHaveLength(1);
  });

  describe('of twins that are read all the time', () => {
    const reads = { pace: { ...PACE, perMinute: 60_000 }, key: { ...KEY, category: 'twin-reads' } } as const;
    const READS_MS = 20;

    /** One read every 20 ms. */
    async function readFor({ enter }: ReturnType<typeof open>, ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += READS_MS) {
        enter('edit');
        await after(READS_MS);
      }
    }

    it('asks the store of the budgets once for what comes within a slice', async () => {
      const opened = open(reads);
      await readFor(opened, 3_000);
      const before = opened.budgets.takes;
      await readFor(opened, 3_000);
      expect(opened.budgets.takes - before).toBeLessThanOrEqual(6);
      expect(opened.went).toHaveLength(300);
    });

    it('uses nothing later than a slice after it was taken', async () => {
      const opened = open(reads);
      await readFor(opened, 3_000);
      await after(600);
      const before = opened.budgets.takes;
      opened.enter('edit');
      await after(1);
      expect(opened.budgets.takes).toBe(before + 1);
    });

    it('uses nothing of it once the hub refused a call', async () => {
      const opened = open(reads);
      await readFor(opened, 3_100);
      opened.pacer.begin()({ kind: 'busy', waitMs: 5_000 });
      const before = opened.went.length;
      await readFor(opened, 4_900);
      expect(opened.went).toHaveLength(before);
    });

    it('takes a tenth of a slice ahead at most', async () => {
      const opened = open({ ...reads, pace: { ...PACE, perMinute: 6_000 } });
      await readFor(opened, 3_000);
      const before = opened.budgets.takes;
      await readFor(opened, 1_200);
      expect(opened.budgets.takes - before).toBeGreaterThanOrEqual(10);
    });

    it('asks for every change of a registry, which go together where they can', async () => {
      const opened = open({ ...reads, key: KEY });
      await readFor(opened, 2_000);
      expect(opened.budgets.takes).toBe(100);
    });
  });

  it('counts what went and what was refused in the last minute', async () => {
    const { pacer, enterMany } = open();
    enterMany('let-in', 30);
    await after(10);
    pacer.begin()({ kind: 'busy', waitMs: 1_000 });
    expect(pacer.use).toMatchObject({ used: 30, refused: 1 });
    await after(61_000);
    expect(pacer.use).toMatchObject({ used: 0, refused: 0 });
  });

  it('finds the pace of a hub of which nobody said what it allows', async () => {
    const { pacer, went, enterMany } = open({ pace: { perMinute: 60_000, firstShare: 0.1, leastShare: 0.002, learns: true } });
    enterMany('edit', 100_000);
    await after(6_000);
    expect(went.length).toBeLessThanOrEqual(600 + 200);
    await after(60_000);
    expect(went.length).toBeGreaterThan(6_000);
    const before = went.length;
    for (let refusal = 0; refusal < 20; refusal++) {
      await after(1_500);
      pacer.begin()({ kind: 'busy', waitMs: 1_000 });
    }
    await after(2_000);
    const slowest = went.length;
    expect(slowest - before).toBeLessThan(3_000);
    await after(6_000);
    expect(went.length - slowest).toBeLessThan(60);
    expect(went.length - slowest).toBeGreaterThan(5);
  });
});
