import type { Failure } from './failures.js';
import type { Reason } from './reasons.js';

/**
 * How a pass ended. `in-sync`: nothing left to do. `changed`: look again at once. `wait`: look again after a while, and why; with
 * `backsOff` it failed, and only news of the device are worth a try before. `dead`: trying again cannot help; somebody must act.
 */
export type Outcome =
  | { kind: 'in-sync'; reason: Reason }
  | { kind: 'changed'; reason: Reason }
  | { kind: 'wait'; reason: Reason; afterMs: number; detail?: string; byHub?: boolean; backsOff?: boolean }
  | { kind: 'dead'; reason: Reason; detail: string };

const FIRST_RETRY_MS = 1_000;
/** The first wait for a hub that fails is longer: by its end, the calls of others have told whether it fails for all of them. */
const FIRST_OF_HUB_MS = 4 * FIRST_RETRY_MS;
const LAST_RETRY_MS = 30 * 60_000;
/** Failed passes in a row, after which a device is given up: one to two hours. */
export const MOST_ATTEMPTS = 12;
/** Patience counts no further: then it asks every two to four minutes. */
const PATIENT_ATTEMPTS = 8;
/** A picture that is old is looked at anew at once so often. */
const AT_ONCE = 3;

/** The failures in a row before this one that count. */
export interface Before {
  attempts: number;
  /** When the last pass failed: how much of the wait that it asked for is left, ms; zero or less when it is over. Null when it did not fail. */
  waitLeftMs: number | null;
}

/**
 * What a named failure makes of a pass. `random` is in [0, 1). The back-off doubles from 1 s, or 4 s where the hub fails, to half an
 * hour, each wait somewhere between half and the whole of it: so a fleet does not come back in one wave, and yet an outage of so
 * many seconds is never asked more often than its logarithm. (From zero to the whole would spread better, and promise nothing of
 * the kind.) A device that fails by itself is given up after two hours at most; one that waits for others never is.
 */
export function outcomeOf(failure: Failure, before: Before, random: number): Outcome {
  const { retry } = failure;
  const { attempts } = before;
  switch (retry.kind) {
    case 'never':
      return { kind: 'dead', reason: failure.code, detail: failure.message };
    case 'after':
      return { kind: 'wait', reason: failure.code, afterMs: retry.ms, detail: failure.message, byHub: true };
    case 'in-turn':
      return { kind: 'wait', reason: failure.code, afterMs: retry.ms };
    case 'when-mended':
      return { kind: 'wait', reason: failure.code, afterMs: retry.ms, detail: failure.message };
    case 'look-again':
      if (attempts < AT_ONCE) return { kind: 'changed', reason: failure.code };
      return isGivenUp(failure, before) ? givenUp(failure, attempts) : backOff(failure, attempts, { random });
    case 'back-off':
      if (isEarly(before)) return { kind: 'wait', reason: failure.code, afterMs: Math.ceil(before.waitLeftMs), detail: failure.message, backsOff: true };
      return isGivenUp(failure, before) ? givenUp(failure, attempts) : backOff(failure, attempts, { random, firstMs: FIRST_OF_HUB_MS });
    case 'patience':
      return backOff(failure, attempts, { random });
  }
}

/**
 * How many failures in a row count after this one. What a hub fails with for the first time is not held against the device:
 * should the hub fail for all, that will be known by the next time. News of the device may bring that next time too early, so what
 * fails before the wait is over is not held against it either, and does not make the wait longer.
 */
export function attemptsAfter({ retry }: Failure, before: Before): number {
  const { attempts, waitLeftMs } = before;
  switch (retry.kind) {
    case 'after':
    case 'in-turn':
    case 'when-mended':
      return attempts;
    case 'patience':
      return Math.max(attempts, Math.min(attempts + 1, PATIENT_ATTEMPTS));
    case 'back-off':
      return isEarly(before) || (attempts === 0 && waitLeftMs === null) ? attempts : attempts + 1;
    case 'never':
    case 'look-again':
      return attempts + 1;
  }
}

const isEarly = (before: Before): before is Before & { waitLeftMs: number } => before.waitLeftMs !== null && before.waitLeftMs > 0;

const isGivenUp = (failure: Failure, before: Before): boolean => attemptsAfter(failure, before) > MOST_ATTEMPTS;

const givenUp = ({ code, message }: Failure, attempts: number): Outcome => ({
  kind: 'dead',
  reason: code,
  detail: `${message} It was given up after ${attempts + 1} attempts; an event, a wake or a replay gives it all of them again.`,
});

function backOff(failure: Failure, attempts: number, { random, firstMs = FIRST_RETRY_MS }: { random: number; firstMs?: number }): Outcome {
  const whole = Math.min(LAST_RETRY_MS, firstMs * 2 ** Math.min(attempts, 20));
  return { kind: 'wait', reason: failure.code, detail: failure.message, afterMs: Math.round(whole * (0.5 + random / 2)), backsOff: true };
}
