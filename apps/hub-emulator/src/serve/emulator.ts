import type { Entra } from '../access/entra.js';
import type { StandingFaults } from '../faults/standing-faults.js';
import type { Hub } from '../hubs/hub.js';
import type { Clock } from '../instant.js';
import type { Journal } from '../journal/journal.js';
import type { SwitchBoard } from '../switches.js';
import type { ThrottleClock } from '../throttle/throttle-clock.js';

/** All that a running emulator consists of, apart from its socket. */
export interface Emulator {
  /** By host name. */
  readonly hubs: ReadonlyMap<string, Hub>;
  readonly journal: Journal;
  readonly faults: StandingFaults;
  readonly switches: SwitchBoard;
  readonly clock: Clock;
  /** Absent: tokens of Entra ID are refused. */
  readonly entra: Entra | undefined;
  /** The time of throttles and quotas. */
  readonly throttleClock: ThrottleClock;
  /** Aborted when the emulator stops; ends ordered delays. */
  readonly stopping: AbortSignal;
  /** Told of errors that are the emulator's own. */
  readonly onProblem: (error: unknown) => void;
}
