import { HubError } from '../http/hub-error.js';
import type { ThrottleClock } from './throttle-clock.js';

const BLOCK_BYTES = 4096;

/**
 * The messages of a day: twin reads, twin updates, queries and the devices of jobs use them up in blocks of 4 KB. When they are
 * gone, such requests are refused until midnight UTC, in throttle time. Source: Azure IoT Hub, pricing.
 */
export class DayQuota {
  #day: number;
  #used = 0;

  constructor(
    private readonly clock: ThrottleClock,
    private most: number,
  ) {
    this.#day = clock.day();
  }

  setMost(most: number): void {
    this.most = most;
  }

  /** Throws 403 IotHubQuotaExceeded when the day is used up. */
  check(): void {
    this.turn();
    if (this.#used >= this.most) {
      throw new HubError('IotHubQuotaExceeded', `Total number of messages on IotHub exceeded the allocated quota. Max allowed message count : '${this.most}'`);
    }
  }

  /** Charges for so many bytes; nothing at all is one block. */
  charge(bytes: number): void {
    this.turn();
    this.#used += Math.max(1, Math.ceil(bytes / BLOCK_BYTES));
  }

  report(): { usedBlocks: number; dailyBlocks: number } {
    this.turn();
    return { usedBlocks: this.#used, dailyBlocks: this.most };
  }

  private turn(): void {
    const day = this.clock.day();
    if (day === this.#day) return;
    this.#day = day;
    this.#used = 0;
  }
}
