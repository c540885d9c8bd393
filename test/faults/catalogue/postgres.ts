import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Site } from '../run/site.js';
import { flavour, nothingToHeal, type Fault, type Heal } from './fault.js';

/** More than the server takes. */
const TOO_MANY = 250;

export const POSTGRES_FAULTS: readonly Fault[] = [
  {
    id: 'F8',
    title: 'PostgreSQL is stopped hard and comes back',
    boundMs: 15_000,
    strike: (site) =>
      flavour(site, [
        () => crash(site),
        async () => {
          await site.stack.proxies.postgres.refuse();
          await pause(site.chance.between(200, 3_000));
          return nothingToHeal;
        },
      ]),
  },
  {
    id: 'F9',
    title: 'Connections to PostgreSQL are ended, with a word or without',
    boundMs: 10_000,
    strike: (site) =>
      flavour(site, [
        async () => {
          await site.stack.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'lockstep%'`);
          return nothingToHeal;
        },
        async () => {
          site.stack.proxies.postgres.reset();
          return nothingToHeal;
        },
        async () => {
          site.stack.proxies.postgres.set({ swallows: site.chance.pick(['requests', 'answers', 'everything'] as const) });
          await pause(site.chance.between(200, 2_000));
          return nothingToHeal;
        },
        async () => {
          site.stack.proxies.postgres.set({ cutAfterBytes: site.chance.between(0, 5_000) });
          await pause(site.chance.between(200, 1_000));
          return nothingToHeal;
        },
        async () => {
          site.stack.proxies.postgres.set({ stalled: true });
          await pause(site.chance.between(500, 4_000));
          return nothingToHeal;
        },
      ]),
  },
  {
    id: 'F10',
    title: 'The disk of PostgreSQL is full',
    boundMs: 30_000,
    strike: ({ stack, chance }) => stack.servers.postgres.fillDisk().then(async (free) => {
      await pause(chance.between(300, 1_500));
      return free;
    }),
  },
  {
    id: 'F11',
    title: 'PostgreSQL has no connection left, or rows are locked',
    boundMs: 15_000,
    strike: (site) => flavour(site, [() => takeConnections(site), () => lockRows(site)]),
  },
];

async function crash({ stack, chance }: Site): Promise<Heal> {
  const { promise: over, resolve: start } = Promise.withResolvers<undefined>();
  const isUp = stack.servers.postgres.crash(async () => void (await over));
  await pause(chance.between(200, 3_000));
  return async () => {
    start(undefined);
    await isUp;
  };
}

/** Whoever connects now is told that there are too many clients already. */
async function takeConnections({ stack, chance }: Site): Promise<Heal> {
  const clients = Array.from({ length: TOO_MANY }, () => new pg.Client(stack.databaseUrl));
  await stack.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'lockstep%'`);
  await Promise.all(
    clients.map((client) => {
      client.on('error', () => undefined);
      return client.connect().catch(() => undefined);
    }),
  );
  await pause(chance.between(300, 2_000));
  return async () => void (await Promise.all(clients.map((client) => client.end().catch(() => undefined))));
}

async function lockRows({ stack, chance, deviceIds }: Site): Promise<Heal> {
  const client = new pg.Client(stack.databaseUrl);
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM device WHERE device_id = ANY($1) ORDER BY device_id DESC FOR UPDATE', [deviceIds]);
  await pause(chance.between(300, 2_500));
  return async () => {
    await client.query('ROLLBACK');
    await client.end();
  };
}
