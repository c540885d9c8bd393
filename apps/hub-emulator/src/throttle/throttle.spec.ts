import { describe, expect, it } from '@jest/globals';
import type { Category } from './categories.js';
import { limitsOf } from './limits.js';
import type { ThrottleChange } from './settings.js';
import { Throttle } from './throttle.js';
import { ThrottleClock } from './throttle-clock.js';

const NOON = Date.UTC(2026, 0, 1, 12);

/** A throttle in a time that only moves by hand, and how each request ended. */
function open(settings: ThrottleChange = { sku: 'S1' }) {
  const clock = new ThrottleClock(() => NOON);
  const throttle = new Throttle(clock, settings);
  const ask = (cost: number, category: Category = 'registry') =>
    throttle.admit(category, cost).then(
      () => 'admitted',
      (error: unknown) => (error as { code: string }).code,
    );
  return { clock, throttle, ask };
}

describe('the limits', () => {
  it.each([
    ['S1', 1, { registry: 100, queries: 20, 'twin-reads': 6000, 'twin-updates': 3000, 'job-devices': 600 }],
    ['S1', 10, { registry: 1000, queries: 200, 'twin-reads': 6000, 'twin-updates': 3000, 'job-devices': 600 }],
    ['S2', 20, { registry: 2000, 'twin-reads': 12_000, 'twin-updates': 6000, 'job-devices': 1200 }],
    ['S3', 2, { registry: 10_000, queries: 2000, 'twin-reads': 60_000, 'twin-updates': 30_000, 'job-devices': 6000 }],
    ['B2', 1, { registry: 100, configurations: 20 }],
  ] as const)('of %s with %d units are those of the documentation', (sku, units, perMinute) => {
    expect(limitsOf(sku, units).perMinute).toMatchObject(perMinute);
  });

  it('of the day depend on the edition', () => {
    expect((['F1', 'S1', 'S2', 'S3'] as const).map((sku) => limitsOf(sku, 1).dailyBlocks)).toEqual([8000, 400_000, 6_000_000, 300_000_000]);
    expect(limitsOf('S1', 3).dailyBlocks).toBe(1_200_000);
  });
});

