import type { RunClaim, RunPhase, RunProgress, SweepRun } from '#core';

/** What comes after a step of a run. */
export type Next = { kind: 'goes-on'; progress: RunProgress } | { kind: 'ends'; state: 'done' | 'failed' | 'held'; detail: string | null };

/** A part of a run, in steps that may each be made again: a worker may die after any of them. */
export interface Phase {
  step(claim: RunClaim): Promise<Next>;
  /** What to do when the outside does not let the phase go on. What it did not see is never taken for absent. */
  giveUp(claim: RunClaim, why: string): Promise<Next>;
}

export const progressOf = ({ phase, cursor, done, total, fleet, hub, tries, hindrance }: SweepRun): RunProgress => ({ phase, cursor, done, total, fleet, hub, tries, hindrance });

/** The same phase, further on. */
export const goOn = (run: SweepRun, change: Partial<RunProgress>): Next => ({ kind: 'goes-on', progress: { ...progressOf(run), tries: 0, ...change } });

/** The next phase, from its beginning. */
export const enter = (run: SweepRun, phase: RunPhase, change: Partial<RunProgress> = {}): Next =>
  goOn(run, { phase, cursor: null, done: 0, total: null, ...change });
