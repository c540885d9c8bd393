import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Doorbell } from '#core';
import { BullDoorbell } from './bull-doorbell.js';
import { QUEUES } from './jobs.js';
import { QueueBackend, type QueueBackendSettings } from './queue-backend.js';

/** The queue that rings go to. */
class RingQueue implements OnApplicationShutdown {
  constructor(
    readonly queue: Queue,
    private readonly backend: QueueBackend,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
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
        { provide: RingQueue, inject: [QueueBackend], useFactory: (backend: QueueBackend) => new RingQueue(backend.queue(QUEUES.reconcileDevice), backend) },
        { provide: Doorbell, inject: [RingQueue], useFactory: ({ queue }: RingQueue) => new BullDoorbell(queue) },
      ],
      exports: [QueueBackend, Doorbell],
    };
  }
}

async function openBackend(settings: QueueBackendSettings): Promise<QueueBackend> {
  const backend = new QueueBackend(settings);
  await backend.prepare();
  return backend;
}
