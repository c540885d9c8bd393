import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Database, PostgresConnections, Sealing, TenantSeeds } from '#adapters/postgres';
import type { QueueBackendSettings } from '#adapters/bullmq';
import { DEFAULT_TENANT, Secret, readPolicyConnectionString, type HubEdition } from '#core';
import { queueBackendOf, readEnv } from '#platform';
import { environmentFor } from '../support/environment.js';
import type { Backend } from '../support/lockstep.js';
import { startPostgres } from '../support/postgres.js';
import { startRedis } from '../support/redis.js';
import { startApp } from './app-process.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface HubReady {
  port: number;
  caFile: string;
  hubs: { hostName: string; connectionString: string }[];
}

interface MenderReady {
  port: number;
  url: string;
  token: string;
}

/** The emulator limits nothing: the most that a hub can be bought as, so that the pace is not what is measured. */
const UNLIMITED = { sku: 'S3', units: 200 } as const;

/** Real servers, both emulators, API and worker, each in a process of its own. */
export interface BenchStack {
  /** The environment of every process. */
  environment: Record<string, string>;
  api: { address: string };
  workerPid: number;
  hub: HubReady;
  mender: MenderReady;
  database: pg.Pool;
  queue: QueueBackendSettings;
  stop(): Promise<void>;
}

/** `edition` is what our processes take the hub for; the emulator itself limits nothing. */
export async function openBenchStack(backend: Backend, edition: HubEdition = UNLIMITED): Promise<BenchStack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lockstep-bench-'));
  const postgres = await startPostgres({ durable: true });
  const redis = backend === 'redis' ? await startRedis({ appendOnly: true }) : null;
  const hub = await startApp<HubReady>('hub-emulator', {}, ['--port', '0', '--data', path.join(folder, 'hub')]);
  const surroundings = { databaseUrl: await postgres.database(), redisUrl: redis?.url ?? null, hub: hub.ready };
  const environment = { ...environmentFor(surroundings), LOG_LEVEL: 'error' };
  const env = readEnv(environment);
  const api = await startApp<{ address: string }>('api', environment);
  const secret = randomBytes(32).toString('hex');
  const store = new Database({ url: env.DATABASE_URL, connections: 2 });
  const connections = new PostgresConnections(store, new Sealing(env.LOCKSTEP_MASTER_KEYS), new TenantSeeds(store, new Sealing(env.LOCKSTEP_MASTER_KEYS)));
  const source = await connections.addEventSource(DEFAULT_TENANT, 'mender', new Secret(secret));
  const webhook = ['--webhook-url', `${api.ready.address}/webhooks/${source.id}`, '--webhook-secret', secret];
  const mender = await startApp<MenderReady>('mender-emulator', {}, ['--port', '0', ...webhook]);
  const { hostName, policyName, key } = readPolicyConnectionString(hub.ready.hubs[0]!.connectionString);
  await connections.addHub(DEFAULT_TENANT, hostName, { kind: 'shared-access-policy', policyName, key }, { edition });
  await connections.putFleet(DEFAULT_TENANT, mender.ready.url, new Secret(mender.ready.token));
  await store.close();
  const worker = await startApp('worker', environment);
  const database = new pg.Pool({ connectionString: env.DATABASE_URL, max: 2 });
  // A connection that is idle when the server goes must not end the bench.
  database.on('error', () => undefined);
  await fetch(`${mender.ready.url}/emulator/settings`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"reportDelayMs":0}' });

  return {
    environment,
    api: api.ready,
    workerPid: worker.pid,
    hub: hub.ready,
    mender: mender.ready,
    database,
    queue: queueBackendOf(env),
    stop: async () => {
      await worker.stop();
      await api.stop();
      await Promise.all([mender.stop(), hub.stop()]);
      await database.end();
      await Promise.all([redis?.stop(), postgres.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
