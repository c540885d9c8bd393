import type { HubState } from '../hubs/hub-state.js';
import type { Instant } from '../instant.js';
import type { Switches } from '../switches.js';
import type { ThrottleClock } from '../throttle/throttle-clock.js';

/** Why a job failed that ran when the emulator stopped. */
export const CUT_OFF = 'The emulator was stopped while the job ran.';

/** What a job works with: the same devices and limits as requests. */
export interface JobContext {
  readonly hub: HubState;
  readonly throttleClock: ThrottleClock;
  now(): Instant;
  switches(): Switches;
  /** Aborted when the emulator stops; jobs end where they are. */
  readonly stopping: AbortSignal;
  /** Told of errors that are the emulator's own. */
  readonly onProblem: (error: unknown) => void;
}
