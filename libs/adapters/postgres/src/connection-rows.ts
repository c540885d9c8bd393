import {
  HubEdition,
  Secret,
  isReason,
  mask,
  type ConnectionTrouble,
  type EntraCredential,
  type FleetConnection,
  type HubConnection,
  type HubCredentials,
  type IntegrationSummary,
  type ShownCredentials,
} from '#core';
import { FIND_GROUPS } from './catalog-statements.js';
import type { Statement } from './database.js';
import type { Integration } from './generated/prisma/client.js';
import type { SealedPlace, Sealing } from './sealing.js';

/** What a row says of the trouble that its connection is in. */
export interface TroubleColumns {
  trouble: string | null;
  troubleDetail: string | null;
  /** A text where it comes out of JSON. */
  troubleSince: Date | string | null;
}

export const NO_TROUBLE = { trouble: null, troubleDetail: null, troubleSince: null, probedAt: null } as const;

/** The columns of a trouble, for a list of what to select. */
export const TROUBLE_COLUMNS = 'trouble, trouble_detail AS "troubleDetail", trouble_since AS "troubleSince"';

export const troubleOf = ({ trouble, troubleDetail, troubleSince }: TroubleColumns): ConnectionTrouble | null =>
  trouble !== null && isReason(trouble) ? { reason: trouble, detail: troubleDetail ?? '', since: new Date(troubleSince ?? 0) } : null;

/** A row of `integration`, as SQL or Prisma gives it. */
export interface IntegrationRow extends TroubleColumns {
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

const HUB = `
    SELECT id, tenant_id AS "tenantId", host_name AS "hostName", credential_kind AS "credentialKind", credential, sealed_secret AS "sealedSecret", sku, units, paused, ${TROUBLE_COLUMNS}, revision
    FROM integration WHERE tenant_id = $1 ORDER BY created_at LIMIT 1`;

export const FIND_HUB: Statement = { name: 'connection-find-hub', text: HUB };

/** Asked with every twin, so it is prepared once and asks for all that a twin needs. `groups` is null for a device that the scope does not show. */
export const FIND_WITH_HUB: Statement = {
  name: 'connection-find-with-hub',
  text: `
    SELECT hub.*, device.groups
    FROM (SELECT) AS asked
    LEFT JOIN LATERAL (${HUB}) AS hub ON true
    LEFT JOIN LATERAL (${FIND_GROUPS}) AS device ON true`,
};

export interface FleetRow extends TroubleColumns {
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

export const sourceSecretPlace = (tenantId: string, row: string): SealedPlace => ({ tenantId, table: 'event_source', column: 'sealed_secret', row });

export const previousSecretPlace = (tenantId: string, row: string): SealedPlace => ({ tenantId, table: 'event_source', column: 'sealed_previous', row });

export const receiverSecretPlace = (tenantId: string, row: string): SealedPlace => ({ tenantId, table: 'receiver', column: 'sealed_secret', row });

/** Whether a text can name a row at all: PostgreSQL refuses to compare anything else with a uuid. */
export const isRowId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** Prisma wants bytes over a buffer of their own. */
export const bytes = (buffer: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

/** Both keys of a policy are sealed as one text. Base64 has no such character. */
const BETWEEN_KEYS = '\n';

/** Credentials as columns: what may be seen of them, and what has to be sealed. */
export interface StoredCredentials {
  kind: ShownCredentials['kind'];
  seen: Omit<ShownCredentials, 'kind'>;
  secret: Secret | null;
}

export function storedCredentials(credentials: HubCredentials): StoredCredentials {
  const nothing = { policyName: null, tenantId: null, clientId: null, maskedSecret: null };
  if (credentials.kind === 'shared-access-policy') {
    const { kind, policyName, key, secondKey } = credentials;
    const keys = secondKey ? [key, secondKey] : [key];
    return { kind, seen: { ...nothing, policyName, maskedSecret: keys.map(mask).join(', ') }, secret: new Secret(keys.map((one) => one.reveal()).join(BETWEEN_KEYS)) };
  }
  const { credential } = credentials;
  const { kind, clientId } = credential;
  if (kind === 'workload-identity' || kind === 'managed-identity') return { kind, seen: { ...nothing, clientId }, secret: null };
  const { tenantId } = credential;
  if (kind === 'client-secret') return { kind, seen: { ...nothing, tenantId, clientId, maskedSecret: mask(credential.clientSecret) }, secret: credential.clientSecret };
  // The first characters of every PEM file are the same, so there is nothing to tell two apart by.
  return { kind, seen: { ...nothing, tenantId, clientId }, secret: credential.certificate };
}

/** A row as it may be shown. Nothing is opened for it. */
export function summaryOf(row: Integration): IntegrationSummary {
  const seen = row.credential as Partial<Omit<ShownCredentials, 'kind'>>;
  const { id, hostName, name, description, paused, revision, createdAt, updatedAt } = row;
  const credentials = {
    kind: row.credentialKind as ShownCredentials['kind'],
    policyName: seen.policyName ?? null,
    tenantId: seen.tenantId ?? null,
    clientId: seen.clientId ?? null,
    maskedSecret: seen.maskedSecret ?? null,
  };
  return { id, hostName, name, description, credentials, edition: editionOf(row), paused, trouble: troubleOf(row), revision, createdAt, updatedAt };
}

export function openHubConnection(row: IntegrationRow, sealing: Sealing): HubConnection {
  const secret = row.sealedSecret ? sealing.open(row.sealedSecret, hubSecretPlace(row.tenantId, row.id)) : null;
  const { id, tenantId, hostName, paused, revision } = row;
  return { id, tenantId, hostName, edition: editionOf(row), paused, trouble: troubleOf(row), revision, credentials: openCredentials(row, secret) };
}

const editionOf = ({ sku, units }: Pick<IntegrationRow, 'sku' | 'units'>): HubEdition | null => (sku === null || units === null ? null : HubEdition.parse({ sku, units }));

function openCredentials(row: IntegrationRow, secret: Secret | null): HubCredentials {
  const seen = row.credential as Record<string, string | null>;
  if (row.credentialKind === 'shared-access-policy') {
    const [key = '', secondKey] = (secret?.reveal() ?? '').split(BETWEEN_KEYS);
    return { kind: 'shared-access-policy', policyName: seen.policyName ?? '', key: new Secret(key), ...(secondKey !== undefined && { secondKey: new Secret(secondKey) }) };
  }
  return { kind: 'entra-id', credential: openEntraCredential(row.credentialKind, seen, secret) };
}

function openEntraCredential(kind: string, seen: Record<string, string | null>, secret: Secret | null): EntraCredential {
  switch (kind) {
    case 'client-secret':
      return { kind, tenantId: seen.tenantId ?? '', clientId: seen.clientId ?? '', clientSecret: secret ?? new Secret('') };
    case 'certificate':
      return { kind, tenantId: seen.tenantId ?? '', clientId: seen.clientId ?? '', certificate: secret ?? new Secret('') };
    case 'workload-identity':
    case 'managed-identity':
      return { kind, clientId: seen.clientId ?? null };
    default:
      throw new Error(`The kind of credentials "${kind}" is not known to this version. Upgrade Lockstep.`);
  }
}

export function openFleetConnection(row: FleetRow, sealing: Sealing): FleetConnection {
  const { tenantId, url, revision } = row;
  return { tenantId, url, trouble: troubleOf(row), revision, token: sealing.open(row.sealedToken, fleetTokenPlace(tenantId)) };
}
