// Real: the schedule. Not real: the time and the counting.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { FleetCounts } from '#core';
import { FakeLog } from '../../../test/support/fake-log.js';
import { CountSchedule } from './count.schedule.js';

describe('the schedule of counting', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function open(answer: () => Promise<boolean>) {
    let runs = 0;
    const log = new FakeLog();
    const schedule = new CountSchedule({ keep: () => ((runs += 1), answer()) } as Partial<FleetCounts> as FleetCounts, log);
    return { schedule, log, runs: () => runs, pass: (ms: number) => jest.advanceTimersByTimeAsync(ms) };
  }

  it('asks for its turn at once, and then every ten seconds', async () => {
    const { schedule, runs, pass } = open(async () => false);
    schedule.start();
    await pass(0);
    expect(runs()).toBe(1);
    await pass(30_000);
    expect(runs()).toBe(4);
    await schedule.stop();
  });

  it('goes on after a count that failed, and tells the log', async () => {
    const { schedule, log, runs, pass } = open(() => Promise.reject(new Error('The database is away.')));
    schedule.start();
    await pass(10_000);
    expect(runs()).toBe(2);
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { error: 'Error: The database is away.' } });
    await schedule.stop();
  });

  it('is stopped when its count has ended, and does not count again', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const { schedule, runs, pass } = open(() => promise);
    schedule.start();
    await pass(0);
    let isStopped = false;
    const stopping = schedule.stop().then(() => (isStopped = true));
    await pass(0);
    expect(isStopped).toBe(false);
    resolve(true);
    await stopping;
    await pass(60_000);
    expect(runs()).toBe(1);
  });
});
