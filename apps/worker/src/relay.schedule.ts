import type { Log } from '#core';

const EVERY_MS = 1_000;

/** What has to be done again and again. Answers with how much there was to do. */
interface Repeated {
  run(): Promise<number>;
}

/** Lets something, the relay above all, run every second, one run at a time, and sooner while there is something to do. */
export class RelaySchedule {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly relay: Repeated,
    private readonly log: Log,
    private readonly failed = 'The relay could not look for devices that are due; it tries again',
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
      this.#running = this.#run();
    }, afterMs);
  }

  async #run(): Promise<void> {
    try {
      const rang = await this.relay.run();
      this.#next(rang > 0 ? EVERY_MS / 4 : EVERY_MS);
    } catch (error) {
      this.log.warn({ error: String(error) }, this.failed);
      this.#next(EVERY_MS);
    }
  }
}
