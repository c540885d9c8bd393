import { SweepRuns, type RunClaim, type RunProgress } from '#core';
import type { Database } from './database.js';
import type { Sealing } from './sealing.js';
import { storableText } from './storable-text.js';
import { runClaimOf, type ClaimedRunRow } from './sweep-run-rows.js';
import { BEGIN_DUE, END_RUN, FORGET_OLD, FORGET_SIGHTS, RENEW_RUN, SAVE_RUN, TAKE_RUN } from './sweep-run-statements.js';

export class PostgresSweepRuns extends SweepRuns {
  /** `leaseMs`: after a worker's death, the longest that its run stands still. */
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly leaseMs: number,
  ) {
    super();
  }

  override async takeDue(intervalMs: number): Promise<RunClaim | null> {
    await this.database.run(BEGIN_DUE, [intervalMs]);
    const [row] = await this.database.run<ClaimedRunRow>(TAKE_RUN, [this.leaseMs]);
    return row ? runClaimOf(row, this.sealing, { leaseMs: this.leaseMs, intervalMs }) : null;
  }

  override async renew({ run, fence, leaseMs }: RunClaim): Promise<boolean> {
    return (await this.database.run(RENEW_RUN, [run.id, fence, leaseMs])).length > 0;
  }

  override save(claim: RunClaim, progress: RunProgress): Promise<boolean> {
    return this.#save(claim, progress, { afterMs: claim.leaseMs, why: null });
  }

  override async putOff(claim: RunClaim, progress: RunProgress, wait: { afterMs: number; why: string | null }): Promise<void> {
    await this.#save(claim, progress, wait);
  }

  override async end({ run, fence }: RunClaim, { state, detail }: { state: 'done' | 'failed' | 'held'; detail: string | null }): Promise<void> {
    const takesPlace = run.kind === 'sweep' && !run.dryRun && state !== 'failed';
    const [ended] = await this.database.run<{ replaced: string[] }>(END_RUN, [run.id, fence, state, detail, takesPlace]);
    if (!ended) return;
    for (const id of [...ended.replaced, ...(state === 'held' ? [] : [run.id])]) await this.#forget(id);
    for (const statement of FORGET_OLD) await this.database.run(statement, [run.tenantId]);
  }

  async #forget(id: string): Promise<void> {
    for (const statement of FORGET_SIGHTS) await this.database.run(statement, [id]);
  }

  async #save({ run, fence }: RunClaim, { phase, cursor, done, total, fleet, hub, tries, hindrance }: RunProgress, { afterMs, why }: { afterMs: number; why: string | null }): Promise<boolean> {
    return (await this.database.run(SAVE_RUN, [run.id, fence, afterMs, phase, cursor, done, total, fleet, hub, tries, hindrance && storableText(hindrance), why && storableText(why)])).length > 0;
  }
}
