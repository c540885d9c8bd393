import type { Failure } from './failures.js';
import type { Reason } from './reasons.js';

/** The one change that a round of a pass makes. Each may be repeated without harm. */
export type Step =
  | { kind: 'create-identity'; reason: Reason }
  | { kind: 'adopt-identity'; reason: Reason }
  | { kind: 'set-status'; reason: Reason; status: 'enabled' | 'disabled' }
  | { kind: 'delete-identity'; reason: Reason }
  | { kind: 'deliver-connection'; reason: Reason }
  /** Our next key takes the place of the secondary one. */
  | { kind: 'add-key'; reason: Reason }
  /** The next key becomes the primary one, and nothing of the old ones stays. */
  | { kind: 'promote-key'; reason: Reason }
  | { kind: 'note-delivery'; reason: Reason }
  | { kind: 'note-confirmation'; reason: Reason };

export type StepKind = Step['kind'];

/** Steps that change something outside. Their intent is logged before; the others only write down what was seen. */
export const hasEffect = (step: Step): boolean => !['adopt-identity', 'note-delivery', 'note-confirmation'].includes(step.kind);

/** What `decide` answers: a step to take, a wait that names what for, a failed look that nothing can be decided without, or rest. */
export type Decision =
  | { kind: 'step'; step: Step }
  | { kind: 'wait'; reason: Reason; afterMs: number }
  | { kind: 'fail'; failure: Failure }
  | { kind: 'rest'; reason: Reason };
