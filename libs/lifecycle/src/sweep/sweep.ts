import { Failure, SweepRuns, type Log, type RunClaim, type RunPhase } from '#core';
import { progressOf, type Next, type Phase } from './phase.js';

/** Failures in a row after which a phase is given up. */
const MAX_TRIES = 5;
const FIRST_RETRY_MS = 2_000;
/** Who has to wait longer than this goes on without. */
const LONGEST_WAIT_MS = 5 * 60_000;

type Around = (run: Pick<RunClaim['run'], 'tenantId' | 'id' | 'kind' | 'phase'>, work: () => Promise<void>) => Promise<void>;

/**
 * Looks at whole fleets, one tenant's at a time: lists the fleet, surveys the hub, compares, confirms what differs, and gives it
 * to the passes. Every step is saved, so that any worker goes on where another stopped.
 */
export class Sweep {
  #stopped = false;

  constructor(
    private readonly runs: SweepRuns,
    private readonly phases: Readonly<Record<RunPhase, Phase>>,
    private readonly log: Log,
    private readonly intervalMs: number,
  ) {}

  /**
   * Works on a run that is due until it ends, waits, or is taken by somebody else. False when none is due. `around` is given the work
   * on a run, and does it.
   */
  async run(around: Around = (_run, work) => work()): Promise<boolean> {
    const claim = this.#stopped ? null : await this.runs.takeDue(this.intervalMs);
    if (!claim) return false;
    const timer = setInterval(() => void this.runs.renew(claim).catch(() => undefined), claim.leaseMs / 3);
    try {
      await around(claim.run, () => this.#work(claim));
    } finally {
      clearInterval(timer);
    }
    return true;
  }

  /** The run under way ends after its step; another worker goes on with it. */
  stop(): void {
    this.#stopped = true;
  }

  async #work(claim: RunClaim): Promise<void> {
    for (;;) {
      if (this.#stopped) return this.runs.putOff(claim, progressOf(claim.run), { afterMs: 0, why: null });
      const next = await this.#step(claim);
      if (next === null) return;
      if (next.kind === 'ends') return this.#end(claim, next);
      if (!(await this.runs.save(claim, next.progress))) return;
      claim.run = { ...claim.run, ...next.progress };
    }
  }

  /** Null when the run was put off. */
  async #step(claim: RunClaim): Promise<Next | null> {
    const { run } = claim;
    const phase = this.phases[run.phase];
    try {
      return await phase.step(claim);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const afterMs = waitAfter(error, run.tries);
      if (run.tries + 1 >= MAX_TRIES || afterMs > LONGEST_WAIT_MS || error.retry.kind === 'never') {
        this.log.warn({ tenantId: run.tenantId, runId: run.id, phase: run.phase, reason: error.code }, 'A sweep goes on without what it could not see');
        claim.run = { ...run, hindrance: withHindrance(run.hindrance, error.message) };
        return phase.giveUp(claim, error.message);
      }
      // A survey whose place the hub does not know any more begins anew.
      const cursor = run.phase === 'survey' && run.tries > 0 ? null : run.cursor;
      await this.runs.putOff(claim, { ...progressOf(run), cursor, tries: run.tries + 1 }, { afterMs, why: `It waits and tries again. ${error.message}` });
      return null;
    }
  }

  async #end(claim: RunClaim, { state, detail }: Extract<Next, { kind: 'ends' }>): Promise<void> {
    const { tenantId, id: runId, kind } = claim.run;
    await this.runs.end(claim, { state, detail });
    if (state === 'held') this.log.error({ tenantId, runId, kind, detail }, 'A sweep would take many devices out of the hub; it stopped and asks');
    else this.log.info({ tenantId, runId, kind, state, detail }, 'A sweep ended');
  }
}

/** The same thing may hinder more than one phase. */
const withHindrance = (known: string | null, now: string): string => (known === null || known === now ? now : known.includes(now) ? known : `${known} ${now}`);

const waitAfter = ({ retry }: Failure, tries: number): number => (retry.kind === 'after' || retry.kind === 'in-turn' ? retry.ms : FIRST_RETRY_MS * 2 ** tries);
