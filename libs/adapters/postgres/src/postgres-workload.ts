import { Workload, isReason, type Awaited, type PassUnderWay, type Reason, type WakeUp, type WorkSeen } from '#core';
import type { Database } from './database.js';
import { KeptFor } from './kept-for.js';
import { AWAITED, UNDER_WAY, WAKE_UPS } from './workload-statements.js';

/** With a large backlog a look reads every device of it; for this long the last one will do, in ms. */
const LOOK_MS = 2_000;

/** A row whose reason may be one that a newer version knows. */
type Row<T extends { reason: Reason | null }> = Omit<T, 'reason'> & { reason: string | null };

export class PostgresWorkload extends Workload {
  readonly #last = new KeptFor<WorkSeen>(LOOK_MS);

  constructor(private readonly database: Database) {
    super();
  }

  override look(tenantId: string, limit: number): Promise<WorkSeen> {
    return this.#last.get(`${tenantId} ${limit}`, () => this.#look(tenantId, limit));
  }

  /** One statement after the other: a look must not take connections away from the work. */
  async #look(tenantId: string, limit: number): Promise<WorkSeen> {
    const passes = await this.database.run<PassUnderWay & { count: number }>(UNDER_WAY, [tenantId, limit]);
    const wakeUps = await this.database.run<Row<WakeUp>>(WAKE_UPS, [tenantId, limit]);
    const awaited = await this.database.run<Row<Awaited>>(AWAITED, [tenantId]);
    return {
      underWay: { count: passes[0]?.count ?? 0, first: passes.map(({ count: _all, ...pass }) => pass) },
      wakeUps: wakeUps.map(withReason),
      awaited: awaited.map(withReason),
    };
  }
}

const withReason = <T extends { reason: string | null }>(row: T): Omit<T, 'reason'> & { reason: Reason | null } => ({ ...row, reason: row.reason !== null && isReason(row.reason) ? row.reason : null });
