import type { EventSource, EventSourceKind, FleetConnection, HubConnection, HubCredentials, NewHubDetails } from '../connections/connections.js';
import type { DeviceInGroups, DeviceScope } from '../access/access.js';
import type { DeviceKey } from '../device-key.js';
import type { Secret } from '../secret.js';

/** What a caller saw of a fleet connection before it changes it. */
export type SeenFleet = number | 'none' | 'any';

/** The connections of tenants, stored sealed. */
export abstract class Connections {
  /**
   * Stores a tenant's hub connection; without an edition its limits are learnt. Throws HubAlreadyConnected when it has one, and IntegrationAlreadyThere
   * when it has a receiver and the hub is to be alone: of many that are added at once, one is. Wakes the devices that waited for it.
   */
  abstract addHub(tenantId: string, hostName: string, credentials: HubCredentials, details?: Partial<NewHubDetails>): Promise<HubConnection>;

  abstract findHub(tenantId: string): Promise<HubConnection | null>;

  /**
   * A device of the tenant and the tenant's hub, by one look. The device is null when it is not there, and just so when it is outside the scope,
   * as in `DeviceCatalog.find`.
   */
  abstract findWithHub(key: DeviceKey, scope: DeviceScope): Promise<{ device: DeviceInGroups | null; hub: HubConnection | null }>;

  /**
   * Sets or replaces a tenant's fleet connection, when it is as the caller saw it: of a revision, not there (`none`), or whatever it is. Throws
   * FleetStale. Wakes the devices that waited for it.
   */
  abstract putFleet(tenantId: string, url: string, token: Secret, seen?: SeenFleet): Promise<FleetConnection>;

  abstract findFleet(tenantId: string): Promise<FleetConnection | null>;

  /** Forgets a tenant's fleet connection; devices keep what was delivered. False when there is none. Throws FleetStale. */
  abstract removeFleet(tenantId: string, seen?: number | 'any'): Promise<boolean>;

  abstract addEventSource(tenantId: string, kind: EventSourceKind, secret: Secret): Promise<EventSource>;

  /**
   * The source of a webhook, or null when there is none of this id. The answer may be a second old, unless it is asked for `anew`.
   * Throws StoreIsAway.
   */
  abstract findEventSource(id: string, how?: { anew?: boolean }): Promise<EventSource | null>;

  abstract listEventSources(tenantId: string): Promise<EventSource[]>;
}
