import { allowedPerMinute, type HubCategory, type HubEdition } from './hub-edition.js';

/** How fast a budget may be used. */
export interface Pace {
  /** Operations a minute at most. */
  perMinute: number;
  /** The part of it to begin with, 0 to 1. */
  firstShare: number;
  /** However often the hub slows us down, this part stays. */
  leastShare: number;
  /** Nobody told us what the hub allows: the share rises only while there is something to do, so that rest proves nothing. */
  learns: boolean;
}

/** Where a budget stands. Times in ms since the epoch. */
export interface Budget {
  /** Up to here all operations are spoken for. */
  spokenFor: number;
  /** The part of the pace that is used, at `shareAt`; it doubles every minute, up to 1. */
  share: number;
  shareAt: number;
  /** The last time that the hub slowed us down. */
  slowedAt: number;
  /** Nothing goes until then. */
  closedUntil: number;
}

/** So many operations, in so many ms from now; or nothing for so many ms. */
export type Slice = { operations: number; inMs: number } | { closedMs: number };

/** The hub is slower than we thought. */
export interface Slowdown {
  /** What stays of the share, 0 to 1. */
  keep: number;
  /** When the call that showed it was sent, ms ago. It says nothing about a pace that was taken since. */
  sentAgoMs: number;
  /** The hub asked for this wait, ms; 0 when it did not. */
  closeMs: number;
}

/**
 * What we leave of what the hub allows. Together with one slice at the start and one saved up it makes the whole: in no minute,
 * wherever it begins, is more sent than the hub allows.
 */
const PART_OF_ALLOWED = 0.98;
/** What is taken at once, in time. Long enough for a call with many devices, short enough for an urgent one to get in between. */
export const SLICE_MS = 600;
const DOUBLES_IN_MS = 60_000;
/** While it learns, a pause of more than this counts as rest. */
const REST_MS = 2_000;
/** For a hub of which we know nothing: one that large. */
const UNKNOWN: HubEdition = { sku: 'S3', units: 10 };
const SMALLEST: HubEdition = { sku: 'S1', units: 1 };
const FIRST_GUESS: HubEdition = { sku: 'S3', units: 1 };

/** How fast a hub may be called. Without an edition it is learnt from the hub: from a guess on, up while it keeps up, down when it does not. */
export function paceOf(edition: HubEdition | null, category: HubCategory): Pace {
  const most = allowedPerMinute(edition ?? UNKNOWN, category);
  return {
    perMinute: most * PART_OF_ALLOWED,
    firstShare: edition ? 1 : allowedPerMinute(FIRST_GUESS, category) / most,
    leastShare: edition ? 0.05 : (0.2 * allowedPerMinute(SMALLEST, category)) / most,
    learns: edition === null,
  };
}

export const newBudget = ({ firstShare }: Pace, now: number): Budget => ({ spokenFor: 0, share: firstShare, shareAt: now, slowedAt: 0, closedUntil: 0 });

/** The share as it has grown by now. */
export function shareAt(budget: Budget, pace: Pace, now: number): number {
  const passed = Math.max(0, now - budget.shareAt);
  return Math.min(1, budget.share * 2 ** (Math.min(passed, pace.learns ? REST_MS : passed) / DOUBLES_IN_MS));
}

/** What a process asks of a budget. */
export interface Ask {
  pace: Pace;
  /** For so many calls that wait. */
  most: number;
  /** And so many for calls to come within a slice, where nobody stands in line. 0 when not told. */
  ahead?: number;
}

/** Takes up to `most` operations out of the budget, and `ahead` more where the budget is not at its limit; at most one slice. */
export function takeFrom(budget: Budget, { pace, most, ahead = 0 }: Ask, now: number): { slice: Slice; budget: Budget } {
  const share = shareAt(budget, pace, now);
  const grown = { ...budget, share, shareAt: now };
  if (now < budget.closedUntil) return { slice: { closedMs: budget.closedUntil - now }, budget: grown };

  const perMs = (pace.perMinute * share) / 60_000;
  const isAhead = ahead > 0 && budget.spokenFor <= now;
  const operations = Math.min(most + (isAhead ? ahead : 0), Math.max(1, Math.floor(perMs * SLICE_MS)));
  // A slice that nobody took is saved up, so that a timer that comes late costs nothing; a longer rest is not. What is taken ahead is
  // used up to a slice late itself, so nothing is saved up for it.
  const from = Math.max(budget.spokenFor, isAhead ? now : now - SLICE_MS);
  return { slice: { operations, inMs: Math.max(0, from - now) }, budget: { ...grown, spokenFor: from + operations / perMs } };
}

/** The budget after a sign that the hub is slower than we thought. */
export function slowDown(budget: Budget, { pace, slowdown }: { pace: Pace; slowdown: Slowdown }, now: number): Budget {
  const closedUntil = Math.max(budget.closedUntil, now + slowdown.closeMs);
  if (now - slowdown.sentAgoMs < budget.slowedAt) return { ...budget, closedUntil };
  const share = Math.max(pace.leastShare, shareAt(budget, pace, now) * slowdown.keep);
  return { ...budget, share, shareAt: now, slowedAt: now, closedUntil };
}
