// A producer as somebody else would write it: it knows BullMQ, the name of the queue and the form of the data, and nothing of ours.
// node add-event.mjs REDIS_URL '{"id":"…","deviceId":"…","type":"accept","occurredAt":"…"}'
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

const [url, event] = process.argv.slice(2);
const connection = new Redis(url);
const queue = new Queue('device-events', { connection });
await queue.add('event', JSON.parse(event));
await queue.close();
await connection.quit();
