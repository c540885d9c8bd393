import type { Extent } from './compare.js';

/** What a run found, in numbers. */
export interface Reach {
  fleet: Extent;
  /** Devices that the fleet lists. */
  listed: number;
  /** Devices that we hold and that were not decommissioned. */
  held: number;
  /** Of those that we hold, how many the fleet lists. */
  heldAndListed: number;
  disables: number;
  deletes: number;
}

export type Verdict = { kind: 'free' } | { kind: 'held'; reason: HoldReason; detail: string };
export type HoldReason = 'fleet-is-empty' | 'fleet-is-another' | 'too-many';

/** So many devices may be disabled or deleted by a run without a word of an operator, however small the fleet. */
export const FREE_CHANGES = 20;
/** And up to this share of a larger one. */
export const FREE_SHARE = 0.05;

/**
 * May a run take devices out of the hub by itself? A wrong address, another tenant's token and a fleet manager in trouble look
 * like a fleet that was decommissioned, so the run that finds such a thing changes nothing and asks.
 */
export function guardOf({ fleet, listed, held, heldAndListed, disables, deletes }: Reach): Verdict {
  if (fleet === 'whole' && held > 0 && listed === 0) {
    return hold('fleet-is-empty', `The fleet manager lists no device at all, and ${devices(held)} should be in it. Check the URL and the token of the fleet connection.`);
  }
  if (fleet === 'whole' && held > 1 && heldAndListed === 0) {
    return hold('fleet-is-another', `The fleet manager lists ${devices(listed)}, and none of the ${held} that we hold. Check whether its URL and token are those of this fleet.`);
  }
  const changes = disables + deletes;
  if (changes > FREE_CHANGES && changes > FREE_SHARE * held) {
    return hold('too-many', `The run would disable ${disables} and delete ${deletes} of ${devices(held)}. Look at the findings, then approve the run or drop it.`);
  }
  return { kind: 'free' };
}

const hold = (reason: HoldReason, detail: string): Verdict => ({ kind: 'held', reason, detail });

const devices = (count: number): string => `${count} ${count === 1 ? 'device' : 'devices'}`;
