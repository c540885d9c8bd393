// Real: PostgreSQL, with a hundred thousand devices and their tags.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ALL_DEVICES, ANY_DEVICE, type DeviceFilter, type DeviceScope, type SweepRun } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';
import { LIST_DEVICES_TAGGED } from './catalog-statements.js';
import { SESSION } from './database.js';
import { PostgresSeenTags } from './postgres-seen-tags.js';
import { PostgresSightings } from './postgres-sightings.js';

const DEVICES = 100_000;
/** What a page may read, in blocks of 8 KiB. */
const MOST_BLOCKS = 1_500;

describe('devices found by a tag', () => {
  let postgres: TestPostgres;
  let store: Store;
  let tags: PostgresSeenTags;
  let url: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.database();
    store = openStore(url);
    tags = new PostgresSeenTags(store.database);
    await store.sql(`
      INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, sync, reason)
      SELECT 'large', 'pump-' || n, 'accepted', now(), 'e', 1, 1, 'in-sync', 'as-wanted' FROM generate_series(1, ${DEVICES}) n`);
    await store.sql(`
      INSERT INTO device_tag (tenant_id, device_id, tag, value)
      SELECT 'large', 'pump-' || n, tag, CASE tag WHEN 'site' THEN CASE WHEN n % 2 = 0 THEN 'north' ELSE 'south' END WHEN 'hall' THEN (n % 1000)::text ELSE n::text END
      FROM generate_series(1, ${DEVICES}) n, unnest(ARRAY['site', 'hall', 'serial']) AS tag`);
    await store.sql('VACUUM ANALYZE');
  }, 240_000);
  beforeEach(async () => {
    for (const table of ['device', 'device_tag', 'twin_edit', 'device_group_member']) await store.sql(`DELETE FROM ${table} WHERE tenant_id = 't'`);
    for (const deviceId of ['a', 'b', 'c']) await store.tell({ tenantId: 't', deviceId });
  });
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  const find = async (tag: string, value: string, { filter = {}, scope = ALL_DEVICES, tenantId = 't' }: { filter?: Partial<DeviceFilter>; scope?: DeviceScope; tenantId?: string } = {}) =>
    (await store.catalog.list(tenantId, { after: null, limit: 500, scope, filter: { ...ANY_DEVICE, ...filter, tag: { tag, value } } })).map(({ key }) => key.deviceId);
  const note = (deviceId: string, seen: Record<string, string>) => tags.note('t', { deviceId, tags: Object.entries(seen).map(([tag, value]) => ({ tag, value })) });

  it('are those that had it when they were seen last', async () => {
    for (const deviceId of ['c', 'a', 'b']) await note(deviceId, { site: 'north', hall: deviceId });
    expect([await find('site', 'north'), await find('hall', 'b'), await find('hall', 'B'), await find('site', 'nort')]).toEqual([['a', 'b', 'c'], ['b'], [], []]);
    await note('a', { site: 'south' });
    expect([await find('site', 'north'), await find('site', 'south'), await find('hall', 'a')]).toEqual([['b', 'c'], ['a'], []]);
  });

  it('are no strangers, and nobody else\'s', async () => {
    await note('stranger', { site: 'north' });
    expect([await find('site', 'north'), await store.sql(`SELECT 1 FROM device_tag WHERE tenant_id = 't'`)]).toEqual([[], []]);
    await note('a', { site: 'north' });
    expect(await find('site', 'north', { tenantId: 'other' })).toEqual([]);
  });

  it('pass every other filter and lie within the scope', async () => {
    for (const deviceId of ['a', 'b', 'c']) await note(deviceId, { site: 'north' });
    await store.sql(`UPDATE device SET sync = 'dead' WHERE tenant_id = 't' AND device_id IN ('b', 'c')`);
    for (const deviceId of ['a', 'b']) await store.groups.join({ tenantId: 't', deviceId }, 'plant');
    const some = (devices: string[], groups: string[]): DeviceScope => ({ kind: 'some', devices, groups });
    expect([
      await find('site', 'north', { filter: { sync: 'dead' } }),
      await find('site', 'north', { filter: { sync: 'dead', group: 'plant' } }),
      await find('site', 'north', { filter: { idPrefix: 'c' } }),
      await find('site', 'north', { scope: some(['c'], ['plant']) }),
      await find('site', 'north', { scope: some([], ['plant']), filter: { sync: 'dead' } }),
      await find('site', 'north', { scope: some([], []) }),
    ]).toEqual([['b', 'c'], ['b'], ['c'], ['a', 'b', 'c'], ['b'], []]);
  });

  it('are known from a survey too, but for those that were edited a moment ago', async () => {
    const run = { tenantId: 't', id: randomUUID() } as SweepRun;
    await store.sql(`INSERT INTO sweep_run (id, tenant_id, kind) VALUES ($1, 't', 'sweep')`, [run.id]);
    await note('a', { site: 'south' });
    await store.sql(`INSERT INTO twin_edit (tenant_id, device_id, kind, actor, parts, changes, etag_before, version_before) VALUES ('t', 'a', 'patch', '{}', '{tags}', '[]', 'x', 1)`);
    const entry = { status: 'enabled', etag: null, isOurs: true, tags: [{ tag: 'site', value: 'north' }] } as const;
    await new PostgresSightings(store.database).noteHub(run, ['a', 'b', 'stranger'].map((deviceId) => ({ deviceId, ...entry })));
    expect([await find('site', 'north'), await find('site', 'south')]).toEqual([['b'], ['a']]);
  });

  it('are noted by many at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, at) => note(['a', 'b', 'c'][at % 3]!, { site: at % 2 === 0 ? 'north' : 'south' }).catch((error: { code?: string }) => expect(error.code).toBe('store-is-away'))));
    await note('a', { site: 'west' });
    expect(await find('site', 'west')).toEqual(['a']);
  });

  it.each([
    ['half of all', 'site', 'north'],
    ['one in a thousand', 'hall', '77'],
    ['one', 'serial', '98765'],
    ['none', 'site', 'nowhere'],
  ])('are found among many by reading little: %s', async (_many, tag, value) => {
    const client = new pg.Client({ connectionString: url, options: SESSION });
    await client.connect();
    try {
      await client.query(`SET plan_cache_mode = force_generic_plan; PREPARE tagged AS ${LIST_DEVICES_TAGGED.text}`);
      for (const after of ['', 'pump-5', 'pump-98']) {
        const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE tagged ('large', '${after}', '', '\u{10ffff}', 101, NULL, NULL, NULL, NULL, '{}', '{}', NULL, '${tag}', '${value}', true)`);
        const plan = (rows[0] as Record<'QUERY PLAN', { Plan: Record<string, number> }[]>)['QUERY PLAN'][0]!.Plan;
        expect(plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!).toBeLessThan(MOST_BLOCKS);
      }
    } finally {
      await client.end();
    }
  });

  it('are written only where something changed', async () => {
    await note('a', { site: 'north', hall: '3' });
    const where = () => store.sql<{ xmin: string; ctid: string }>(`SELECT xmin::text, ctid::text FROM device_tag WHERE tenant_id = 't' AND tag = 'hall'`);
    const before = await where();
    for (const site of ['south', 'west']) await note('a', { site, hall: '3' });
    expect(await where()).toEqual(before);
  });
});
