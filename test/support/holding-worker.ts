/**
 * A worker that takes a ring and never ends its pass, for a test that kills it. HOLD is what `QueueBackend` is opened with, as
 * JSON, the lock time, and how far ahead its clock is, ms. The device of each ring is told to the parent.
 */
import { QUEUES, BullConsumer, QueueBackend, type QueueBackendSettings } from '#adapters/bullmq';

const { settings, lockMs, aheadMs } = JSON.parse(process.env.HOLD ?? '') as { settings: QueueBackendSettings; lockMs: number; aheadMs: number };

const now = Date.now;
Date.now = () => now() + aheadMs;

const hold = (data: unknown): Promise<never> => {
  process.send?.({ holds: data });
  return new Promise(() => undefined);
};

process.on('disconnect', () => process.exit(0));
await new BullConsumer(new QueueBackend(settings), { queue: QUEUES.reconcileDevice, concurrency: 1, lockMs }, hold).start();
