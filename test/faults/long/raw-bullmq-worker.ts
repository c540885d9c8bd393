/**
 * A plain BullMQ worker with every default, as its documentation begins. HOLD: it takes a job, tells its parent, and never ends it.
 * Otherwise it tells the parent of each job that it did. The arguments are the address of Redis and the name of the queue.
 */
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

const [url = '', queue = '', hold] = process.argv.slice(2);

process.on('disconnect', () => process.exit(0));
const worker = new Worker(
  queue,
  async () => {
    process.send?.('took');
    if (hold === 'hold') await new Promise(() => undefined);
  },
  { connection: new Redis(url, { maxRetriesPerRequest: null }) },
);
worker.on('error', () => undefined);
