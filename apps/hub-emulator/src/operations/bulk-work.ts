import type { HubState } from '../hubs/hub-state.js';
import type { Instant } from '../instant.js';
import type { Switches } from '../switches.js';

/** What an entry of a bulk works on, be it a request's or a job's. */
export interface BulkWork {
  readonly hub: HubState;
  readonly now: Instant;
  readonly switches: Switches;
}
