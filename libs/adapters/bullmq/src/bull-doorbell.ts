import type { JobsOptions, Queue } from 'bullmq';
import { Doorbell, type DeviceKey, type Urgency } from '#core';
import { Batches, currentTraceparent, deviceAttributes, inSpan } from '#platform';
import { writeTrace } from './job-trace.js';

const MAX_TOGETHER = 500;

interface Ring {
  key: DeviceKey;
  urgency: Urgency;
  /** The trace that the pass is to go on in, as W3C traceparent. */
  trace: string | null;
}

/**
 * Rings are jobs, one a device and urgency: a ring for a device that waits already is dropped, one for a device at work is kept
 * as one more look afterwards. An urgent ring does not stand behind the usual one of its device, so that a device which is to be
 * shut out does not wait for its place among those that are let in. Rings of one moment share a round trip.
 */
export class BullDoorbell extends Doorbell {
  /** What keeps one ring from the queue keeps them all. */
  readonly #rings = new Batches<Ring, 'rung'>((rings) => this.#add(rings), { most: MAX_TOGETHER, atOnce: 1, concernsAll: () => true });

  constructor(private readonly queue: Queue) {
    super();
  }

  override async ring(key: DeviceKey, urgency: Urgency = 'usual'): Promise<void> {
    await inSpan('ring', { kind: 'producer', attributes: deviceAttributes(key) }, () => this.#rings.add({ key, urgency, trace: currentTraceparent() }));
  }

  override async ringAll(keys: readonly (DeviceKey & { trace?: string })[], urgency: Urgency = 'usual'): Promise<void> {
    const rings = keys.map(({ trace = null, ...key }) => ({ key, urgency, trace }));
    for (let at = 0; at < rings.length; at += MAX_TOGETHER) await this.#add(rings.slice(at, at + MAX_TOGETHER));
  }

  override async waiting(): Promise<number> {
    return this.queue.getWaitingCount();
  }

  async #add(rings: readonly Ring[]): Promise<'rung'[]> {
    const once = new Map(rings.map((ring) => [bellOf(ring), ring]));
    await this.queue.addBulk([...once.values()].map((ring) => ({ name: 'look', data: { tenantId: ring.key.tenantId, deviceId: ring.key.deviceId }, opts: optionsOf(ring) })));
    return rings.map(() => 'rung');
  }
}

/** No tenant's id begins with an exclamation mark. */
const bellOf = ({ key, urgency }: Ring): string => `${urgency === 'urgent' ? '!' : ''}${key.tenantId}/${key.deviceId}`;

const optionsOf = (ring: Ring): JobsOptions => ({
  deduplication: { id: bellOf(ring), keepLastIfActive: true },
  lifo: ring.urgency === 'urgent',
  removeOnComplete: true,
  removeOnFail: { count: 1_000 },
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000 },
  ...(ring.trace !== null && { telemetry: { metadata: writeTrace(ring.trace) } }),
});
