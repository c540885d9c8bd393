/** What the hub emulator's ledger says of one minute. `asked` and `used` are operations, the others are requests. */
export interface LedgerMinute {
  minute: number;
  asked: number;
  used: number;
  waited: number;
}

/** What was used of the limit in the minutes that count, 1 for all of it. */
export interface Shares {
  /** Minutes that count. Without any the other figures are NaN. */
  minutes: number;
  lowest: number;
  mean: number;
  highest: number;
}

/**
 * The shares of the minutes from the second in which anything was used to the last full one, so without the minute of the start and
 * the one in which the work ran out. A minute that is missing in between was not used at all. A request that was held back
 * may open a minute again that was over, so a minute may come twice.
 */
export function readShares(ledger: readonly LedgerMinute[], allowed: number): Shares {
  const used = new Map<number, number>();
  for (const { minute, used: some } of ledger) if (some > 0) used.set(minute, (used.get(minute) ?? 0) + some);
  const [first, last] = [Math.min(...used.keys()), Math.max(...used.keys())];
  const shares: number[] = [];
  for (let minute = first + 1; minute < last; minute++) shares.push((used.get(minute) ?? 0) / allowed);
  if (shares.length === 0) return { minutes: 0, lowest: NaN, mean: NaN, highest: NaN };
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { minutes: shares.length, lowest: Math.min(...shares), mean, highest: Math.max(...shares) };
}
