import type { Evidence } from './evidence.js';
import { I1 } from './i01-convergence.js';
import { I2 } from './i02-nothing-acknowledged-is-lost.js';
import { I3 } from './i03-what-was-never-told-is-found.js';
import { I4 } from './i04-nothing-newer-is-overwritten.js';
import { I5 } from './i05-one-at-a-time.js';
import { I6 } from './i06-effects-happen-once.js';
import { I7 } from './i07-the-right-secret.js';
import { I8 } from './i08-retries-are-bounded.js';
import { I9 } from './i09-dead-letters-can-be-replayed.js';
import { I10 } from './i10-the-hubs-pace-is-kept.js';
import { I11 } from './i11-secrets-stay-secret.js';
import { I12 } from './i12-nobody-gets-in.js';
import { I13 } from './i13-nothing-is-forgotten.js';
import { I14 } from './i14-neighbours-notice-nothing.js';
import type { Invariant, InvariantId } from './invariant.js';

export const INVARIANTS: readonly Invariant[] = [I1, I2, I3, I4, I5, I6, I7, I8, I9, I10, I11, I12, I13, I14];

export interface Violation {
  invariant: Invariant;
  what: string;
}

/** Asks every invariant, save those that a fault takes out of our hands. */
export const findViolations = (evidence: Evidence, spares: readonly InvariantId[] = []): Violation[] =>
  INVARIANTS.filter(({ id }) => !spares.includes(id)).flatMap((invariant) => invariant.violations(evidence).map((what) => ({ invariant, what })));
