import type { HubEdition } from '../budget/hub-edition.js';
import type { Secret } from '../secret.js';

/** How we sign in to a hub. */
export type HubCredentials =
  | { kind: 'shared-access-policy'; policyName: string; key: Secret }
  | { kind: 'entra-id'; credential: EntraCredential };

export type EntraCredential =
  | { kind: 'client-secret'; tenantId: string; clientId: string; clientSecret: Secret }
  | { kind: 'workload-identity'; clientId: string | null }
  | { kind: 'managed-identity'; clientId: string | null };

/** One tenant's connection to an IoT Hub, opened. */
export interface HubConnection {
  id: string;
  tenantId: string;
  hostName: string;
  credentials: HubCredentials;
  /** What the hub was bought as; null when nobody said, then its limits are learnt. */
  edition: HubEdition | null;
  paused: boolean;
  /** Rises with every change of the connection, so that clients made for an older one are dropped. */
  revision: number;
}

/** One tenant's connection to its fleet manager, opened. */
export interface FleetConnection {
  tenantId: string;
  url: string;
  token: Secret;
  revision: number;
}

export type EventSourceKind = 'mender' | 'standard-webhooks';

/** A sender of webhooks. During a rotation two secrets are valid. */
export interface EventSource {
  id: string;
  tenantId: string;
  kind: EventSourceKind;
  secrets: readonly Secret[];
}
