import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Doorbell, QueueCounts, QueueHealth } from '#core';
import { BullDoorbell } from './bull-doorbell.js';
import { BullQueueCounts } from './bull-queue-counts.js';
import { BullQueueHealth } from './bull-queue-health.js';
import { QUEUES } from './jobs.js';
import { QueueBackend, type QueueBackendSettings } from './queue-backend.js';

/** The queue that rings go to. */
class RingQueue implements OnApplicationShutdown {
  constructor(
    readonly queue: Queue,
    private readonly backend: QueueBackend,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

/** The doorbell and the backend behind it, for both apps. */
@Global()
@Module({})
export class QueueModule {
  static on(settings: QueueBackendSettings): DynamicModule {
    return {
      module: QueueModule,
      providers: [
        { provide: QueueBackend, useFactory: () => openBackend(settings) },
        { provide: RingQueue, inject: [QueueBackend], useFactory: openRingQueue },
        { provide: QueueHealth, inject: [QueueBackend], useFactory: (backend: QueueBackend) => new BullQueueHealth(backend) },
        {
          provide: QueueCounts,
          inject: [QueueBackend, RingQueue],
          useFactory: (backend: QueueBackend, { queue }: RingQueue) => new BullQueueCounts([queue, backend.queue(QUEUES.deviceEvents)]),
        },
        { provide: Doorbell, inject: [RingQueue], useFactory: ({ queue }: RingQueue) => new BullDoorbell(queue) },
      ],
      exports: [QueueBackend, Doorbell, QueueCounts, QueueHealth],
    };
  }
}

/** On PostgreSQL, BullMQ remembers a first connection that failed for ever: better the start fails than every ring. */
async function openRingQueue(backend: QueueBackend): Promise<RingQueue> {
  const queue = backend.queue(QUEUES.reconcileDevice);
  if (backend.kind === 'postgres') await queue.waitUntilReady();
  return new RingQueue(queue, backend);
}

async function openBackend(settings: QueueBackendSettings): Promise<QueueBackend> {
  const backend = new QueueBackend(settings);
  await backend.prepare();
  return backend;
}
