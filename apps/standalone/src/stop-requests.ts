const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One Ctrl-C may reach us twice: from the terminal, and from whoever started us. */
const SAME_REQUEST_MS = 500;

/** Listens to whoever wants us to stop. The first request is for a stop in good order, the second for one at once. */
export class StopRequests {
  /** Resolves with the first request. */
  readonly first: Promise<void>;
  #firstAt: number | null = null;

  constructor(atOnce: () => void) {
    this.first = new Promise((resolve) => {
      for (const signal of SIGNALS) {
        process.on(signal, () => {
          const now = Date.now();
          if (this.#firstAt !== null && now - this.#firstAt > SAME_REQUEST_MS) atOnce();
          this.#firstAt ??= now;
          resolve();
        });
      }
    });
  }
}
