import { HubEdition, Secret, type EntraCredential, type FleetConnection, type HubConnection, type HubCredentials } from '#core';
import type { Statement } from './database.js';
import type { SealedPlace, Sealing } from './sealing.js';

/** A row of `integration`, as SQL or Prisma gives it. */
export interface IntegrationRow {
  id: string;
  tenantId: string;
  hostName: string;
  credentialKind: string;
  credential: unknown;
  sealedSecret: Uint8Array | null;
  sku: string | null;
  units: number | null;
  paused: boolean;
  revision: number;
}

/** Asked with every twin, so it is prepared once. */
export const FIND_HUB: Statement = {
  name: 'connection-find-hub',
  text: `
    SELECT id, tenant_id AS "tenantId", host_name AS "hostName", credential_kind AS "credentialKind", credential, sealed_secret AS "sealedSecret", paused, revision
    FROM integration WHERE tenant_id = $1 ORDER BY created_at LIMIT 1`,
};

export interface FleetRow {
  tenantId: string;
  url: string;
  sealedToken: Uint8Array;
  revision: number;
}

export const hubSecretPlace = (tenantId: string, id: string): SealedPlace => ({
  tenantId,
  table: 'integration',
  column: 'sealed_secret',
  row: id,
});

export const fleetTokenPlace = (tenantId: string): SealedPlace => ({
  tenantId,
  table: 'fleet_connection',
  column: 'sealed_token',
  row: tenantId,
});

/** Splits credentials into what may be seen and what has to be sealed. */
export function storedCredentials(credentials: HubCredentials): { kind: string; seen: Record<string, string | null>; secret: Secret | null } {
  if (credentials.kind === 'shared-access-policy') {
    return { kind: 'shared-access-policy', seen: { policyName: credentials.policyName }, secret: credentials.key };
  }
  const { credential } = credentials;
  if (credential.kind === 'client-secret') {
    const { tenantId, clientId, clientSecret } = credential;
    return { kind: credential.kind, seen: { tenantId, clientId }, secret: clientSecret };
  }
  return { kind: credential.kind, seen: { clientId: credential.clientId }, secret: null };
}

export function openHubConnection(row: IntegrationRow, sealing: Sealing): HubConnection {
  const secret = row.sealedSecret ? sealing.open(row.sealedSecret, hubSecretPlace(row.tenantId, row.id)) : null;
  const { id, tenantId, hostName, paused, revision } = row;
  return { id, tenantId, hostName, edition: editionOf(row), paused, revision, credentials: openCredentials(row, secret) };
}

const editionOf = ({ sku, units }: IntegrationRow): HubEdition | null => (sku === null || units === null ? null : HubEdition.parse({ sku, units }));

function openCredentials(row: IntegrationRow, secret: Secret | null): HubCredentials {
  const seen = row.credential as Record<string, string | null>;
  if (row.credentialKind === 'shared-access-policy') {
    return { kind: 'shared-access-policy', policyName: seen.policyName ?? '', key: secret ?? new Secret('') };
  }
  return { kind: 'entra-id', credential: openEntraCredential(row.credentialKind, seen, secret) };
}

function openEntraCredential(kind: string, seen: Record<string, string | null>, secret: Secret | null): EntraCredential {
  switch (kind) {
    case 'client-secret':
      return { kind, tenantId: seen.tenantId ?? '', clientId: seen.clientId ?? '', clientSecret: secret ?? new Secret('') };
    case 'workload-identity':
    case 'managed-identity':
      return { kind, clientId: seen.clientId ?? null };
    default:
      throw new Error(`The kind of credentials "${kind}" is not known to this version. Upgrade Lockstep.`);
  }
}

export function openFleetConnection(row: FleetRow, sealing: Sealing): FleetConnection {
  const { tenantId, url, revision } = row;
  return { tenantId, url, revision, token: sealing.open(row.sealedToken, fleetTokenPlace(tenantId)) };
}
