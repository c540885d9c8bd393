import type { RunClaim, RunProgress, RunWish, SweepRun } from '../drift/run.js';

/** The runs of sweeps, for whoever works on them. One worker at a time has one. */
export abstract class SweepRuns {
  /** Takes a run that nobody works on, or begins one for a tenant whose last is `intervalMs` ago. Null when there is nothing to do. */
  abstract takeDue(intervalMs: number): Promise<RunClaim | null>;

  /** Makes the lease last its whole time from now. False when another worker has the run, or an operator dropped it. */
  abstract renew(claim: RunClaim): Promise<boolean>;

  /** Saves where the run stands, and renews the lease. False as above. */
  abstract save(claim: RunClaim, progress: RunProgress): Promise<boolean>;

  /** Gives the run back, for anybody to go on with after a while; `why` is what an operator reads until then. */
  abstract putOff(claim: RunClaim, progress: RunProgress, wait: { afterMs: number; why: string | null }): Promise<void>;

  /** Ends the run, or holds it. A run that ends takes the place of an older one that is held, and what it saw is forgotten. */
  abstract end(claim: RunClaim, end: { state: 'done' | 'failed' | 'held'; detail: string | null }): Promise<void>;
}

/** The runs of sweeps, for operators. */
export abstract class DriftRuns {
  /** Asks for a run; a worker takes it up. Throws RunUnderWay. */
  abstract start(tenantId: string, wish: RunWish): Promise<SweepRun>;

  /** Lets a held run go on. Throws NotFound, RunNotHeld, RunUnderWay. */
  abstract approve(tenantId: string, id: string, by: string): Promise<SweepRun>;

  /** Ends a held run, or one at work, with nothing more done. Throws NotFound, RunNotHeld. */
  abstract drop(tenantId: string, id: string, by: string): Promise<SweepRun>;

  abstract find(tenantId: string, id: string): Promise<SweepRun | null>;

  /** Newest first; of one kind and state, where named. */
  abstract list(tenantId: string, page: { limit: number; kind?: SweepRun['kind']; state?: SweepRun['state'] }): Promise<SweepRun[]>;
}
