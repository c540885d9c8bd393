import { describe, expect, it } from '@jest/globals';
import type { Sweep } from '#lifecycle';
import { FakeLog } from '../../../test/support/fake-log.js';
import { waitFor } from '../../../test/support/wait-for.js';
import { SweepSchedule } from './sweep.schedule.js';

const start = (run: () => Promise<boolean>) => {
  const log = new FakeLog();
  let stops = 0;
  const sweep = { run, stop: () => void (stops += 1) } as unknown as Sweep;
  const schedule = new SweepSchedule(sweep, log);
  schedule.start();
  return { schedule, log, stops: () => stops };
};

describe('the schedule of sweeps', () => {
  it('looks again at once after a run, and goes on after a fault', async () => {
    let runs = 0;
    const { schedule, log } = start(async () => {
      runs += 1;
      if (runs === 2) throw new Error('the line broke');
      return runs === 1;
    });
    await waitFor('a run after the fault', () => runs >= 3);
    await schedule.stop();
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn', sentence: 'A sweep broke off; a worker goes on with it' }));
  });

  it('does not let a run that hangs hold its stop', async () => {
    const { schedule, stops } = start(() => new Promise(() => undefined));
    await waitFor('nothing', () => true);
    await schedule.stop();
    expect(stops()).toBe(1);
  });
});
