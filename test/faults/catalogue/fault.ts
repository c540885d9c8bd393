import type { Backend } from '../../support/lockstep.js';
import type { InvariantId } from '../invariants/invariant.js';
import type { Site } from '../run/site.js';

/** Ends what was begun. What every fault leaves behind, `FaultStack.mend` clears up. */
export type Heal = () => Promise<void>;

/** Something that goes wrong, by the number that docs/faults.md gives it. */
export interface Fault {
  id: `F${number}`;
  title: string;
  /** From its end to everything as it should be, ms. */
  boundMs: number;
  /** Where it can happen; both when nothing is said. */
  backends?: readonly Backend[];
  /** What it takes out of our hands: others act beside us, and what they do is theirs. */
  spares?: readonly InvariantId[];
  /** It befalls one hub alone: a tenant on another must not notice. */
  oneHubOnly?: boolean;
  /** Begins it, in a flavour that chance picks. */
  strike(site: Site): Promise<Heal>;
}

/** What cannot be made to happen here, or is tried in another way, and where. */
export interface TriedElsewhere {
  id: `F${number}`;
  title: string;
  suites: readonly string[];
  because: string;
}

/** Does one of the flavours. */
export const flavour = (site: Site, flavours: readonly (() => Promise<Heal>)[]): Promise<Heal> => site.chance.pick(flavours)();

export const nothingToHeal: Heal = () => Promise.resolve();
