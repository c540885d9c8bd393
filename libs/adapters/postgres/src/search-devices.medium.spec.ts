// Real: PostgreSQL, with a hundred thousand devices.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALL_DEVICES, ANY_DEVICE, Secret, type DeviceFilter, type DeviceScope, type EventFilter } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';
import * as statements from './catalog-statements.js';
import { SESSION, type Statement } from './database.js';

const DEVICES = 100_000;
/** What a page may read of the database, in blocks of 8 KiB, however large the fleet is. All devices are in some thousands. */
const MOST_BLOCKS = 1_500;

/** One of a thousand is dead, one of a hundred is rejected, and only the last is what nobody else is. */
const FILL = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, fleet_status, hub_kind, hub_status, sync, reason)
  SELECT $1, CASE WHEN n % 2 = 0 THEN 'pump' ELSE 'Valve' END || '-' || n,
    CASE WHEN n % 100 = 7 THEN 'rejected' ELSE 'accepted' END, now(), 'e', 1, 1, CASE WHEN n = $2 THEN 'decommissioned' END,
    CASE WHEN n % 5 = 0 THEN 'unseen' ELSE 'present' END, CASE WHEN n % 5 > 0 THEN CASE WHEN n % 100 = 7 THEN 'disabled' ELSE 'enabled' END END,
    CASE WHEN n % 1000 = 3 THEN 'dead' ELSE 'in-sync' END, CASE WHEN n % 1000 = 3 THEN 'hub-refuses-device' WHEN n % 5 > 0 THEN 'as-wanted' END
  FROM generate_series(1, $2::int) n`;

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

describe('searching devices', () => {
  let postgres: TestPostgres;
  let store: Store;
  let client: pg.Client;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.database();
    store = openStore(url);
    await store.sql(FILL, ['large', DEVICES]);
    await store.sql(FILL, ['small', 300]);
    await store.sql(`INSERT INTO device_group_member (tenant_id, device_id, group_name) SELECT tenant_id, device_id, 'plant' FROM device WHERE device_id LIKE '%1'`);
    await store.sql(`INSERT INTO device_group_member (tenant_id, device_id, group_name) SELECT tenant_id, device_id, 'few' FROM device WHERE device_id IN ('Valve-1', 'pump-2', 'Valve-3')`);
    await store.sql(`INSERT INTO event_log (tenant_id, device_id, kind, at) SELECT 'large', 'pump-' || n % 1000, CASE WHEN n = 1 THEN 'died' ELSE 'rests' END, now() - interval '1 day' + n * interval '0.5 s' FROM generate_series(1, 100000) n`);
    await store.connections.addHub('small', 'hub.azure-devices.net', { kind: 'shared-access-policy', policyName: 'service', key: new Secret('a2V5') });
    await store.sql('VACUUM ANALYZE');
    client = new pg.Client({ connectionString: url, options: SESSION });
    await client.connect();
  }, 240_000);
  afterAll(async () => {
    await client.end();
    await store.close();
    await postgres.stop();
  });

  const some = (devices: string[], groups: string[]): DeviceScope => ({ kind: 'some', devices, groups });
  const filter = (odd: Partial<DeviceFilter>): DeviceFilter => ({ ...ANY_DEVICE, ...odd });

  const searches: { filter: DeviceFilter; scope: DeviceScope }[] = [
    {},
    { idPrefix: 'pump-9' },
    { idPrefix: 'nothing' },
    { sync: 'dead' as const },
    { status: 'rejected' as const, idPrefix: 'V' },
    { hubStatus: 'unknown' as const, status: 'decommissioned' as const },
    { reason: 'hub-refuses-device' as const, hubStatus: 'enabled' as const },
    { sync: 'failing' as const },
    { group: 'few' },
    { group: 'plant', sync: 'dead' as const },
  ].flatMap((odd) => [ALL_DEVICES, some(['pump-10', 'Valve-3', 'nobody'], ['few']), some([], [])].map((scope) => ({ filter: filter(odd), scope })));

  it.each(searches)('finds for $filter within $scope what a look at every device finds', async ({ filter: wanted, scope }) => {
    const all = await store.catalog.list('small', { after: null, limit: 500, scope: ALL_DEVICES, filter: ANY_DEVICE });
    expect(all).toHaveLength(300);
    const passes = (value: unknown, asked: unknown): boolean => asked === null || value === asked;
    const expected = all.filter(
      ({ key, groups, status, hubStatus, sync, reason }) =>
        key.deviceId.startsWith(wanted.idPrefix ?? '') && (wanted.group === null || groups.includes(wanted.group)) &&
        passes(status, wanted.status) && passes(hubStatus, wanted.hubStatus) && passes(sync, wanted.sync) && passes(reason, wanted.reason) &&
        (scope.kind === 'all' || scope.devices.includes(key.deviceId) || groups.some((group) => scope.groups.includes(group))),
    );
    const found: string[] = [];
    for (let after: string | null = null; ; after = found.at(-1)!) {
      const page = await store.catalog.list('small', { after, limit: 7, scope, filter: wanted });
      found.push(...page.map(({ key }) => key.deviceId));
      if (page.length < 7) break;
    }
    expect(found).toEqual(expected.map(({ key }) => key.deviceId));
  });

  it.each([
    { named: 'a device', key: 'pump-2', scope: ALL_DEVICES, groups: ['few'] },
    { named: 'a device in the scope by its group', key: 'Valve-1', scope: some([], ['plant']), groups: ['few', 'plant'] },
    { named: 'a device outside of the scope', key: 'pump-4', scope: some(['pump-2'], ['few']), groups: null },
    { named: 'no device', key: 'nobody', scope: ALL_DEVICES, groups: null },
  ])('finds $named with the hub and without one', async ({ key: deviceId, scope, groups }) => {
    for (const tenantId of ['small', 'large']) {
      const key = { tenantId, deviceId };
      expect(await store.connections.findWithHub(key, scope)).toEqual({ device: groups && { key, groups }, hub: await store.connections.findHub(tenantId) });
    }
    expect((await store.connections.findHub('small'))?.hostName).toBe('hub.azure-devices.net');
  });

  /** What a statement reads, under the plan that is kept for all values. */
  async function blocksOf({ name, text }: Statement, values: readonly unknown[]): Promise<number> {
    const types = [...text.matchAll(/\$(\d+)/g)].reduce((most, [, number]) => Math.max(most, Number(number)), 0);
    await client.query(`SET plan_cache_mode = force_generic_plan; DEALLOCATE ALL; PREPARE "${name}" AS ${text}`);
    const literals = values.slice(0, types).map((value) => (value === null ? 'NULL' : Array.isArray(value) ? `'{${value.join(',')}}'` : `'${String(value)}'`));
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE "${name}" (${literals.join(', ')})`);
    const { Plan: plan } = rows[0]!['QUERY PLAN'][0]!;
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }

  it.each([
    { because: 'no filter', statement: statements.LIST_DEVICES, state: [] },
    { because: 'one device in a thousand', statement: statements.LIST_DEVICES_IN_STATES, state: ['dead', null, null, null] },
    { because: 'the only device of its kind', statement: statements.LIST_DEVICES_IN_STATES, state: [null, null, 'decommissioned', null] },
    { because: 'what there is not', statement: statements.LIST_DEVICES_IN_STATES, state: ['failing', null, null, null] },
    { because: 'nearly all', statement: statements.LIST_DEVICES_IN_STATES, state: [null, null, null, 'enabled'] },
    { because: 'the devices of a large group', statement: statements.LIST_DEVICES_WITHIN, state: [null, null, null, null, ['plant'], ['pump-2'], null] },
    { because: 'the devices of two groups', statement: statements.LIST_DEVICES_WITHIN, state: [null, null, null, null, ['few'], [], 'plant'] },
  ])('reads little of a large fleet for $because, at the beginning and far behind', async ({ statement, state }) => {
    for (const after of ['', 'Valve-7', 'pump-98']) {
      for (const prefix of ['', 'pump-98']) expect(await blocksOf(statement, ['large', after, prefix, `${prefix}\u{10ffff}`, 101, ...state])).toBeLessThan(MOST_BLOCKS);
    }
  });

  describe('the event log', () => {
    const events = (limit: number, odd: Partial<EventFilter> = {}, before: bigint | null = null) =>
      store.catalog.events('large', { before, limit, filter: { deviceId: null, kind: null, since: null, ...odd } });

    it('pages from the newest line back, each once', async () => {
      const [first, second, both] = [await events(5), await events(5, {}, (await events(5)).at(-1)!.id), await events(10)];
      expect([...first, ...second]).toEqual(both);
      expect(both.map(({ at }) => at.getTime())).toEqual(both.map(({ at }) => at.getTime()).sort((one, other) => other - one));
      expect(both[0]).toMatchObject({ deviceId: 'pump-0', kind: 'rests' });
    });

    it('finds lines by kind, by device and by time', async () => {
      expect((await events(5, { kind: 'died' })).map(({ deviceId }) => deviceId)).toEqual(['pump-1']);
      expect((await events(500, { deviceId: 'pump-7' })).map(({ deviceId }) => deviceId)).toEqual(Array.from({ length: 100 }, () => 'pump-7'));
      const [newest] = await events(1);
      expect(await events(500, { since: new Date(newest!.at.getTime() - 2_000) })).toHaveLength(5);
      expect(await events(5, { since: newest!.at, kind: 'died' })).toEqual([]);
    });

    it('begins nowhere after a line that is not the tenant\'s', async () => {
      expect(await events(5, {}, 9_000_000_000n)).toEqual([]);
      const [newest] = await events(1);
      expect(await store.catalog.events('small', { before: newest!.id, limit: 5, filter: { deviceId: null, kind: null, since: null } })).toEqual([]);
    });

    it('reads little of a long log', async () => {
      const [newest] = await events(1);
      const deep = String(newest!.id - 90_000n);
      const kinds = ['event', 'began', 'rests', 'died'];
      for (const before of [null, deep]) {
        expect(await blocksOf(statements.EVENTS_OF_KINDS, ['large', before, '-infinity', 101, kinds])).toBeLessThan(MOST_BLOCKS);
        expect(await blocksOf(statements.EVENTS_OF_KINDS, ['large', before, newest!.at.toISOString(), 101, kinds])).toBeLessThan(MOST_BLOCKS);
        expect(await blocksOf(statements.EVENTS_OF_DEVICE, ['large', before, '-infinity', 101, kinds, 'pump-7'])).toBeLessThan(MOST_BLOCKS);
      }
    });
  });
});
