// Real: BullMQ on Redis and on PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { aKey } from '../../../../test/support/builders.js';
import { LOCK_MS, QUEUE_KINDS, startQueues, type QueueProcess, type TestQueues } from '../../../../test/support/queues.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BullConsumer, type JobResult } from './bull-consumer.js';
import { UnrecoverableError } from './index.js';
import { QUEUES } from './jobs.js';

const AGAIN_MS = 300;
const ONCE_ONLY = { attempts: 1 };

describe.each(QUEUE_KINDS)('a job, on %s', (kind) => {
  let queues: TestQueues;
  let process: QueueProcess;
  let queue: Queue;

  beforeAll(async () => {
    queues = await startQueues(kind);
    process = queues.openProcess();
    queue = process.backend.queue(QUEUES.deviceEvents);
  }, 240_000);
  afterAll(() => queues.stop(), 240_000);

  async function consume(handle: (data: unknown) => Promise<JobResult>): Promise<BullConsumer> {
    const consumer = new BullConsumer(process.backend, { queue: QUEUES.deviceEvents, concurrency: 4, lockMs: LOCK_MS }, handle);
    await consumer.start();
    return consumer;
  }

  it('that is to come again comes again, not too soon, costs no attempt, and is gone when it is done', async () => {
    const job = await queue.add('event', { n: 1 }, ONCE_ONLY);
    const at: number[] = [];
    const attempts: (number | undefined)[] = [];
    const consumer = await consume(async () => {
      at.push(Date.now());
      attempts.push((await queue.getJob(job.id!))?.attemptsMade);
      return at.length < 4 ? { againAfterMs: AGAIN_MS } : 'done';
    });
    await waitFor('the job to be done', async () => (await queue.getJob(job.id!)) === undefined);
    await consumer.stop();

    expect(attempts).toEqual([0, 0, 0, 0]);
    expect(Math.min(...at.slice(1).map((time, n) => time - at[n]!))).toBeGreaterThanOrEqual(AGAIN_MS - 5);
    expect(await queue.getFailedCount()).toBe(0);
  });

  it('waits for its time without keeping others waiting', async () => {
    const done: number[] = [];
    const late = await queue.add('event', { n: 1 }, ONCE_ONLY);
    let isFirst = true;
    const consumer = await consume(async (data) => {
      const { n } = data as { n: number };
      if (n === 1 && isFirst) {
        isFirst = false;
        return { againAfterMs: 3_600_000 };
      }
      done.push(n);
      return 'done';
    });
    await waitFor('the job to wait', async () => (await queue.getDelayedCount()) === 1);
    await queue.addBulk([2, 3, 4].map((n) => ({ name: 'event', data: { n } })));
    await waitFor('the others to be done', () => done.length === 3);
    await (await queue.getJob(late.id!))!.promote();
    await waitFor('its turn', () => done.length === 4);
    await consumer.stop();
    expect(done.at(-1)).toBe(1);
  });

  it('that fails for good leaves its bell free to ring again', async () => {
    const key = aKey('dead');
    let passes = 0;
    const consumer = await process.listen(async () => {
      passes += 1;
      throw new UnrecoverableError('hub-refuses-device');
    });
    for (const pass of [1, 2, 3]) {
      await waitFor('the bell to be free', async () => {
        await process.bell.ring(key);
        return passes >= pass;
      });
    }
    await consumer.stop();
  });

  it('that fails while another ring comes in is followed by one more look', async () => {
    const key = aKey('dead-and-rung');
    let passes = 0;
    const consumer = await process.listen(async ({ deviceId }) => {
      if (deviceId !== key.deviceId) return;
      passes += 1;
      if (passes > 1) return;
      await process.bell.ring(key);
      throw new UnrecoverableError('hub-refuses-device');
    });
    await process.bell.ring(key);
    await waitFor('one more look', () => passes === 2);
    await consumer.stop();
  });
});
