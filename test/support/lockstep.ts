import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi, type RunningApi } from '../../apps/api/src/start-api.js';
import { startHubEmulator, type RunningHubEmulator } from '../../apps/hub-emulator/src/index.js';
import { startMenderEmulator, type RunningMenderEmulator } from '../../apps/mender-emulator/src/index.js';
import { Database, KnownActors, PostgresCatalog, PostgresConnections, PostgresTokens, Sealing, TenantSeeds } from '#adapters/postgres';
import { ALL_DEVICES, DEFAULT_TENANT, Secret, readPolicyConnectionString, type DeviceSummary, type TimelineEntry } from '#core';
import { readEnv, type Env } from '#platform';
import { environmentFor } from './environment.js';
import { openHubControl, type HubControl } from './hub-control.js';
import { openMenderControl, type MenderControl } from './mender-control.js';
import { startPostgres, type TestPostgres } from './postgres.js';
import { startRedis, type TestRedis } from './redis.js';
import { waitFor } from './wait-for.js';

export type Backend = 'redis' | 'postgres';
export const BACKENDS: readonly Backend[] = ['redis', 'postgres'];

export interface StackOptions {
  backend: Backend;
  leaseMs?: number;
  /** Without a fleet connection, events alone say what is wanted. */
  fleet?: boolean;
  /** Without it, no hub is connected yet, as at a first start. */
  hubConnected?: boolean;
  /** PostgreSQL keeps what it acknowledged over a crash. */
  durable?: boolean;
  /** The hubs that the emulator has, the first of which is connected. */
  hubs?: readonly string[];
  /** Administrators may change and break both emulators through the API, as where `npm start` runs everything. */
  simulated?: boolean;
  /** More settings of the environment. */
  settings?: Readonly<Record<string, string>>;
}

/** Everything around the worker: real servers, both emulators, the API, connected as an administrator would. */
export interface Stack {
  /** The environment as a process gets it. */
  environment: Record<string, string>;
  env: Env;
  api: RunningApi;
  hub: RunningHubEmulator;
  hubControl: HubControl;
  mender: RunningMenderEmulator;
  menderControl: MenderControl;
  postgres: TestPostgres;
  redis: TestRedis | null;
  database: Database;
  tokens: PostgresTokens;
  webhook: { url: string; secret: string; sourceId: string };
  standardWebhook: { url: string; secret: string };
  device(id: string): Promise<DeviceSummary | null>;
  story(id: string): Promise<TimelineEntry[]>;
  /** Waits until the device is in sync and has this status. */
  inSync(id: string, status: string): Promise<DeviceSummary>;
  stop(): Promise<void>;
}

export async function startStack({ backend, leaseMs = 10_000, fleet = true, hubConnected = true, durable = false, hubs, simulated = false, settings }: StackOptions): Promise<Stack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lockstep-stack-'));
  const [postgres, redis, hub, mender] = await Promise.all([
    startPostgres({ durable }),
    backend === 'redis' ? startRedis() : null,
    startHubEmulator({ port: 0, ...(hubs && { hubs: [...hubs] }) }),
    startMenderEmulator({ port: 0, settings: { reportDelayMs: 0 } }),
  ]);
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, hub.caPem);
  const environment = {
    ...environmentFor({ databaseUrl: await postgres.database(), redisUrl: redis?.url ?? null, hub: { port: hub.port, caFile } }),
    LOCKSTEP_LEASE_MS: String(leaseMs),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...(simulated && { LOCKSTEP_SIMULATION: mender.url }),
    ...settings,
  };
  const env = readEnv(environment);
  const api = await startApi(env);
  const database = new Database({ url: env.DATABASE_URL, connections: 4 });
  const connected = await connect(database, new Sealing(env.LOCKSTEP_MASTER_KEYS), { api, hub, mender, fleet, hubConnected });
  const catalog = new PostgresCatalog(database);
  const device = (id: string) => catalog.find({ tenantId: DEFAULT_TENANT, deviceId: id }, ALL_DEVICES);
  const hubControl = openHubControl(hub);

  return {
    environment, env, api, hub, hubControl, mender, postgres, redis, database, device, ...connected,
    menderControl: openMenderControl(mender),
    story: (id) => catalog.timeline({ tenantId: DEFAULT_TENANT, deviceId: id }, { after: null, limit: 500 }),
    inSync: (id, status) =>
      waitFor(`${id} to be in sync as ${status}`, async () => {
        const found = await device(id);
        if (found?.sync === 'in-sync' && found.status === status) return found;
        throw new Error(JSON.stringify(found, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
      }),
    stop: async () => {
      hubControl.close();
      await api.stop();
      await database.close();
      await Promise.all([mender.stop(), hub.stop()]);
      await Promise.all([redis?.stop(), postgres.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Parts {
  api: RunningApi;
  hub: RunningHubEmulator;
  mender: RunningMenderEmulator;
  fleet: boolean;
  hubConnected: boolean;
}

/** What an administrator sets up: the hub, the fleet, and the doors for webhooks. */
async function connect(database: Database, sealing: Sealing, { api, hub, mender, fleet, hubConnected }: Parts): Promise<Pick<Stack, 'tokens' | 'webhook' | 'standardWebhook'>> {
  const seeds = new TenantSeeds(database, sealing);
  const connections = new PostgresConnections(database, sealing, seeds);
  const { hostName, policyName, key } = readPolicyConnectionString(hub.connectionString());
  if (hubConnected) await connections.addHub(DEFAULT_TENANT, hostName, { kind: 'shared-access-policy', policyName, key }, { edition: { sku: 'S3', units: 10 } });
  if (fleet) await connections.putFleet(DEFAULT_TENANT, mender.url, new Secret(mender.token));

  const secret = randomBytes(32).toString('hex');
  const standardSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const source = await connections.addEventSource(DEFAULT_TENANT, 'mender', new Secret(secret));
  const standard = await connections.addEventSource(DEFAULT_TENANT, 'standard-webhooks', new Secret(standardSecret));
  const webhook = { url: `${api.address}/webhooks/${source.id}`, secret, sourceId: source.id };
  await mender.setWebhook(webhook);
  return { tokens: new PostgresTokens(database, seeds, new KnownActors()), webhook, standardWebhook: { url: `${api.address}/webhooks/${standard.id}`, secret: standardSecret } };
}
