import type { EditionParts } from '../budget/hub-edition.js';
import type { Description, HubTarget, IntegrationSummary, MovePlan } from '../connections/connections.js';

/** Names an integration at the version that the caller saw. */
export interface SeenIntegration {
  tenantId: string;
  id: string;
  /** The revision that the change is meant for; null for whatever it is now. */
  revision: number | null;
}

/**
 * The administration of hub connections. Another tenant's integration is not found. A change for an older revision throws
 * IntegrationStale and changes nothing; each change raises the revision.
 */
export abstract class Integrations {
  abstract list(tenantId: string): Promise<IntegrationSummary[]>;

  /** Throws NotFound. */
  abstract find(tenantId: string, id: string): Promise<IntegrationSummary>;

  /** What is left out stays as it is. Throws NotFound, IntegrationStale, and InvalidRequest where half an edition would be left. */
  abstract describe(seen: SeenIntegration, details: Partial<Description & EditionParts>): Promise<IntegrationSummary>;

  /** A paused hub is left alone; the devices that waited go on when it is resumed. Throws NotFound, IntegrationStale. */
  abstract pause(seen: SeenIntegration, paused: boolean): Promise<IntegrationSummary>;

  /** Other credentials for the same hub. Wakes the devices that waited for them. Throws NotFound, IntegrationStale. */
  abstract changeCredentials(seen: SeenIntegration, target: HubTarget): Promise<IntegrationSummary>;

  /** What `move` would do. Throws NotFound. */
  abstract planMove(tenantId: string, id: string, to: string): Promise<MovePlan>;

  /**
   * Another hub takes the place of this one. In one transaction the record of every device forgets the old hub, passes at
   * work lose their lease, and the devices wake to look at the new one. What the old one was bought as is forgotten. Throws NotFound, IntegrationStale.
   */
  abstract move(seen: SeenIntegration, target: HubTarget): Promise<IntegrationSummary>;

  /**
   * Forgets the connection, and with it what every device's record says of the hub, which stays as it is. Without `detach` only when
   * no device is in the hub. Throws NotFound, IntegrationStale, IntegrationInUse.
   */
  abstract remove(seen: SeenIntegration, options: { detach: boolean }): Promise<void>;
}
