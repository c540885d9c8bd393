import type { StoredEvent } from '../forwarding/forwarded-event.js';

/** How it stands with an event and one integration. */
export interface EventStanding {
  integrationId: string;
  success: boolean;
  error: string | null;
  statusCode: number | null;
}

export interface AcceptedEvent {
  event: StoredEvent;
  receivedAt: Date;
  /** Without those where nothing was tried yet. */
  standings: readonly EventStanding[];
}

export interface AcceptedEventsPage {
  /** Skips so many of the newest. */
  offset: number;
  limit: number;
  /** Only events that concern this integration. */
  integrationId: string | null;
}

/** What was accepted lately, for people who look. */
export abstract class AcceptedEvents {
  /** The events of the last seven days, newest first. */
  abstract list(tenantId: string, page: AcceptedEventsPage): Promise<AcceptedEvent[]>;
}
