const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/**
 * A clock that never shows the same time twice and never goes back, so that the times of two events tell their order.
 * Answers nanoseconds since 1970.
 */
export function nanoClock(wallMs: () => number = Date.now, monotonicNs: () => bigint = process.hrtime.bigint): () => bigint {
  let last = 0n;
  return () => {
    const now = BigInt(wallMs()) * NANOSECONDS_PER_MILLISECOND + (monotonicNs() % NANOSECONDS_PER_MILLISECOND);
    last = now > last ? now : last + 1n;
    return last;
  };
}

/** RFC 3339 in UTC with up to nine decimals and, as Go writes it, without closing zeros. */
export function formatNanos(nanoseconds: bigint): string {
  const seconds = new Date(Number(nanoseconds / NANOSECONDS_PER_MILLISECOND)).toISOString().slice(0, 19);
  const fraction = (nanoseconds % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}
