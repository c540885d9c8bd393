import type { HubConnection } from '../connections/connections.js';
import type { HubEntry } from '../drift/compare.js';
import type { DeviceTags } from './seen-tags.js';

export interface HubCounts {
  enabled: number;
  disabled: number;
}

export interface SurveyPage {
  entries: (HubEntry & DeviceTags)[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
}

/**
 * A look at a whole hub, in the lane `sweep` and at most at the sweep's part of each budget. Changes nothing. Every failure is
 * thrown as one of the named failures.
 */
export abstract class HubSurvey {
  /** How many identities there are, ours or not. Costs a registry operation. */
  abstract counts(connection: HubConnection): Promise<HubCounts>;

  /** One page of the index, which may be minutes old: enough to suspect, never to decide. Costs a query. */
  abstract page(connection: HubConnection, cursor: string | null): Promise<SurveyPage>;

  /** One device as it is now, or null when the registry says that there is none. Costs a twin read, and a registry operation where there is no twin. */
  abstract look(connection: HubConnection, deviceId: string): Promise<HubEntry | null>;
}
