import { readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { CannotStart } from '../cannot-start.js';
import { LOOPBACK } from '../check-ports.js';
import { ROOT, shown, type Home } from '../places.js';
import { runToEnd } from '../run-to-end.js';

const DATABASE = 'lockstep';
/** Prisma's own table. Source: Prisma Migrate, "About migration histories". */
const APPLIED = 'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';
const MIGRATIONS = path.join(ROOT, 'prisma', 'migrations');

/** The address of our database, or of the one that is there from the beginning. */
export const databaseUrl = (port: number, password: string, database = DATABASE): string => `postgresql://postgres:${password}@${LOOPBACK}:${port}/${database}`;

/** Makes our database where it is missing. Throws CannotStart when PostgreSQL does not take our password. */
export async function makeDatabase(port: number, password: string, home: Home): Promise<void> {
  try {
    const there = await ask(databaseUrl(port, password, 'postgres'), `SELECT 1 FROM pg_database WHERE datname = '${DATABASE}'`);
    if (there.length === 0) await ask(databaseUrl(port, password, 'postgres'), `CREATE DATABASE ${DATABASE}`);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause;
    throw new CannotStart(
      `PostgreSQL does not let us in (${cause.message}): ${shown(home.keys)} and ${shown(home.postgres)} do not belong together. Put back the ones that do, or move ${shown(home.folder)} away to begin anew.`,
      { cause },
    );
  }
}

/** Whether our tables are those of this version. Throws CannotStart when they are of a newer one. */
export async function tablesAreCurrent(url: string, home: Home): Promise<boolean> {
  const wanted = (await readdir(MIGRATIONS, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const applied = (await hasMigrations(url)) ? await ask<{ name: string }>(url, APPLIED) : [];
  const unknown = applied.find(({ name }) => !wanted.includes(name));
  if (unknown) {
    throw new CannotStart(`The data in ${shown(home.postgres)} is of a newer Lockstep (${unknown.name}). Update this one, or set LOCKSTEP_HOME to another folder.`);
  }
  return wanted.every((name) => applied.some((migration) => migration.name === name));
}

const hasMigrations = async (url: string): Promise<boolean> => (await ask(url, "SELECT 1 WHERE to_regclass('_prisma_migrations') IS NOT NULL")).length > 0;

/** Brings our tables up to date; takes seconds. Throws CannotStart when that fails. */
export async function migrate(url: string, home: Home, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const log = home.logOf('migrate');
  const args = [path.join(ROOT, 'tools', 'prisma.mjs'), 'migrate', 'deploy'];
  const done = await runToEnd({ command: process.execPath, args, env: { ...env, DATABASE_URL: url }, cwd: ROOT, log, user: null, signal });
  if (!done) throw new CannotStart(`The tables in ${shown(home.postgres)} could not be brought up to date. What is wrong stands at the end of ${shown(log)}.`);
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
