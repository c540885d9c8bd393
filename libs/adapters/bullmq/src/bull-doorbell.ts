import type { JobsOptions, Queue } from 'bullmq';
import { Doorbell, type DeviceKey } from '#core';

/** Rings that come in together go out together, after this many ms at most. */
const GATHER_MS = 2;
const MAX_TOGETHER = 500;

interface Ring {
  key: DeviceKey;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Rings are jobs, one a device: a ring for a device that waits already is dropped, one for a device at work is kept as one
 * more look afterwards. Rings of one moment share a round trip.
 */
export class BullDoorbell extends Doorbell {
  #gathered: Ring[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly queue: Queue) {
    super();
  }

  override ring(key: DeviceKey): Promise<void> {
    return new Promise((done, failed) => {
      this.#gathered.push({ key, done, failed });
      if (this.#gathered.length >= MAX_TOGETHER) this.#send();
      else this.#timer ??= setTimeout(() => this.#send(), GATHER_MS);
    });
  }

  override async ringAll(keys: readonly DeviceKey[]): Promise<void> {
    for (let at = 0; at < keys.length; at += MAX_TOGETHER) await this.#add(keys.slice(at, at + MAX_TOGETHER));
  }

  override async waiting(): Promise<number> {
    return this.queue.getWaitingCount();
  }

  #send(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const rings = this.#gathered;
    this.#gathered = [];
    const once = new Map(rings.map(({ key }) => [bellOf(key), key]));
    this.#add([...once.values()]).then(
      () => rings.forEach(({ done }) => done()),
      (error: unknown) => rings.forEach(({ failed }) => failed(error)),
    );
  }

  async #add(keys: readonly DeviceKey[]): Promise<void> {
    await this.queue.addBulk(keys.map((key) => ({ name: 'look', data: { tenantId: key.tenantId, deviceId: key.deviceId }, opts: optionsOf(key) })));
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
