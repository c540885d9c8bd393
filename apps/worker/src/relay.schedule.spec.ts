// Real: the schedule. Not real: the time and the relay.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Relay } from '#lifecycle';
import { FakeLog } from '../../../test/support/fake-log.js';
import { RelaySchedule } from './relay.schedule.js';

describe('the schedule of the relay', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function open(answer: () => Promise<number>) {
    let runs = 0;
    const log = new FakeLog();
    const run = (): Promise<number> => {
      runs += 1;
      return answer();
    };
    const schedule = new RelaySchedule({ run } as Relay, log);
    return { schedule, log, runs: () => runs, pass: (ms: number) => jest.advanceTimersByTimeAsync(ms) };
  }

  it('runs at once, and then every second', async () => {
    const { schedule, runs, pass } = open(async () => 0);
    schedule.start();
    await pass(0);
    expect(runs()).toBe(1);
    await pass(999);
    expect(runs()).toBe(1);
    await pass(1);
    expect(runs()).toBe(2);
    await schedule.stop();
  });

  it('runs sooner while there is something to ring for', async () => {
    const { schedule, runs, pass } = open(async () => 500);
    schedule.start();
    await pass(1_000);
    expect(runs()).toBe(5);
    await schedule.stop();
  });

  it('goes on after a run that failed, and tells the log', async () => {
    const { schedule, log, runs, pass } = open(() => Promise.reject(new Error('The database is away.')));
    schedule.start();
    await pass(1_000);
    expect(runs()).toBe(2);
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { error: 'Error: The database is away.' } });
    await schedule.stop();
  });

  it('waits for a run that takes long, and runs one at a time', async () => {
    let finish = (): void => undefined;
    const { schedule, runs, pass } = open(() => new Promise((done) => (finish = () => done(0))));
    schedule.start();
    await pass(10_000);
    expect(runs()).toBe(1);
    finish();
    await pass(1_000);
    expect(runs()).toBe(2);
    finish();
    await schedule.stop();
  });

  it('is stopped when its run has ended, and does not run again', async () => {
    let finish = (): void => undefined;
    const { schedule, runs, pass } = open(() => new Promise((done) => (finish = () => done(0))));
    schedule.start();
    await pass(0);
    let isStopped = false;
    const stopping = schedule.stop().then(() => (isStopped = true));
    await pass(0);
    expect(isStopped).toBe(false);
    finish();
    await stopping;
    await pass(10_000);
    expect(runs()).toBe(1);
  });

  it('does not run at all when it is stopped before its start came to anything', async () => {
    const { schedule, runs, pass } = open(async () => 0);
    schedule.start();
    await schedule.stop();
    await pass(10_000);
    expect(runs()).toBe(0);
  });
});
