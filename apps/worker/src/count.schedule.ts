import type { FleetCounts, Log } from '#core';

/** So often each worker asks whether it is its turn; one of them counts once a minute. */
const EVERY_MS = 10_000;

/** Keeps the fleet in figures, minute by minute, for charts. */
export class CountSchedule {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly counts: FleetCounts,
    private readonly log: Log,
  ) {}

  start(): void {
    this.#next(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  #next(afterMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run().finally(() => this.#next(EVERY_MS));
    }, afterMs);
  }

  async #run(): Promise<void> {
    try {
      await this.counts.keep();
    } catch (error) {
      this.log.warn({ error: String(error) }, 'The devices could not be counted; it is tried again, and the charts have a gap');
    }
  }
}
