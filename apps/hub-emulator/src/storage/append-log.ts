import { open, type FileHandle } from 'node:fs/promises';
import type { ChangeLog } from './device-store.js';

interface Batch {
  readonly lines: string[];
  readonly written: Promise<void>;
  readonly settle: (error?: unknown) => void;
}

/**
 * A file that only grows. Lines that arrive while a write is under way go out together with the next write, so a hundred
 * callers cost two writes and each still waits for its own line.
 */
export class AppendLog implements ChangeLog {
  #next: Batch | undefined;
  #under: Batch | undefined;
  #writing = false;

  private constructor(
    private readonly file: FileHandle,
    private size: number,
  ) {}

  static async open(path: string): Promise<AppendLog> {
    const file = await open(path, 'a', 0o600);
    return new AppendLog(file, (await file.stat()).size);
  }

  append(line: string): void {
    this.#next ??= newBatch();
    this.#next.lines.push(line);
    this.start();
  }

  async flushed(): Promise<void> {
    if (this.#next) this.start();
    await (this.#next ?? this.#under)?.written;
  }

  async close(): Promise<void> {
    try {
      await this.flushed();
    } finally {
      await this.file.close();
    }
  }

  private start(): void {
    if (this.#writing) return;
    this.#writing = true;
    // A moment later, so that the hundred lines of one bulk make one batch.
    queueMicrotask(() => void this.writeAll());
  }

  private async writeAll(): Promise<void> {
    while (this.#next) {
      const batch = (this.#under = this.#next);
      this.#next = undefined;
      const error = await this.write(batch.lines.join(''));
      this.#under = undefined;
      batch.settle(error);
      if (error !== undefined && !this.keepForLater(batch.lines)) break;
    }
    this.#writing = false;
  }

  /** Returns the error, if any; then nothing of the text is left in the file. */
  private async write(text: string): Promise<unknown> {
    try {
      await this.file.appendFile(text);
      this.size += Buffer.byteLength(text);
      return undefined;
    } catch (error) {
      // Half a line in the middle would make the whole log unreadable. When even this fails, the next start cuts it off.
      await this.file.truncate(this.size).catch(() => undefined);
      return error;
    }
  }

  /**
   * Their callers were told of the failure, but the change is in memory: the lines go out with the next write. Answers
   * whether somebody waits for that write already; if not, the next caller will try, not we for ever.
   */
  private keepForLater(lines: readonly string[]): boolean {
    const isAwaited = this.#next !== undefined;
    this.#next ??= newBatch();
    this.#next.lines.unshift(...lines);
    return isAwaited;
  }
}

/** The log of a hub that is kept in memory only. */
export const forgetfulLog: ChangeLog = {
  append: () => undefined,
  flushed: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

function newBatch(): Batch {
  let settle: Batch['settle'] = () => undefined;
  const written = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  // Nobody may be waiting for it; a failed write is told to those who are.
  written.catch(() => undefined);
  return { lines: [], written, settle };
}
