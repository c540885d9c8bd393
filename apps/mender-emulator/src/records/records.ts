import type { Configuration, Deployment, Device, Integration } from '../model.js';
import type { Journal } from './journal.js';

/** What is kept, by kind. Every record has an `id`. */
export interface RecordKinds {
  device: Device;
  configuration: Configuration;
  deployment: Deployment;
  integration: Integration;
}
export type RecordKind = keyof RecordKinds;

/** One line of the journal: a record as it is from now on, or one that is gone. */
export type JournalEntry =
  | { readonly [K in RecordKind]: { readonly put: K; readonly record: RecordKinds[K] } }[RecordKind]
  | { readonly remove: RecordKind; readonly id: string };

type Tables = { [K in RecordKind]: Map<string, RecordKinds[K]> };

/** The whole state of the fleet: in memory for reading, every change also told to the journal. */
export class Records {
  private readonly tables: Tables = { device: new Map(), configuration: new Map(), deployment: new Map(), integration: new Map() };
  private journal: Journal | undefined;

  /** Records of one kind, in the order in which they were first put. */
  of<K extends RecordKind>(kind: K): ReadonlyMap<string, RecordKinds[K]> {
    return this.tables[kind];
  }

  put<K extends RecordKind>(kind: K, record: RecordKinds[K]): void {
    this.tables[kind].set(record.id, record);
    this.journal?.append(JSON.stringify({ put: kind, record }));
  }

  remove(kind: RecordKind, id: string): void {
    if (this.tables[kind].delete(id)) this.journal?.append(JSON.stringify({ remove: kind, id }));
  }

  /** Resolves when every change made so far is on disk; rejects when that failed. */
  settled(): Promise<void> {
    return this.journal?.settled() ?? Promise.resolve();
  }

  /** Takes over one entry of a journal that is being read back. */
  restore(entry: JournalEntry): void {
    if ('remove' in entry) this.tables[entry.remove].delete(entry.id);
    else (this.tables[entry.put] as Map<string, unknown>).set(entry.record.id, entry.record);
  }

  /** The shortest journal that leads to this state. */
  *entries(): Generator<JournalEntry> {
    for (const put of Object.keys(this.tables) as RecordKind[]) {
      for (const record of this.tables[put].values()) yield { put, record } as JournalEntry;
    }
  }

  /** From now on, changes are told to this journal. */
  keepIn(journal: Journal): void {
    this.journal = journal;
  }

  async close(): Promise<void> {
    await this.journal?.close();
  }
}
