import { setTimeout } from 'node:timers/promises';
import { QueueHealth } from '#core';
import type { QueueBackend } from './queue-backend.js';

const LOOK_MS = 2_000;

/** Asks the server of the queues. */
export class BullQueueHealth extends QueueHealth {
  constructor(private readonly backend: QueueBackend) {
    super();
  }

  override async answers(): Promise<boolean> {
    const late = new AbortController();
    try {
      const asked = this.backend.ask().then(
        () => true,
        () => false,
      );
      return await Promise.race([asked, setTimeout(LOOK_MS, false, { signal: late.signal, ref: false })]);
    } finally {
      late.abort();
    }
  }
}
