import { Redis } from 'ioredis';
import pg from 'pg';
import { QueueBackend } from '#adapters/bullmq';
import { Database, PostgresConnections, Sealing, TenantSeeds } from '#adapters/postgres';
import { DEFAULT_TENANT, readPolicyConnectionString } from '#core';
import { queueBackendOf, readEnv, type Env } from '#platform';
import { environmentFor } from '../../support/environment.js';
import type { Backend } from '../../support/lockstep.js';
import { startPostgres } from '../../support/postgres.js';
import { startRedis } from '../../support/redis.js';
import { startApp, type AppProcess } from '../app-process.js';
import { startHubUnderTest, type HubUnderTest } from './hub-under-test.js';

/** What is stored, in bytes. Redis is null where the queues live in PostgreSQL. */
export interface Stored {
  redis: number | null;
  postgres: number;
}

/** A hub, the stores and their connection, without a fleet manager and, at first, without workers. */
export interface Site {
  hub: HubUnderTest;
  database: pg.Pool;
  startWorkers(count: number): Promise<AppProcess<unknown>[]>;
  /** Tells the workers to come how much the hub allows: S3 with so many units. False when there is no place to say so. */
  tellLimit(units: number): Promise<boolean>;
  stored(): Promise<Stored>;
  /** The processes of PostgreSQL and Redis. */
  storePids(): Promise<number[]>;
  stop(): Promise<void>;
}

/** `profile` is a folder for the CPU profiles of the workers. */
export async function openSite({ backend, profile }: { backend: Backend; profile: string | null }): Promise<Site> {
  const [postgres, redis, hub] = await Promise.all([startPostgres({ durable: true }), backend === 'redis' ? startRedis({ appendOnly: true }) : null, startHubUnderTest()]);
  const environment = {
    ...environmentFor({ databaseUrl: await postgres.database(), redisUrl: redis?.url ?? null, hub }),
    LOG_LEVEL: 'error',
    ...(profile !== null && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }),
  };
  const env = readEnv(environment);
  await connectHub(env, hub.connectionString);
  const database = new pg.Pool({ connectionString: env.DATABASE_URL, max: 2 });
  // When the bench is broken off, the server goes first.
  database.on('error', () => undefined);
  const queues = new QueueBackend(queueBackendOf(env));
  await queues.prepare();
  const client = redis && new Redis(redis.url);
  const workers: AppProcess<unknown>[] = [];

  return {
    hub,
    database,
    startWorkers: async (count) => {
      const started = await Promise.all(Array.from({ length: count }, () => startApp('worker', environment)));
      workers.push(...started);
      return started;
    },
    tellLimit: (units) => tellLimit(database, units),
    stored: async () => ({
      redis: client && Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]),
      postgres: Number((await database.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size')).rows[0]!.size),
    }),
    storePids: async () => {
      const { rows } = await database.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
      const redisPids = client ? [Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1])] : [];
      return [...rows.map(({ pid }) => pid), ...redisPids];
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      client?.disconnect();
      await queues.close();
      await database.end();
      await Promise.all([hub.stop(), redis?.stop(), postgres.stop()]);
    },
  };
}

async function connectHub(env: Env, connectionString: string): Promise<void> {
  const store = new Database({ url: env.DATABASE_URL, connections: 2 });
  const sealing = new Sealing(env.LOCKSTEP_MASTER_KEYS);
  const { hostName, policyName, key } = readPolicyConnectionString(connectionString);
  await new PostgresConnections(store, sealing, new TenantSeeds(store, sealing)).addHub(DEFAULT_TENANT, hostName, { kind: 'shared-access-policy', policyName, key });
  await store.close();
}

/** The bench also runs beside a schema in which a hub connection says nothing of its limits. */
async function tellLimit(database: pg.Pool, units: number): Promise<boolean> {
  const { rowCount } = await database.query(`SELECT 1 FROM information_schema.columns WHERE table_name = 'integration' AND column_name IN ('sku', 'units')`);
  if (rowCount !== 2) return false;
  await database.query(`UPDATE integration SET sku = 'S3', units = $1`, [units]);
  return true;
}
