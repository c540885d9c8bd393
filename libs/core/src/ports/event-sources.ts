import type { EventSourceSummary } from '../connections/connections.js';
import type { Secret } from '../secret.js';

/** The administration of event sources. Another tenant's source is not found. */
export abstract class EventSources {
  abstract list(tenantId: string): Promise<EventSourceSummary[]>;

  /** Throws NotFound. */
  abstract find(tenantId: string, id: string): Promise<EventSourceSummary>;

  /**
   * The new secret is valid at once, and the one before it for `overlapMs` more. Older ones end within a second. Throws NotFound.
   */
  abstract rotate(tenantId: string, id: string, secret: Secret, overlapMs: number): Promise<EventSourceSummary>;

  /** What came from the source stays. Its webhooks are refused within a second. Throws NotFound. */
  abstract remove(tenantId: string, id: string): Promise<void>;
}
