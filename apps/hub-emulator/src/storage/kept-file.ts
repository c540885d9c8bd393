import { readIfThere, writeSecretFile } from './files.js';

/** A small file that is always written whole. States that follow each other closely may be skipped; the last one never is. */
export class KeptFile {
  #next: string | undefined;
  #writing: Promise<void> | undefined;

  /** @param path absent: nothing is kept. */
  constructor(private readonly path?: string) {}

  /** What was saved last, or undefined. Throws a SyntaxError for a file that is not JSON. */
  async read(): Promise<unknown> {
    const text = this.path === undefined ? undefined : await readIfThere(this.path);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** Writes the state soon. */
  save(state: unknown): void {
    if (this.path === undefined) return;
    this.#next = `${JSON.stringify(state)}\n`;
    this.#writing ??= this.writeAll(this.path);
    // Who waits for it is told of a failure; it may be that nobody does.
    this.#writing.catch(() => undefined);
  }

  /** Resolves when everything saved so far is written; rejects when that failed. */
  flushed(): Promise<void> {
    return this.#writing ?? Promise.resolve();
  }

  private async writeAll(path: string): Promise<void> {
    try {
      while (this.#next !== undefined) {
        const text = this.#next;
        this.#next = undefined;
        await writeSecretFile(path, text);
      }
    } finally {
      this.#writing = undefined;
    }
  }
}
