// Real: BullMQ on Redis and on PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueueFigure } from '#core';
import { QUEUE_KINDS, startQueues, type QueueProcess, type TestQueues } from '../../../../test/support/queues.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BullQueueCounts } from './bull-queue-counts.js';
import { QUEUES } from './jobs.js';

describe.each(QUEUE_KINDS)('the jobs of a queue on %s', (kind) => {
  let queues: TestQueues;
  let process: QueueProcess;
  let counts: BullQueueCounts;
  let over: () => void;
  beforeAll(async () => {
    queues = await startQueues(kind);
    process = queues.openProcess();
    counts = new BullQueueCounts([process.backend.queue(QUEUES.reconcileDevice), process.backend.queue(QUEUES.deviceEvents)]);
  }, 240_000);
  afterAll(() => queues.stop(), 240_000);

  const figure = async (state: QueueFigure['state']): Promise<QueueFigure> => (await counts.read()).find((one) => one.queue === QUEUES.reconcileDevice && one.state === state)!;

  it('are none at first, and each state of each queue says so', async () => {
    const figures = await counts.read();
    expect(figures.map(({ queue, state }) => `${queue} ${state}`)).toEqual(['reconcile-device', 'device-events'].flatMap((queue) => ['waiting', 'active', 'delayed', 'failed'].map((state) => `${queue} ${state}`)));
    expect(figures.filter(({ jobs, oldestSeconds }) => jobs !== 0 || oldestSeconds !== 0)).toEqual([]);
  });

  it('are counted by state, with the age of the oldest', async () => {
    await process.bell.ring({ tenantId: 't', deviceId: 'first' });
    await waitFor('a second to pass', async () => (await figure('waiting')).oldestSeconds >= 1);
    for (const deviceId of ['b', 'c']) await process.bell.ring({ tenantId: 't', deviceId });
    const { jobs, oldestSeconds } = await figure('waiting');
    expect(jobs).toBe(3);
    expect(oldestSeconds).toBeGreaterThanOrEqual(1);
  }, 240_000);

  it('tell what is at work', async () => {
    const isOver = new Promise<void>((resolve) => (over = resolve));
    await process.listen(() => isOver, 2);
    const { jobs } = await waitFor('two jobs at work', async () => {
      const active = await figure('active');
      return active.jobs === 2 ? active : null;
    });
    expect([jobs, (await figure('waiting')).jobs]).toEqual([2, 1]);
    over();
    await waitFor('all of it to be done', async () => (await figure('waiting')).jobs + (await figure('active')).jobs === 0);
  }, 240_000);
});
