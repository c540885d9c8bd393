import { randomUUID } from 'node:crypto';
import { DriftRuns, NotFound, RunNotHeld, RunUnderWay, type RunWish, type SweepRun } from '#core';
import { isRowId } from './connection-rows.js';
import type { Database, Statement } from './database.js';
import { sweepRunOf, type SweepRunRow } from './sweep-run-rows.js';
import { APPROVE_RUN, DROP_RUN, FIND_RUN, FORGET_SIGHTS, LIST_RUNS, START_RUN } from './sweep-run-statements.js';

export class PostgresDriftRuns extends DriftRuns {
  constructor(private readonly database: Database) {
    super();
  }

  override async start(tenantId: string, { kind, dryRun, selection, askedBy }: RunWish): Promise<SweepRun> {
    const [row] = await this.#run(START_RUN, [randomUUID(), tenantId, kind, dryRun, selection && JSON.stringify(selection), askedBy]);
    if (!row) throw underWay(tenantId);
    return row;
  }

  override async approve(tenantId: string, id: string, by: string): Promise<SweepRun> {
    const [row] = isRowId(id) ? await this.#run(APPROVE_RUN, [tenantId, id, by]) : [];
    if (row) return row;
    const { state } = await this.#existing(tenantId, id);
    throw state === 'held' ? underWay(tenantId) : new RunNotHeld(`The run ${id} is ${state}; only a run that is held can be approved.`);
  }

  override async drop(tenantId: string, id: string, by: string): Promise<SweepRun> {
    const [row] = isRowId(id) ? await this.#run(DROP_RUN, [tenantId, id, by]) : [];
    if (!row) throw new RunNotHeld(`The run ${id} is ${(await this.#existing(tenantId, id)).state}, so there is nothing to drop.`);
    for (const statement of FORGET_SIGHTS) await this.database.run(statement, [id]);
    return row;
  }

  override async find(tenantId: string, id: string): Promise<SweepRun | null> {
    const [row] = isRowId(id) ? await this.#run(FIND_RUN, [tenantId, id]) : [];
    return row ?? null;
  }

  override list(tenantId: string, { limit, kind, state }: { limit: number; kind?: SweepRun['kind']; state?: SweepRun['state'] }): Promise<SweepRun[]> {
    return this.#run(LIST_RUNS, [tenantId, kind ?? null, state ?? null, limit]);
  }

  async #existing(tenantId: string, id: string): Promise<SweepRun> {
    const run = await this.find(tenantId, id);
    if (!run) throw new NotFound(`There is no run ${id.slice(0, 64)}.`);
    return run;
  }

  async #run(statement: Statement, values: readonly unknown[]): Promise<SweepRun[]> {
    return (await this.database.run<SweepRunRow>(statement, values)).map(sweepRunOf);
  }
}

const underWay = (tenantId: string): RunUnderWay => new RunUnderWay(`A run of the tenant ${tenantId} is under way. Wait for its end, or drop it.`);
