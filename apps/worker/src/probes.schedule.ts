import type { Log } from '#core';
import type { ProbeTroubles } from '#lifecycle';

const EVERY_MS = 1_000;

/** Has connections in trouble tried, one round at a time. */
export class ProbesSchedule {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly probeTroubles: ProbeTroubles,
    private readonly log: Log,
  ) {}

  start(): void {
    this.#next();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  #next(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, EVERY_MS);
  }

  async #run(): Promise<void> {
    try {
      await this.probeTroubles.run();
    } catch (error) {
      this.log.warn({ error: String(error) }, 'Connections in trouble could not be tried; they are tried again');
    }
    this.#next();
  }
}
