import { open, type FileHandle } from 'node:fs/promises';

/** Takes lines and tells when all of them are safe on disk. */
export interface Journal {
  /** Takes a line to be written. Never throws: what went wrong is told by `settled`. */
  append(line: string): void;
  /** Resolves when every line taken so far is on disk. Rejects, now and ever after, once a write has failed. */
  settled(): Promise<void>;
  /** Writes what is left and closes the file. */
  close(): Promise<void>;
}

/** The journal could not be written; the fleet on disk is older than the one in memory. */
export class JournalIsNotWritable extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${file} cannot be written (${reason}). Nothing is changed any more; make room and start again.`, { cause });
    this.name = 'JournalIsNotWritable';
  }
}

/** Appends to a file. Lines that arrive while a write is under way share the next write and its flush to disk. */
export class FileJournal implements Journal {
  private waiting: string[] = [];
  private writing: Promise<void> = Promise.resolve();
  private failure: JournalIsNotWritable | undefined;

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  /** Opens the file for appending, readable by its owner only; makes it when there is none. */
  static async open(file: string): Promise<FileJournal> {
    return new FileJournal(file, await open(file, 'a', 0o600));
  }

  append(line: string): void {
    this.waiting.push(line);
    if (this.waiting.length === 1) this.writing = this.writing.then(() => this.write());
  }

  async settled(): Promise<void> {
    await this.writing;
    if (this.failure) throw this.failure;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.handle.close();
  }

  private async write(): Promise<void> {
    const lines = this.waiting;
    this.waiting = [];
    // After a failed write the file may end in half a line; a line after it would be taken for damage at the next start.
    if (this.failure) return;
    try {
      await this.handle.appendFile(lines.join('\n') + '\n');
      await this.handle.datasync();
    } catch (cause) {
      this.failure = new JournalIsNotWritable(this.file, cause);
    }
  }
}
