// Real: PostgreSQL, with a large fleet that rests.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkSeen } from '#core';
import { PROCESS_NAME } from '#platform';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { LEASE_MS, openStore, type Store } from '../../../../test/support/store.js';
import { PostgresWorkload } from './postgres-workload.js';
import * as statements from './workload-statements.js';

const RESTING = 50_000;
/** In blocks of 8 KiB; all devices are in some thousands. */
const MOST_BLOCKS = 100;

describe('the work of a tenant', () => {
  let postgres: TestPostgres;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database());
  }, 240_000);
  beforeEach(() => store.sql('TRUNCATE device, event_log, inbox CASCADE'));
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  const look = (tenantId = 't', limit = 10): Promise<WorkSeen> => new PostgresWorkload(store.database).look(tenantId, limit);
  const tell = async (...ids: string[]) => {
    for (const deviceId of ids) await store.tell({ tenantId: 't', deviceId });
  };

  it('is nothing while every device rests', async () => {
    await tell('a');
    await store.sql(`UPDATE device SET wake_at = NULL, settled = generation, sync = 'in-sync'`);
    expect(await look()).toEqual({ underWay: { count: 0, first: [] }, wakeUps: [], awaited: [] });
  });

  it('names who is at work on which device, since when and until when, the longest first', async () => {
    await tell('a', 'b', 'c');
    for (const deviceId of ['b', 'a']) await store.devices.claim({ tenantId: 't', deviceId });
    await store.sql(`UPDATE device SET attempts = 2 WHERE device_id = 'b'`);
    const { underWay, wakeUps } = await look();
    expect(underWay.first.map(({ deviceId, worker, attempts }) => [deviceId, worker, attempts])).toEqual([['b', PROCESS_NAME, 2], ['a', PROCESS_NAME, 0]]);
    for (const { since, leaseUntil } of underWay.first) expect(leaseUntil.getTime() - since!.getTime()).toBe(LEASE_MS);
    expect(wakeUps.map(({ deviceId }) => deviceId)).toEqual(['c']);
    expect((await look('t', 1)).underWay).toMatchObject({ count: 2, first: [{ deviceId: 'b' }] });
  });

  it('takes a lease that ran out for no work under way', async () => {
    await tell('a');
    await store.devices.claim({ tenantId: 't', deviceId: 'a' });
    await store.sql(`UPDATE device SET lease_until = now() - interval '1 s'`);
    expect(await look()).toMatchObject({ underWay: { count: 0 }, wakeUps: [{ deviceId: 'a' }], awaited: [{ devices: 1 }] });
  });

  it('tells for whom the relay rings next, and what how many wait for', async () => {
    await tell('a', 'b', 'c', 'd');
    await store.sql(`UPDATE device SET sync = 'waiting', reason = 'hub-paused', wake_at = now() + interval '1 h' WHERE device_id IN ('a', 'b')`);
    await store.sql(`UPDATE device SET sync = 'failing', reason = 'hub-is-away', wake_at = now() - interval '1 s' WHERE device_id = 'c'`);
    await store.sql(`UPDATE device SET reason = 'of a newer version', wake_at = now() + interval '1 min' WHERE device_id = 'd'`);
    const { wakeUps, awaited } = await look();
    expect(wakeUps.map(({ deviceId, reason }) => [deviceId, reason])).toEqual([['c', 'hub-is-away'], ['d', null], ['a', 'hub-paused'], ['b', 'hub-paused']]);
    expect(awaited).toEqual([
      { sync: 'waiting', reason: 'hub-paused', devices: 2, due: 0, nextAt: expect.any(Date) },
      { sync: 'failing', reason: 'hub-is-away', devices: 1, due: 1, nextAt: expect.any(Date) },
      { sync: 'waiting', reason: null, devices: 1, due: 0, nextAt: expect.any(Date) },
    ]);
  });

  it('is nobody else\'s', async () => {
    await tell('a');
    await store.devices.claim({ tenantId: 't', deviceId: 'a' });
    expect(await look('other')).toMatchObject({ underWay: { count: 0, first: [] }, wakeUps: [], awaited: [] });
  });

  it('reads little of a large fleet that rests', async () => {
    await store.sql(`
      INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, sync)
      SELECT 't', 'rests-' || n, 'accepted', now(), 'e', 1, 1, 'in-sync' FROM generate_series(1, ${RESTING}) n`);
    await tell('a', 'b');
    await store.sql('VACUUM ANALYZE device');
    for (const { text } of Object.values(statements)) {
      const literal = text.replace('$1', `'t'`).replace('$2', '50');
      const [row] = await store.sql<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${literal}`);
      const plan = row!['QUERY PLAN'][0]!.Plan;
      expect(plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!).toBeLessThan(MOST_BLOCKS);
    }
  });
});
