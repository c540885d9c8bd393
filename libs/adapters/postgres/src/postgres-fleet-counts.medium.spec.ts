// Real: PostgreSQL, and two processes on it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';

const HOUR_MS = 3_600_000;

describe('the fleet in figures', () => {
  let postgres: TestPostgres;
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.database();
    [store, other] = [openStore(url), openStore(url)];
  }, 240_000);
  beforeEach(async () => {
    await store.sql('TRUNCATE device, fleet_count, turn CASCADE');
    for (const [tenantId, deviceId, status] of [['t', 'a', 'accepted'], ['t', 'b', 'accepted'], ['t', 'c', 'noauth'], ['other', 'a', 'pending']] as const) await store.tell({ tenantId, deviceId }, { status });
    await store.sql(`UPDATE device SET sync = 'in-sync', reason = 'as-wanted', hub_kind = 'present', hub_status = 'enabled' WHERE device_id = 'a'`);
    await store.sql(`UPDATE device SET sync = 'failing', reason = 'hub-is-away', fleet_status = 'rejected', hub_kind = 'absent' WHERE device_id = 'b'`);
  });
  afterAll(async () => {
    await Promise.all([store.close(), other.close()]);
    await postgres.stop();
  });

  it('is counted by state, and by reason with the most frequent first', async () => {
    await store.tell({ tenantId: 't', deviceId: 'd' }, { status: 'noauth' });
    expect(await openedAnew().now('t')).toEqual({
      at: expect.any(Date),
      devices: 4,
      sync: { 'in-sync': 1, waiting: 2, failing: 1, dead: 0 },
      status: { accepted: 1, preauthorized: 0, rejected: 1, noauth: 2, pending: 0, decommissioned: 0 },
      hubStatus: { enabled: 1, disabled: 0, absent: 1, unknown: 2 },
      reasons: [{ reason: null, sync: 'waiting', devices: 2 }, expect.objectContaining({ devices: 1 }), expect.objectContaining({ devices: 1 })],
    });
  });

  it('is empty for a tenant without devices', async () => expect(await store.counts.now('nobody')).toMatchObject({ devices: 0, reasons: [] }));

  it('is counted once for many who ask at the same time', async () => {
    const [one, same] = await Promise.all([store.counts.now('t'), store.counts.now('t')]);
    expect(same).toBe(one);
  });

  it('is kept by one process a minute, for every tenant', async () => {
    const took = await Promise.all([store.counts.keep(), other.counts.keep(), store.counts.keep()]);
    // A minute may end in between.
    expect(took.filter(Boolean).length).toBeGreaterThanOrEqual(1);
    expect(took.filter(Boolean).length).toBeLessThanOrEqual(2);
    const from = new Date(Date.now() - HOUR_MS);
    const own = (await store.counts.since('t', 'minute', from)).at(-1)!;
    expect(own).toEqual({ at: expect.any(Date), devices: 3, sync: { 'in-sync': 1, waiting: 1, failing: 1, dead: 0 }, status: expect.objectContaining({ accepted: 1, rejected: 1, noauth: 1 }) });
    expect(own.at.getTime() % 60_000).toBe(0);
    expect((await store.counts.since('other', 'minute', from)).at(-1)!.devices).toBe(1);
    expect(await store.counts.since('nobody', 'minute', from)).toEqual([]);
  });

  it('keeps one count of each hour, the first, and lets go of what is too old', async () => {
    await store.counts.keep();
    await store.sql(`UPDATE turn SET taken_at = now() - interval '2 minutes'`);
    await store.sql(`UPDATE fleet_count SET at = at - interval '1 minute' WHERE span = 'minute'`);
    await store.sql(`INSERT INTO fleet_count SELECT tenant_id, span, now() - interval '49 hours', 7, sync, status FROM fleet_count WHERE tenant_id = 't'`);
    await store.tell({ tenantId: 't', deviceId: 'e' });
    expect(await other.counts.keep()).toBe(true);
    const from = new Date(Date.now() - 100 * HOUR_MS);
    expect((await store.counts.since('t', 'minute', from)).map(({ devices }) => devices)).toEqual([3, 4]);
    const hours = await store.counts.since('t', 'hour', from);
    expect(hours.map(({ devices }) => devices).slice(0, 2)).toEqual([7, 3]);
    expect(hours[1]!.at.getTime() % HOUR_MS).toBe(0);
    expect(await store.counts.since('t', 'minute', new Date(Date.now() + HOUR_MS))).toEqual([]);
  });

  /** One that has not counted yet. */
  const openedAnew = () => new (store.counts.constructor as new (database: Store['database']) => Store['counts'])(store.database);
});
