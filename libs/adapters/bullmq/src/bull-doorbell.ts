import type { JobsOptions, Queue } from 'bullmq';
import { Doorbell, type DeviceKey } from '#core';
import { Batches } from '#platform';

const MAX_TOGETHER = 500;

/**
 * Rings are jobs, one a device: a ring for a device that waits already is dropped, one for a device at work is kept as one
 * more look afterwards. Rings of one moment share a round trip.
 */
export class BullDoorbell extends Doorbell {
  /** What keeps one ring from the queue keeps them all. */
  readonly #rings = new Batches<DeviceKey, 'rung'>((keys) => this.#add(keys), { most: MAX_TOGETHER, atOnce: 1, concernsAll: () => true });

  constructor(private readonly queue: Queue) {
    super();
  }

  override async ring(key: DeviceKey): Promise<void> {
    await this.#rings.add(key);
  }

  override async ringAll(keys: readonly DeviceKey[]): Promise<void> {
    for (let at = 0; at < keys.length; at += MAX_TOGETHER) await this.#add(keys.slice(at, at + MAX_TOGETHER));
  }

  override async waiting(): Promise<number> {
    return this.queue.getWaitingCount();
  }

  async #add(keys: readonly DeviceKey[]): Promise<'rung'[]> {
    const once = new Map(keys.map((key) => [bellOf(key), key]));
    await this.queue.addBulk([...once.values()].map((key) => ({ name: 'look', data: { tenantId: key.tenantId, deviceId: key.deviceId }, opts: optionsOf(key) })));
    return keys.map(() => 'rung');
  }
}

const bellOf = ({ tenantId, deviceId }: DeviceKey): string => `${tenantId}/${deviceId}`;

const optionsOf = (key: DeviceKey): JobsOptions => ({
  deduplication: { id: bellOf(key), keepLastIfActive: true },
  removeOnComplete: true,
  removeOnFail: { count: 1_000 },
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000 },
});
