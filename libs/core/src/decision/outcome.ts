import type { Failure } from './failures.js';
import type { Reason } from './reasons.js';

/**
 * How a pass ended. `in-sync`: nothing left to do. `changed`: look again at once. `wait`: look again after a while, and why.
 * `dead`: trying again cannot help; somebody must act.
 */
export type Outcome =
  | { kind: 'in-sync'; reason: Reason }
  | { kind: 'changed'; reason: Reason }
  | { kind: 'wait'; reason: Reason; afterMs: number; detail?: string; byHub?: boolean }
  | { kind: 'dead'; reason: Reason; detail: string };

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 5 * 60_000;

/**
 * What a named failure makes of a pass. `attempts` counts the failed passes before this one; `random` is in [0, 1).
 * The back-off doubles from 1 s to 5 min, each wait somewhere between half and the whole of it, so that a fleet does not
 * come back in one wave.
 */
export function outcomeOf(failure: Failure, attempts: number, random: number): Outcome {
  const { retry } = failure;
  switch (retry.kind) {
    case 'never':
      return { kind: 'dead', reason: failure.code, detail: failure.message };
    case 'after':
      return { kind: 'wait', reason: failure.code, afterMs: retry.ms, detail: failure.message, byHub: true };
    case 'in-turn':
      return { kind: 'wait', reason: failure.code, afterMs: retry.ms };
    case 'look-again':
      return attempts < 3 ? { kind: 'changed', reason: failure.code } : backOff(failure, attempts, random);
    case 'back-off':
      return backOff(failure, attempts, random);
  }
}

function backOff(failure: Failure, attempts: number, random: number): Outcome {
  const whole = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20));
  return { kind: 'wait', reason: failure.code, detail: failure.message, afterMs: Math.round(whole * (0.5 + random / 2)) };
}
