/** A moment in whole microseconds since 1970; 0 stands for never, which the service writes as the year 1. */
export type Instant = number;

export const NEVER: Instant = 0;

const NEVER_TEXT = '0001-01-01T00:00:00';

/**
 * Writes a moment as the service does: seven decimals at most, trailing zeros cut.
 * Source: the recorded sessions of Azure.Iot.Hub.Service (azure-sdk-for-net). In the answer to a create, and only there, `never` has no Z.
 */
export function formatInstant(at: Instant, zone: 'Z' | '' = 'Z'): string {
  if (at === NEVER) return NEVER_TEXT + zone;
  const seconds = Math.floor(at / 1_000_000);
  const decimals = String(at - seconds * 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const text = new Date(seconds * 1000).toISOString().slice(0, 19);
  return decimals === '' ? `${text}Z` : `${text}.${decimals}Z`;
}

/** Tells the time, never the same moment twice, so that two incarnations of a device never share a generation. */
export class Clock {
  #latest: Instant = NEVER;

  /** @param milliseconds where the time comes from; a test may give one that it moves by hand. */
  constructor(private readonly milliseconds: () => number = preciseNow) {}

  now(): Instant {
    this.#latest = Math.max(this.#latest + 1, Math.floor(this.milliseconds() * 1000));
    return this.#latest;
  }

  /** Whole seconds since 1970, for the expiry of tokens. */
  seconds(): number {
    return Math.floor(this.milliseconds() / 1000);
  }

  /** Milliseconds since 1970, with decimals. */
  nowMs(): number {
    return this.milliseconds();
  }
}

function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
