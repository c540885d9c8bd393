/** Processes on a database of another version. Real: PostgreSQL, the API and the worker as they start. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi } from '../../../../apps/api/src/start-api.js';
import { startWorker } from '../../../../apps/worker/src/start-worker.js';
import { readEnv, type Env } from '#platform';
import { aKey } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';
import { MIGRATIONS } from './generated/migrations.js';

const NEWEST = MIGRATIONS.at(-1)!;

describe('a database of another version', () => {
  let postgres: TestPostgres;
  let env: Env;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 240_000);
  beforeEach(async () => {
    const url = await postgres.database();
    const key = aMasterKey();
    store = openStore(url, { key });
    const master = Buffer.from(key.key.reveal()).toString('base64');
    env = readEnv({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: url, LOCKSTEP_MASTER_KEYS: `k1:${master}`, LOCKSTEP_LEAVE_MS: '0', LOG_LEVEL: 'silent' });
  });
  afterEach(async () => store.close());
  afterAll(async () => postgres.stop());

  const note = (name: string) => store.sql(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES (gen_random_uuid()::text, '', $1, now())`, [name]);

  const starts = { 'the API': () => startApi(env), 'a worker': () => startWorker(env) };

  it.each(Object.entries(starts))('is refused by %s with one sentence when it lacks a migration', async (_, start) => {
    await store.sql('DELETE FROM _prisma_migrations WHERE migration_name = $1', [NEWEST]);
    await expect(start()).rejects.toThrow(`The database is older than this version needs: the migration ${NEWEST} is missing. Bring it up to date with "node tools/prisma.mjs migrate deploy", then start again.`);
  }, 240_000);

  it.each(Object.entries(starts))('is refused by %s with one sentence when a later version took something away', async (_, start) => {
    await note('29990101000000_drop_status_contract');
    await expect(start()).rejects.toThrow('The database is newer than this version understands: the migration 29990101000000_drop_status_contract took away what it needs.');
  }, 240_000);

  it('is refused when nobody ever prepared it', async () => {
    await store.sql('DROP TABLE _prisma_migrations');
    await expect(startApi(env)).rejects.toThrow('The database is older than this version needs');
  }, 240_000);

  it('makes a process unready that was there before something was taken away', async () => {
    const api = await startApi(env);
    try {
      expect((await fetch(`${api.address}/readyz`)).status).toBe(200);
      await note('29990101000000_drop_status_contract');
      const ready = await fetch(`${api.address}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ type: expect.stringMatching(/schema-misfit$/), detail: expect.stringContaining('29990101000000_drop_status_contract') });
    } finally {
      await api.stop();
      }
  }, 240_000);

  it('serves this version and the next side by side while a column is only added', async () => {
    await store.tell(aKey('before'));
    await store.sql(`ALTER TABLE device ADD COLUMN shade text NOT NULL DEFAULT 'grey'`);
    await store.sql(`ALTER TABLE inbox ADD COLUMN shade text`);
    await note('29990101000000_shades');

    const api = await startApi(env);
    try {
      expect((await fetch(`${api.address}/readyz`)).status).toBe(200);
      // This version takes events in and works on devices; the next one writes its column meanwhile.
      await store.sql(`UPDATE device SET shade = 'blue' WHERE device_id = 'before'`);
      for (const id of ['before', 'after']) await store.tell(aKey(id));
      for (const id of ['before', 'after']) {
        const claim = await store.devices.claim(aKey(id));
        if (typeof claim === 'string') throw new Error(claim);
        expect(await store.devices.settle(claim, { record: claim.record, story: [], outcome: { kind: 'in-sync', reason: 'as-wanted' } })).toBe('settled');
      }
      expect(await store.sql('SELECT device_id, shade, settled = generation AS settled FROM device ORDER BY device_id')).toEqual([
        { device_id: 'after', shade: 'grey', settled: true },
        { device_id: 'before', shade: 'blue', settled: true },
      ]);
    } finally {
      await api.stop();
      }
  }, 240_000);
});
