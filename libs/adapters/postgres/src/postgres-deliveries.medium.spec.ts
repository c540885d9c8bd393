// Real: PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresDeliveries } from '#adapters/postgres';
import type { SweepRun } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';

const HOUR_MS = 3_600_000;

describe('delivered connection strings in PostgreSQL', () => {
  let postgres: TestPostgres;
  let store: Store;
  let deliveries: PostgresDeliveries;
  const run = { id: randomUUID(), tenantId: 'default' } as SweepRun;
  const window = { everyMs: 24 * HOUR_MS, intervalMs: 6 * HOUR_MS };

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database());
    deliveries = new PostgresDeliveries(store.database, store.sealing, store.keyring);
    for (const tenantId of ['default', 'other']) {
      for (let number = 0; number < 10; number++) await store.tell({ tenantId, deviceId: `pump-${number}` });
    }
    await store.sql(`UPDATE device SET settled = generation, sync = 'in-sync', wake_at = NULL, hub_kind = 'present', hub_status = 'enabled', key_source = 'derived',
                       key_number = 1, delivered_key = 1, confirmed_key = 1, delivered_at = now() - interval '2 days' + substr(device_id, 6)::int * interval '1 minute'`);
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  it('are looked at in turn, a share at a time, and every one once in the window', async () => {
    const seen: string[] = [];
    for (let round = 0; round < 4; round++) {
      const due = await deliveries.due(run, window);
      expect(due.length).toBeLessThanOrEqual(3);
      await deliveries.seen('default', due);
      seen.push(...due);
    }
    expect(seen.sort()).toEqual(Array.from({ length: 10 }, (_, number) => `pump-${number}`));
    expect(await deliveries.due(run, window)).toEqual([]);
    expect(await deliveries.due({ ...run, tenantId: 'other' }, window)).toEqual(['pump-0', 'pump-1', 'pump-2']);
  });

  it('are looked at at once where the fleet made the device anew since', async () => {
    await store.sql(`INSERT INTO sweep_run (id, tenant_id, kind) VALUES ($1, 'default', 'sweep')`, [run.id]);
    await store.sql(`INSERT INTO sweep_fleet_sight (run_id, device_id, status, created_at)
                     SELECT $1, device_id, 'accepted', now() + CASE device_id WHEN 'pump-4' THEN interval '1 minute' ELSE interval '-3 days' END FROM device WHERE tenant_id = 'default'`, [run.id]);
    expect(await deliveries.due(run, window)).toEqual(['pump-4']);
    await store.sql(`UPDATE device SET inspected_at = now() + interval '2 minutes' WHERE tenant_id = 'default' AND device_id = 'pump-4'`);
    expect(await deliveries.due(run, window)).toEqual([]);
  });

  it('are not looked at before a device has reported them, nor while something is under way', async () => {
    await store.sql(`UPDATE device SET inspected_at = NULL WHERE tenant_id = 'default'`);
    await store.sql(`UPDATE device SET confirmed_key = NULL WHERE tenant_id = 'default' AND device_id <> 'pump-7'`);
    expect(await deliveries.due(run, window)).toEqual(['pump-7']);
    expect([...(await deliveries.keysOf('default', ['pump-6', 'pump-7'])).keys()]).toEqual(['pump-7']);
    await store.sql(`UPDATE device SET wake_at = now() WHERE tenant_id = 'default'`);
    expect(await deliveries.due(run, window)).toEqual([]);
  });

  it('are known by the key that the device holds, and delivered again when they are taken for not delivered', async () => {
    const key = { tenantId: 'other', deviceId: 'pump-7' };
    expect((await deliveries.keysOf('other', ['pump-7'])).get('pump-7')?.reveal()).toBe((await store.keyring.keysOf(key, 1)).primary.reveal());
    expect(await deliveries.again(key)).toBe(true);
    expect(await store.sql(`SELECT delivered_key, confirmed_key, wake_at <= now() AS due FROM device WHERE tenant_id = 'other' AND device_id = 'pump-7'`)).toEqual([{ delivered_key: null, confirmed_key: null, due: true }]);
    expect(await deliveries.again({ ...key, deviceId: 'nobody' })).toBe(false);
  });
});
