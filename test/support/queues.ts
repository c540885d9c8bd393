import { QUEUES, BullConsumer, BullDoorbell, QueueBackend, type JobResult, type QueueBackendSettings } from '#adapters/bullmq';
import { DeviceKey } from '#core';
import { openLine, type Line } from './line.js';
import { startPostgres } from './postgres.js';
import { startRedis } from './redis.js';

export const QUEUE_KINDS = ['redis', 'postgres'] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

/** How long a worker of the tests may be silent, in ms. */
export const LOCK_MS = 3_000;

/** What one process holds of the queues. */
export interface QueueProcess {
  backend: QueueBackend;
  bell: BullDoorbell;
  /** Answers rings so, with 10 at once unless told otherwise. Answers when it is listening. */
  listen(handle: (key: DeviceKey) => Promise<void>, concurrency?: number): Promise<BullConsumer>;
  close(): Promise<void>;
}

/** A server for queues of one suite. */
export interface TestQueues {
  settings: QueueBackendSettings;
  /** A line to the server; `openProcess({ by: line.through(settings.url) })` goes by it. */
  line: Line;
  openProcess(by?: { by: string }): QueueProcess;
  stop(): Promise<void>;
}

export async function startQueues(kind: QueueKind): Promise<TestQueues> {
  const { settings, stopServer } = await (kind === 'redis' ? onRedis() : onPostgres());
  await new QueueBackend(settings).prepare();
  const line = await openLine(settings.url);
  const opened: QueueProcess[] = [];
  return {
    settings,
    line,
    openProcess: ({ by } = { by: settings.url }) => {
      const process = openProcess({ ...settings, url: by });
      opened.push(process);
      return process;
    },
    stop: async () => {
      await line.mend();
      await Promise.all(opened.map((process) => process.close()));
      await line.cut();
      await stopServer();
    },
  };
}

function openProcess(settings: QueueBackendSettings): QueueProcess {
  const backend = new QueueBackend(settings);
  return {
    backend,
    bell: new BullDoorbell(backend.queue(QUEUES.reconcileDevice)),
    listen: async (handle, concurrency = 10) => {
      const answer = async (data: unknown): Promise<JobResult> => {
        await handle(DeviceKey.parse(data));
        return 'done';
      };
      const consumer = new BullConsumer(backend, { queue: QUEUES.reconcileDevice, concurrency, lockMs: LOCK_MS }, answer);
      await consumer.start();
      return consumer;
    },
    close: () => backend.close(),
  };
}

interface Started {
  settings: QueueBackendSettings;
  stopServer: () => Promise<void>;
}

async function onRedis(): Promise<Started> {
  const redis = await startRedis();
  return { settings: { kind: 'redis', url: redis.url }, stopServer: redis.stop };
}

async function onPostgres(): Promise<Started> {
  const postgres = await startPostgres();
  return { settings: { kind: 'postgres', url: await postgres.database(), connections: 10 }, stopServer: postgres.stop };
}
