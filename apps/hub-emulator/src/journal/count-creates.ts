import type { Change } from '../http/answer.js';

interface Lives {
  creates: number;
  deletes: number;
  /** Creates since the last delete. */
  inThisLife: number;
}

/** A device that was created more than once, with a delete in between or not. */
export interface CreatedAgain {
  readonly hub: string;
  readonly deviceId: string;
  readonly creates: number;
  readonly deletes: number;
}

const EXAMPLES = 100;

/**
 * Counts the creates that took effect. One incarnation of a device is its life from a create to a delete; more than one
 * effective create in it cannot be unless the emulator itself is wrong.
 */
export class CountCreates {
  readonly #hubs = new Map<string, Map<string, Lives>>();
  #total = 0;
  #most = 0;

  note(hub: string, { deviceId, kind }: Change): void {
    if (kind !== 'created' && kind !== 'deleted') return;
    const lives = this.livesOf(hub, deviceId);
    if (kind === 'deleted') {
      lives.deletes += 1;
      lives.inThisLife = 0;
      return;
    }
    this.#total += 1;
    lives.creates += 1;
    lives.inThisLife += 1;
    this.#most = Math.max(this.#most, lives.inThisLife);
  }

  /** `total`: effective creates; `mostInOneIncarnation`: 1 when all is well; `createdAgain`: examples. */
  report(): { total: number; mostInOneIncarnation: number; createdAgain: readonly CreatedAgain[] } {
    const createdAgain: CreatedAgain[] = [];
    for (const [hub, devices] of this.#hubs) {
      for (const [deviceId, { creates, deletes }] of devices) {
        if (creates > 1 && createdAgain.length < EXAMPLES) createdAgain.push({ hub, deviceId, creates, deletes });
      }
    }
    return { total: this.#total, mostInOneIncarnation: this.#most, createdAgain };
  }

  clear(): void {
    this.#hubs.clear();
    this.#total = 0;
    this.#most = 0;
  }

  private livesOf(hub: string, deviceId: string): Lives {
    const devices = this.#hubs.get(hub) ?? new Map<string, Lives>();
    this.#hubs.set(hub, devices);
    const lives = devices.get(deviceId) ?? { creates: 0, deletes: 0, inThisLife: 0 };
    devices.set(deviceId, lives);
    return lives;
  }
}