describe('the throttle', () => {
  it('limits nothing without an edition', async () => {
    const { ask } = open({});
    expect(await ask(1_000_000)).toBe('admitted');
  });

  it('can lose its limits and get them back', async () => {
    const { throttle, ask } = open({});
    throttle.change({ maxDevices: 5 });
    expect(await ask(1_000_000)).toBe('admitted');
    throttle.change({ sku: 'S1', queue: false });
    expect([await ask(200), await ask(1)]).toEqual(['admitted', 'ThrottlingException']);
    throttle.change({ sku: null });
    expect(await ask(1_000_000)).toBe('admitted');
  });

  it('names each refusal as the service does', async () => {
    const { clock, ask } = open({ sku: 'S1', backlog: 1 });
    expect(await ask(200)).toBe('admitted');
    const waiting = ask(100);
    expect(await ask(1)).toBe('ThrottleBacklogLimitExceeded');
    clock.advance(40_000);
    expect(await waiting).toBe('ThrottlingBacklogTimeout');
    const { ask: askStrict } = open({ sku: 'S1', queue: false, burstMinutes: 1 });
    expect([await askStrict(100), await askStrict(1)]).toEqual(['admitted', 'ThrottlingException']);
  });

  it('keeps the categories apart', async () => {
    const { ask } = open({ sku: 'S1', queue: false });
    expect([await ask(200), await ask(1), await ask(1, 'twin-reads')]).toEqual(['admitted', 'ThrottlingException', 'admitted']);
  });

  it('records what was asked and used, minute by minute', async () => {
    const { clock, throttle, ask } = open({ sku: 'S1', backlog: 1 });
    await ask(150);
    const waiting = ask(100);
    await ask(7);
    clock.advance(90_000);
    await waiting;
    await ask(1);
    expect(throttle.report('registry')).toMatchObject({
      allowedPerMinute: 100,
      burst: 200,
      calls: 4,
      asked: 258,
      used: 251,
      waited: 1,
      refused: { ThrottleBacklogLimitExceeded: 1 },
      refusedAmount: 7,
      minutes: [
        { minute: 0, asked: 257, used: 250, refusedAmount: 7 },
        { minute: 1, asked: 1, used: 1, refused: {}, refusedAmount: 0 },
      ],
    });
  });

  it('records each minute once and in order when those who waited are served in hindsight', async () => {
    let now = 0;
    const throttle = new Throttle(new ThrottleClock(() => now), { sku: 'S1', maxWaitSeconds: 600 });
    await throttle.admit('registry', 200);
    const waiting = throttle.admit('registry', 150);
    // Nobody looks for three minutes, as when a minute passes in milliseconds.
    now = 180_000;
    await throttle.admit('registry', 1);
    await waiting;
    expect(throttle.report('registry')).toMatchObject({
      minutes: [
        { minute: 0, asked: 350, used: 200 },
        { minute: 1, asked: 0, used: 150 },
        { minute: 3, asked: 1, used: 1 },
      ],
    });
    throttle.clear();
    await throttle.admit('registry', 1);
    expect(throttle.report('registry')).toMatchObject({ minutes: [{ minute: 0, asked: 1 }] });
    throttle.close();
  });

  it('tells whether more was asked in a sliding minute than is allowed, bursts included', async () => {
    const { clock, throttle, ask } = open({ sku: 'S1', queue: false });
    for (let second = 0; second < 59; second += 1) {
      await ask(5);
      clock.advance(1000);
    }
    expect(throttle.checkMinutes()).toMatchObject([{ category: 'registry', asked: { amount: 295 }, allowed: 100, allowedWithBurst: 300, tooMany: false }]);
    await ask(6);
    expect(throttle.checkMinutes()).toMatchObject([{ asked: { amount: 301 }, tooMany: true, refused: { ThrottlingException: expect.any(Number) } }]);
    throttle.clear();
    expect(throttle.checkMinutes()).toEqual([]);
  });

  it('gives others what a foreign client leaves', async () => {
    const { clock, throttle, ask } = open({ sku: 'S1', queue: false });
    await ask(200);
    throttle.load({ category: 'registry', share: 0.75 });
    clock.advance(60_000);
    expect([await ask(25), await ask(1)]).toEqual(['admitted', 'ThrottlingException']);
    throttle.load({ category: 'registry', share: 0, once: 50 });
    clock.advance(60_000);
    expect([await ask(50), await ask(1)]).toEqual(['admitted', 'ThrottlingException']);
  });

  it('serves those who wait when its edition grows', async () => {
    const { throttle, ask } = open({ sku: 'S1', burstMinutes: 1 });
    await ask(100);
    const waiting = ask(1000);
    throttle.change({ units: 20 });
    expect(await waiting).toBe('admitted');
  });

  it('counts the day in blocks of 4 KB until midnight UTC', () => {
    const { clock, throttle } = open({ sku: 'S1', dailyBlocks: 4 });
    throttle.quota.charge(0);
    throttle.quota.charge(4096);
    throttle.quota.check();
    throttle.quota.charge(4097);
    expect(throttle.quota.report()).toEqual({ usedBlocks: 4, dailyBlocks: 4 });
    expect(() => throttle.quota.check()).toThrow(expect.objectContaining({ code: 'IotHubQuotaExceeded', status: 403 }));
    clock.advance(12 * 3600 * 1000 - 1);
    expect(() => throttle.quota.check()).toThrow();
    clock.advance(1);
    throttle.quota.check();
    expect(throttle.quota.report()).toEqual({ usedBlocks: 0, dailyBlocks: 4 });
  });
});

describe('the throttle clock', () => {
  it('runs as fast as it is told, from where it was', () => {
    let real = 1000;
    const clock = new ThrottleClock(() => real, 60);
    real += 1000;
    expect(clock.now()).toBe(61_000);
    clock.run(1);
    real += 500;
    clock.advance(9);
    expect(clock.now()).toBe(61_509);
    expect(new ThrottleClock(() => real, 60).realFor(60_000)).toBe(1000);
  });
});
