import { BullConsumer, QUEUES, QueueBackend, type JobResult } from '#adapters/bullmq';
import { DEFAULT_TENANT, StoreIsAway, TenantId, readQueueJob, type Log } from '#core';
import type { AcceptEvent } from '#lifecycle';
import type { Metrics } from '#platform';

const STORE_AWAY_MS = 2_000;
/** A fault without a name may be mended by the next version; until then the event stays in the queue. */
const FAULT_MS = 60_000;
const CONCURRENCY = 16;

/** Takes events that other programs put on the queue `device-events`, with any BullMQ producer. */
export class DeviceEventsConsumer {
  readonly #consumer: BullConsumer;

  constructor(
    backend: QueueBackend,
    private readonly acceptEvent: AcceptEvent,
    private readonly settings: { log: Log; metrics?: Metrics; lockMs: number },
  ) {
    const queue = QUEUES.deviceEvents;
    const { lockMs, metrics } = settings;
    this.#consumer = new BullConsumer(backend, { queue, concurrency: CONCURRENCY, lockMs, onStalled: () => metrics?.stalls.inc({ queue }) }, (data) => this.#take(data));
  }

  start(): Promise<void> {
    return this.#consumer.start();
  }

  stop(): Promise<void> {
    return this.#consumer.stop();
  }

  /** Events that cannot be stored now are taken by another worker. */
  handOver(): void {
    this.#consumer.handOver();
  }

  /** Done once the event is stored, readable or not. Until then the job comes again: its producer may have given it one attempt only. */
  async #take(data: unknown): Promise<JobResult> {
    const raw = new TextEncoder().encode(JSON.stringify(data) ?? '');
    try {
      await this.acceptEvent.run({ origin: { tenantId: tenantOf(data), sourceId: 'queue' }, read: readQueueJob(data), raw });
      return 'done';
    } catch (error) {
      if (error instanceof StoreIsAway) {
        this.settings.log.warn({ queue: QUEUES.deviceEvents }, 'The database is away; events wait in the queue');
        return { againAfterMs: STORE_AWAY_MS };
      }
      this.settings.log.error({ queue: QUEUES.deviceEvents, error }, 'An event could not be taken for a reason that has no name; it waits in the queue');
      return { againAfterMs: FAULT_MS };
    }
  }
}

/** A job without a tenant belongs to the only one there is. */
function tenantOf(data: unknown): string {
  const named = typeof data === 'object' && data !== null && 'tenantId' in data ? TenantId.safeParse(data.tenantId) : null;
  return named?.success ? named.data : DEFAULT_TENANT;
}
