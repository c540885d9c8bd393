/** What the hub emulator's ledger says of one minute. `asked` and `used` are operations, the others are requests. */
export interface LedgerMinute {
  minute: number;
  asked: number;
  used: number;
  waited: number;
}

/** What the ledger says of one kind of operation since it was begun. `asked` and `used` are operations, `calls` and what was refused are requests. */
export interface Account {
  allowedPerMinute: number | null;
  calls: number;
  asked: number;
  used: number;
  /** Requests that the hub held back before it served or refused them. */
  waited: number;
  refused: Partial<Record<string, number>>;
  minutes: LedgerMinute[];
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

/** What a backlog has cost at the hub. */
export interface Cost {
  /** Operations that the hub granted. */
  used: number;
  /** Operations asked for, a device. */
  perDevice: number;
  /** Operations that the hub refused, and the part of all that they were. */
  refused: number;
  refusedShare: number;
  /** Requests that the hub held back. */
  heldBack: number;
}

/** Holds once nothing waits any more: what was asked for and not used then was refused. */
export function readCost({ asked, used, waited }: Pick<Account, 'asked' | 'used' | 'waited'>, devices: number): Cost {
  const refused = asked - used;
  return { used, perDevice: asked / devices, refused, refusedShare: asked === 0 ? 0 : refused / asked, heldBack: waited };
}
