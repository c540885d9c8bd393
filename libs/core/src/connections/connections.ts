import type { HubEdition } from '../budget/hub-edition.js';
import type { Secret } from '../secret.js';
import type { Trouble } from './hub-test.js';

/** How we sign in to a hub. */
export type HubCredentials =
  /** With the other key of the policy too, either may be regenerated while we work: when the hub refuses one, the other is used. */
  | { kind: 'shared-access-policy'; policyName: string; key: Secret; secondKey?: Secret }
  | { kind: 'entra-id'; credential: EntraCredential };

export type EntraCredential =
  | { kind: 'client-secret'; tenantId: string; clientId: string; clientSecret: Secret }
  /** `certificate` is PEM: the certificate and its private key, one after the other. */
  | { kind: 'certificate'; tenantId: string; clientId: string; certificate: Secret }
  | { kind: 'workload-identity'; clientId: string | null }
  | { kind: 'managed-identity'; clientId: string | null };

/** What keeps every device of a connection from going on, since when. It is tried every few seconds whether it is over. */
export interface ConnectionTrouble extends Trouble {
  since: Date;
}

/** One tenant's connection to an IoT Hub, opened. */
export interface HubConnection {
  id: string;
  tenantId: string;
  hostName: string;
  credentials: HubCredentials;
  /** What the hub was bought as; null when nobody said, then its limits are learnt. */
  edition: HubEdition | null;
  paused: boolean;
  /** Null while all is well, as far as we know. */
  trouble: ConnectionTrouble | null;
  /** Rises with every change of the connection, so that clients made for an older one are dropped. */
  revision: number;
}

/** A hub and how to sign in to it. */
export type HubTarget = Pick<HubConnection, 'hostName' | 'credentials'>;

/** What people call an integration. */
export interface Description {
  name: string;
  description: string;
}

/** What is said of a hub beside how to sign in to it. */
export interface HubDetails extends Description {
  edition: HubEdition | null;
}

/** A hub that is added. `alone`: only where the tenant has no receiver either, since Mender counts both as integrations. */
export interface NewHubDetails extends HubDetails {
  alone: boolean;
}

/** A hub connection as it may be shown: nothing in it signs in anywhere. */
export interface IntegrationSummary extends HubDetails {
  id: string;
  hostName: string;
  credentials: ShownCredentials;
  paused: boolean;
  trouble: ConnectionTrouble | null;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}

/** `maskedSecret` is null where there is no secret to know; two are divided by a comma. */
export interface ShownCredentials {
  kind: 'shared-access-policy' | EntraCredential['kind'];
  policyName: string | null;
  tenantId: string | null;
  clientId: string | null;
  maskedSecret: string | null;
}

/** What putting in the credentials of another hub would do. */
export interface MovePlan {
  from: string;
  to: string;
  /** Accepted devices that the new hub would get. */
  toProvision: number;
  /** Identities that would stay behind in the old hub as they are. */
  leftBehind: number;
}

/** One tenant's connection to its fleet manager, opened. */
export interface FleetConnection {
  tenantId: string;
  url: string;
  token: Secret;
  trouble: ConnectionTrouble | null;
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

/** An event source as it may be shown. */
export interface EventSourceSummary {
  id: string;
  kind: EventSourceKind;
  createdAt: Date;
  /** Until then the secret before the last rotation is valid too; null when it is not. */
  previousUntil: Date | null;
}
