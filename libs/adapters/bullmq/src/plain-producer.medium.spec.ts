// Real: BullMQ on Redis and on PostgreSQL. The producer is written as by somebody who has BullMQ's manual, and not our code.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Queue, createPostgresBackend } from 'bullmq';
import { LOCK_MS, QUEUE_KINDS, startQueues, type TestQueues } from '../../../../test/support/queues.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BullConsumer } from './bull-consumer.js';
import { QUEUES } from './jobs.js';

describe.each(QUEUE_KINDS)('any BullMQ producer, on %s', (kind) => {
  let queues: TestQueues;
  let producer: Queue;

  beforeAll(async () => {
    queues = await startQueues(kind);
    const { url } = queues.settings;
    producer = kind === 'redis' ? new Queue('device-events', { connection: { url } }) : new Queue('device-events', { connection: url as never }, createPostgresBackend as never);
  }, 240_000);
  afterAll(async () => {
    await producer.close();
    await queues.stop();
  }, 240_000);

  it('reaches our consumer, one by one and many at once, and leaves nothing behind', async () => {
    const events = Array.from({ length: 50 }, (_, n) => ({ id: `e-${n}`, deviceId: 'pump-7', type: 'accept', occurredAt: '2026-03-01T12:00:00Z', detail: 'ünïcode "\\' }));
    const taken: unknown[] = [];
    await producer.add('before anybody listens', events[0]);

    const { backend } = queues.openProcess();
    const consumer = new BullConsumer(backend, { queue: QUEUES.deviceEvents, concurrency: 8, lockMs: LOCK_MS }, async (data) => {
      taken.push(data);
      return 'done';
    });
    await consumer.start();
    await producer.add('alone', events[1]);
    await producer.addBulk(events.slice(2).map((data) => ({ name: 'together', data })));
    await waitFor('every event', () => taken.length === events.length);
    await waitFor('nothing to be left', async () => Object.values(await producer.getJobCounts()).every((count) => count === 0));
    await consumer.stop();

    expect(taken).toHaveLength(events.length);
    expect(taken).toEqual(expect.arrayContaining(events));
  });

  it('may send what is no object: the consumer gets it as it is', async () => {
    const taken: unknown[] = [];
    const { backend } = queues.openProcess();
    const consumer = new BullConsumer(backend, { queue: QUEUES.deviceEvents, concurrency: 1, lockMs: LOCK_MS }, async (data) => {
      taken.push(data);
      return 'done';
    });
    await consumer.start();
    for (const odd of ['text', 7, [1, 2], null]) await producer.add('odd', odd);
    await waitFor('every one', () => taken.length === 4);
    await consumer.stop();
    expect(taken.slice(0, 3)).toEqual(['text', 7, [1, 2]]);
  });
});
