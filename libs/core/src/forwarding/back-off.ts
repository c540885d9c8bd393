/** How often, and for how long, somebody who does not take an event is tried. */
export interface ForwardingTerms {
  /** The wait after the first attempt that failed, in ms; each further one is twice as long. */
  firstWaitMs: number;
  longestWaitMs: number;
  /** So long after it was accepted, an event is given up, in ms. */
  giveUpMs: number;
}

export const FORWARDING_TERMS: ForwardingTerms = { firstWaitMs: 2_000, longestWaitMs: 3_600_000, giveUpMs: 24 * 3_600_000 };

/** `random` in [0, 1) spreads the waits over half to all of their length, so that those who failed together do not come back together. */
export const waitAfter = (attempts: number, { firstWaitMs, longestWaitMs }: ForwardingTerms, random: number): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 40)) * (0.5 + random / 2);
