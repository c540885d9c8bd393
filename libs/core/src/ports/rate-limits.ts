/** What is counted: every request of a caller; the attempts of an address to sign in that failed; and what it sent to an event source without a good signature. */
export type CountedThing = 'requests' | 'failed-sign-ins' | 'bad-signatures';

export interface Allowance {
  /** False when this one was too many. */
  granted: boolean;
  /** So many in each window. */
  quota: number;
  windowS: number;
  /** How many are left in this window. */
  left: number;
  /** Until the window ends, in whole seconds, at least 1. */
  resetS: number;
}

/** Counts what callers do in windows of a minute. A counter that cannot be reached counts here instead: it never refuses, and never fails. */
export abstract class RateLimits {
  abstract count(what: CountedThing, who: string): Promise<Allowance>;
}
