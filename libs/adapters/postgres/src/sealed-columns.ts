import { fleetTokenPlace, hubSecretPlace, previousSecretPlace, receiverSecretPlace, sourceSecretPlace } from './connection-rows.js';
import { adoptedKeyPlace } from './device-row.js';
import { answerPlace } from './postgres-kept-answers.js';
import type { SealedPlace } from './sealing.js';
import { seedPlace } from './tenant-seeds.js';

/** A column that holds sealed values, and how its rows are named. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The primary key, in its order. */
  key: readonly { name: string; type: 'text' | 'uuid' }[];
  /** The column that names the tenant. */
  tenant: string;
  placeOf(tenantId: string, key: readonly string[]): SealedPlace;
}

const id = [{ name: 'id', type: 'uuid' }] as const;
const text = (...names: string[]): SealedColumn['key'] => names.map((name) => ({ name, type: 'text' }));

/** Every column that holds sealed values: what is not here is not rewrapped, and is lost when its key is taken away. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'tenant', column: 'device_key_seed', key: text('id'), tenant: 'id', placeOf: (tenantId) => seedPlace(tenantId) },
  { table: 'integration', column: 'sealed_secret', key: id, tenant: 'tenant_id', placeOf: (tenantId, [row]) => hubSecretPlace(tenantId, row!) },
  { table: 'fleet_connection', column: 'sealed_token', key: text('tenant_id'), tenant: 'tenant_id', placeOf: (tenantId) => fleetTokenPlace(tenantId) },
  { table: 'event_source', column: 'sealed_secret', key: id, tenant: 'tenant_id', placeOf: (tenantId, [row]) => sourceSecretPlace(tenantId, row!) },
  { table: 'event_source', column: 'sealed_previous', key: id, tenant: 'tenant_id', placeOf: (tenantId, [row]) => previousSecretPlace(tenantId, row!) },
  { table: 'receiver', column: 'sealed_secret', key: id, tenant: 'tenant_id', placeOf: (tenantId, [row]) => receiverSecretPlace(tenantId, row!) },
  { table: 'device', column: 'adopted_key', key: text('tenant_id', 'device_id'), tenant: 'tenant_id', placeOf: (tenantId, [, deviceId]) => adoptedKeyPlace({ tenantId, deviceId: deviceId! }) },
  { table: 'kept_answer', column: 'sealed_body', key: text('tenant_id', 'actor', 'key'), tenant: 'tenant_id', placeOf: (tenantId, [, actor, key]) => answerPlace({ tenantId, actor: actor!, key: key! }) },
];

/** Columns of bytes that hold no secret, so that every column of bytes is in one of two lists. */
export const OPEN_COLUMNS: readonly string[] = [
  'inbox.raw',
  'dead_letter.raw',
  'dead_letter.digest',
  'access_token.hash',
  'access_session.hash',
  'kept_answer.fingerprint',
];
