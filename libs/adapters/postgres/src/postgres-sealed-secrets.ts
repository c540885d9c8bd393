import { KeyMissing, SealedSecrets, type KeyUse, type KeyUses, type Rewrapped } from '#core';
import type { Database } from './database.js';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.js';
import { beforeAll, countUses, readOlder, replace } from './sealed-statements.js';
import type { Sealing } from './sealing.js';

/** Small enough that no row is held for longer than some milliseconds. */
const BATCH = 500;
/** Rows that were held by others, or written with an older key meanwhile, are met again in the next round. */
const ROUNDS = 5;

interface Older {
  tenantId: string;
  key: string[];
  envelope: Buffer;
}

export class PostgresSealedSecrets extends SealedSecrets {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {
    super();
  }

  override async uses(): Promise<KeyUses> {
    const uses: KeyUse[] = [];
    for (const column of SEALED_COLUMNS) {
      const rows = await this.database.with((prisma) => prisma.$queryRawUnsafe<Omit<KeyUse, 'place'>[]>(countUses(column)));
      uses.push(...rows.map((row) => ({ place: `${column.table}.${column.column}`, ...row })));
    }
    return { known: this.sealing.keyIds, uses };
  }

  override async rewrap(tell: (done: number) => void = () => undefined): Promise<Rewrapped> {
    const troubles = new Map<string, string>();
    let records = 0;
    for (let round = 0, missed = 1; round < ROUNDS && missed > 0; round++) {
      missed = 0;
      troubles.clear();
      for (const column of SEALED_COLUMNS) {
        const batches = this.#batchesOf(column, (trouble, message) => troubles.set(trouble, message));
        for await (const batch of batches) {
          records += batch.replaced;
          missed += batch.missed;
          tell(records);
        }
      }
    }
    return { records, troubles: [...troubles.values()] };
  }

  /** From the first row of a column to its last, batch by batch. What was done by a run before is no longer among them. */
  async *#batchesOf(column: SealedColumn, note: (trouble: string, message: string) => void): AsyncGenerator<{ replaced: number; missed: number }> {
    const read = readOlder(column);
    for (let after = beforeAll(column), full = true; full; ) {
      const rows = await this.database.run<Older>(read, [this.sealing.newestHeader, BATCH, ...after]);
      full = rows.length === BATCH;
      after = rows.at(-1)?.key ?? after;
      const opened = rows.flatMap((row) => this.#reseal(column, row, note) ?? []);
      const replaced = opened.length === 0 ? 0 : await this.#replace(column, opened);
      yield { replaced, missed: opened.length - replaced };
    }
  }

  async #replace(column: SealedColumn, rows: readonly (Older & { after: Buffer })[]): Promise<number> {
    const parts = column.key.map((_, at) => rows.map(({ key }) => key[at]));
    const replaced = await this.database.run(replace(column), [rows.map(({ envelope }) => envelope), rows.map(({ after }) => after), ...parts]);
    return replaced.length;
  }

  /** Null for one that cannot be opened: it is left to whoever has its key. One example of each kind of trouble is enough to act on. */
  #reseal(column: SealedColumn, row: Older, note: (trouble: string, message: string) => void): (Older & { after: Buffer }) | null {
    const place = column.placeOf(row.tenantId, row.key);
    try {
      return { ...row, after: this.sealing.seal(this.sealing.open(row.envelope, place), place) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      note(`${column.table}.${column.column} ${error instanceof KeyMissing ? row.envelope.subarray(0, 2 + (row.envelope[1] ?? 0)).toString('hex') : 'altered'}`, error.message);
      return null;
    }
  }
}
