import { Doorbell, type DeviceKey, type Urgency } from '#core';

/** A bell that writes down who it rang for, and can be broken. */
export class FakeDoorbell extends Doorbell {
  readonly rings: DeviceKey[] = [];
  /** Those of them that were urgent. */
  readonly urgent: DeviceKey[] = [];
  /** How many rings wait for a worker, as far as anybody can tell. */
  queued = 0;
  #failure: Error | null = null;

  /** Every call fails so, until null is given. */
  failWith(failure: Error | null): void {
    this.#failure = failure;
  }

  override ring(key: DeviceKey, urgency?: Urgency): Promise<void> {
    return this.ringAll([key], urgency);
  }

  override ringAll(keys: readonly DeviceKey[], urgency: Urgency = 'usual'): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    this.rings.push(...keys);
    if (urgency === 'urgent') this.urgent.push(...keys);
    return Promise.resolve();
  }

  override waiting(): Promise<number> {
    return this.#failure ? Promise.reject(this.#failure) : Promise.resolve(this.queued);
  }
}
