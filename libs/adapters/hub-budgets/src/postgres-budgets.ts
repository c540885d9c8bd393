import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { FRESH_USE_MS, HubBudgets, HubCategory, SLICE_MS, sightsOf, type Budget, type BudgetKey, type BudgetSight, type BudgetUse, type Ask, type Slice, type Pace, type Slowdown } from '#core';
import { BUDGETS_OF, FORGET_BUDGETS, FORGET_USES, MAKE_BUDGET, REPORT_USE, SLOW_DOWN, TAKE, USES_OF, type Prepared } from './postgres-statements.js';

/** A pacer asks for one slice at a time, and each process has few pacers. */
const CONNECTIONS = 2;
const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
/** A connection that is not needed is kept for so long: a call to a hub would wait while another one is opened. */
const IDLE_MS = 300_000;
/**
 * No call to a hub waits until a slice is on disk. A server that loses its power loses what was taken in its last moments, which
 * is past before it is back, and whether a hub asked to be left alone, which it says again.
 */
const SESSION = '-c synchronous_commit=off';

interface BudgetRow {
  category: string;
  spoken_for: number;
  share: number;
  share_at: number;
  slowed_at: number;
  closed_until: number;
  now: number;
}

/** Budgets in PostgreSQL: the row's lock lets processes take one after the other, and the server's clock counts. */
export class PostgresBudgets extends HubBudgets {
  readonly #pool: pg.Pool;
  readonly #process = randomUUID();

  constructor(url: string) {
    super();
    this.#pool = new pg.Pool({
      connectionString: url,
      options: SESSION,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: ANSWER_MS,
      idleTimeoutMillis: IDLE_MS,
      keepAlive: true,
      application_name: 'lockstep-hub-budgets',
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.#pool.on('error', () => undefined);
  }

  override async take(key: BudgetKey, { pace, most, ahead = 0 }: Ask): Promise<Slice> {
    const row = await this.#change<{ operations: number | null; ms: number }>(TAKE, [...keyAndPace(key, pace), most, SLICE_MS, ahead], pace);
    return row.operations === null ? { closedMs: row.ms } : { operations: row.operations, inMs: row.ms };
  }

  override async slowDown(key: BudgetKey, { pace, slowdown }: { pace: Pace; slowdown: Slowdown }): Promise<void> {
    const { keep, sentAgoMs, closeMs } = slowdown;
    await this.#change(SLOW_DOWN, [...keyAndPace(key, pace), pace.leastShare, keep, sentAgoMs, closeMs], pace);
  }

  override async report(hubId: string, use: readonly BudgetUse[]): Promise<void> {
    await this.#pool.query({ ...FORGET_USES, values: [hubId, 6 * FRESH_USE_MS] });
    await this.#pool.query({ ...REPORT_USE, values: [hubId, this.#process, JSON.stringify(use)] });
  }

  override async look(hubId: string): Promise<BudgetSight[]> {
    const { rows: uses } = await this.#pool.query<{ use: BudgetUse[] }>(USES_OF, [hubId, FRESH_USE_MS]);
    const { rows: budgets } = await this.#pool.query<BudgetRow>(BUDGETS_OF, [hubId]);
    const known = new Map(budgets.map((row) => [HubCategory.parse(row.category), budgetIn(row)]));
    return sightsOf(uses.map(({ use }) => use), known, budgets[0]?.now ?? 0);
  }

  override async forget(hubId: string): Promise<void> {
    await this.#pool.query(FORGET_BUDGETS, [hubId]);
  }

  /** May be called more than once. */
  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }

  /** The first change of a budget makes its row. */
  async #change<Row extends pg.QueryResultRow>(statement: Prepared, values: readonly unknown[], pace: Pace): Promise<Row> {
    for (let attempt = 0; ; attempt++) {
      const { rows } = await this.#pool.query<Row>({ ...statement, values: [...values] });
      if (rows[0]) return rows[0];
      if (attempt === 2) throw new Error('The row of the budget was deleted while it was used.');
      await this.#pool.query(MAKE_BUDGET, [values[0], values[1], pace.firstShare]);
    }
  }
}

const keyAndPace = ({ hubId, category }: BudgetKey, { perMinute, learns }: Pace): unknown[] => [hubId, category, perMinute, learns];

const budgetIn = (row: BudgetRow): Budget => ({
  spokenFor: row.spoken_for,
  share: row.share,
  shareAt: row.share_at,
  slowedAt: row.slowed_at,
  closedUntil: row.closed_until,
});
