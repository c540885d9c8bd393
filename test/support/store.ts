import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
  Database,
  KnownActors,
  PostgresCatalog,
  PostgresConnections,
  PostgresDeviceGroups,
  PostgresDevices,
  PostgresFleetCounts,
  PostgresGrants,
  PostgresInbox,
  PostgresSessions,
  PostgresTokens,
  Sealing,
  SeededKeyring,
  TenantSeeds,
  type MasterKey,
} from '#adapters/postgres';
import { Secret, foldEvent, type DeviceEvent, type DeviceKey } from '#core';
import { anEvent, anOrigin } from './builders.js';

export const LEASE_MS = 10_000;

export const aMasterKey = (id = 'k1'): MasterKey => ({ id, key: new Secret<Uint8Array>(randomBytes(32)) });

/** All that one process holds of a database. Two on the same address and key are two processes of one installation. */
export interface Store {
  database: Database;
  sealing: Sealing;
  seeds: TenantSeeds;
  inbox: PostgresInbox;
  devices: PostgresDevices;
  connections: PostgresConnections;
  tokens: PostgresTokens;
  grants: PostgresGrants;
  groups: PostgresDeviceGroups;
  sessions: PostgresSessions;
  catalog: PostgresCatalog;
  counts: PostgresFleetCounts;
  keyring: SeededKeyring;
  /** An event of the device comes in; the odd fields say what is special about it. */
  tell(key: DeviceKey, odd?: Partial<DeviceEvent>): Promise<void>;
  /** Runs SQL beside the adapter, to look at what is stored or to put something odd there. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface StoreSettings {
  key?: MasterKey;
  /** Where the process knows more than one. */
  keys?: readonly [MasterKey, ...MasterKey[]];
  connections?: number;
  /** Where the adapter's own connections go, when not straight to the database. */
  by?: string;
}

export function openStore(url: string, { key = aMasterKey(), keys = [key], connections = 10, by = url }: StoreSettings = {}): Store {
  const database = new Database({ url: by, connections, connectMs: 2_000, answerMs: 15_000 });
  const beside = new pg.Pool({ connectionString: url, max: 2 });
  beside.on('error', () => undefined);
  const sealing = new Sealing(keys);
  const seeds = new TenantSeeds(database, sealing);
  const inbox = new PostgresInbox(database);
  const known = new KnownActors();
  let events = 0;

  return {
    database,
    sealing,
    seeds,
    inbox,
    devices: new PostgresDevices(database, sealing, LEASE_MS),
    connections: new PostgresConnections(database, sealing, seeds),
    tokens: new PostgresTokens(database, seeds, known),
    grants: new PostgresGrants(database, seeds, known),
    groups: new PostgresDeviceGroups(database),
    sessions: new PostgresSessions(database, seeds),
    catalog: new PostgresCatalog(database),
    counts: new PostgresFleetCounts(database),
    keyring: new SeededKeyring(seeds),
    tell: async ({ tenantId, deviceId }, odd = {}) => {
      const event = anEvent({ id: `${deviceId}-${++events}`, deviceId, ...odd });
      await inbox.accept(anOrigin({ tenantId }), event, Buffer.from(event.id), (told) => foldEvent(told, event));
    },
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await beside.query<Row>(text, values)).rows,
    close: async () => {
      await database.close();
      await beside.end();
    },
  };
}
