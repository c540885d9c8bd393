// Real: PostgreSQL. Passes are made by hand: claim and settle.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ALL_DEVICES, Secret, type DeviceKey, type HubRecord } from '#core';
import { aPresentRecord } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';
import { PostgresKeyRotations } from './postgres-key-rotations.js';

const TENANT = 'default';
const ALL = { tenantId: TENANT, group: null };
const ADOPTED = aPresentRecord({ madeBy: 'somebody-else', keys: { adopted: new Secret('YWRvcHRlZC1rZXk=') } });

let postgres: TestPostgres;
let store: Store;
let rotations: PostgresKeyRotations;

beforeAll(async () => {
  postgres = await startPostgres();
}, 240_000);
beforeEach(async () => {
  await store?.close();
  store = openStore(await postgres.database());
  rotations = new PostgresKeyRotations(store.database);
});
afterAll(async () => {
  await store.close();
  await postgres.stop();
}, 240_000);

const keyOf = (deviceId: string, tenantId = TENANT): DeviceKey => ({ tenantId, deviceId });

/** A pass over a device, that ends with this record of the hub. Answers with the number that it was to rotate to. */
async function pass(key: DeviceKey, hub?: HubRecord): Promise<number | null> {
  const claim = await store.devices.claim(key);
  if (typeof claim === 'string') throw new Error(claim);
  const lastKeyNumber = hub?.kind === 'present' ? Math.max(hub.keyNumber, hub.nextKey ?? 0) : claim.record.lastKeyNumber;
  await store.devices.settle(claim, { record: { ...claim.record, lastKeyNumber, ...(hub && { hub }) }, story: [], outcome: { kind: 'in-sync', reason: 'as-wanted' } });
  return claim.record.rotateTo;
}

async function deviceWith(deviceId: string, hub: HubRecord, tenantId = TENANT): Promise<DeviceKey> {
  const key = keyOf(deviceId, tenantId);
  await store.tell(key);
  await pass(key, hub);
  return key;
}

describe('a wish for another device key', () => {
  it('wakes a device that rests, and is met by the next key, for good', async () => {
    const key = await deviceWith('pump-7', aPresentRecord({ keyNumber: 3 }));
    expect(await store.devices.claim(key)).toBe('rests');
    expect(await rotations.ask(key)).toBe('asked');
    expect(await rotations.ask(key)).toBe('under-way');
    expect(await store.catalog.find(key, ALL_DEVICES)).toMatchObject({ sync: 'waiting', reason: 'rotation-wanted' });
    expect(await store.devices.takeDue(10, 1_000)).toEqual([key]);

    expect(await pass(key, aPresentRecord({ keyNumber: 3, nextKey: 4 }))).toBe(4);
    expect(await rotations.ask(key)).toBe('under-way');
    await store.tell(key);
    await pass(key, aPresentRecord({ keyNumber: 4 }));
    expect(await rotations.count(ALL)).toEqual({ toRotate: 1, underWay: 0, without: 0 });
    expect(await rotations.ask(key)).toBe('asked');
    expect(await pass(key)).toBe(5);
  });

  it('that comes in during a pass is seen by the next one', async () => {
    const key = await deviceWith('pump-7', aPresentRecord());
    await store.tell(key);
    const claim = await store.devices.claim(key);
    if (typeof claim === 'string') throw new Error(claim);
    expect(await rotations.ask(key)).toBe('asked');
    expect(await store.devices.settle(claim, { record: claim.record, story: [], outcome: { kind: 'in-sync', reason: 'as-wanted' } })).toBe('newer-event');
    expect(await pass(key)).toBe(2);
  });

  it.each<[string, HubRecord]>([
    ['is not in the hub', { kind: 'absent' }],
    ['was never looked at', { kind: 'unseen' }],
    ['signs in with a certificate', aPresentRecord({ madeBy: 'somebody-else', keys: { adopted: null } })],
  ])('is refused for a device that %s', async (_, hub) => {
    const key = await deviceWith('pump-7', hub);
    expect(await rotations.ask(key)).toBe('no-keys');
    expect(await rotations.count(ALL)).toEqual({ toRotate: 0, underWay: 0, without: 1 });
    expect(await rotations.askAll(ALL)).toBe(0);
  });

  it('is refused for a device that nobody named, and for a neighbour\'s', async () => {
    await deviceWith('theirs', aPresentRecord(), 'acme');
    expect(await rotations.ask(keyOf('theirs'))).toBe('unknown');
    expect(await rotations.count(ALL)).toEqual({ toRotate: 0, underWay: 0, without: 0 });
    expect(await rotations.askAll(ALL)).toBe(0);
  });

  it('may be for all, or for a group, and is made once', async () => {
    const ids = ['a', 'b', 'C', 'd', 'e'];
    for (const id of ids) await deviceWith(id, id === 'b' ? ADOPTED : aPresentRecord());
    await deviceWith('certificate', aPresentRecord({ madeBy: 'somebody-else', keys: { adopted: null } }));
    for (const id of ['a', 'b']) await store.groups.join(keyOf(id), 'plant-1');

    expect(await rotations.count({ tenantId: TENANT, group: 'plant-1' })).toEqual({ toRotate: 2, underWay: 0, without: 0 });
    expect(await rotations.askAll({ tenantId: TENANT, group: 'plant-1' })).toBe(2);
    expect(await rotations.count(ALL)).toEqual({ toRotate: 3, underWay: 2, without: 1 });
    const told: number[] = [];
    expect(await rotations.askAll(ALL, (done) => told.push(done))).toBe(3);
    expect(told).toEqual([3]);
    expect(await rotations.askAll(ALL)).toBe(0);
    expect(await rotations.count(ALL)).toEqual({ toRotate: 0, underWay: 5, without: 1 });
  });

  it('wakes many one after the other, and none of them later than it would wake anyway', async () => {
    await store.sql(
      `INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, hub_kind, key_number, last_key_number, key_source, wake_at)
       SELECT $1, 'pump-' || n, 'accepted', now(), 'e', 1, 1, 'present', 1, 1, 'derived', CASE WHEN n = 2500 THEN now() - interval '1 hour' END FROM generate_series(1, 2500) AS n`,
      [TENANT],
    );
    expect(await rotations.askAll(ALL)).toBe(2_500);
    const [row] = await store.sql<{ first: number; last: number; early: number }>(`
      SELECT extract(epoch FROM max(wake_at) - now()) AS last, extract(epoch FROM min(wake_at) FILTER (WHERE device_id <> 'pump-2500') - now()) AS first,
             count(*) FILTER (WHERE wake_at < now() - interval '30 minutes') AS early FROM device`);
    expect(Number(row!.early)).toBe(1);
    expect(Number(row!.last)).toBeGreaterThan(20);
    expect(Number(row!.first)).toBeLessThan(1);
  });

  it('is forgotten with the hub: a new hub gives new keys anyway', async () => {
    const key = await deviceWith('pump-7', aPresentRecord({ nextKey: 2 }));
    const [row] = await store.sql<{ next_key: number | null }>('SELECT next_key FROM device');
    expect(row!.next_key).toBe(2);
    await store.tell(key);
    await pass(key, { kind: 'absent' });
    const [after] = await store.sql<{ next_key: number | null }>('SELECT next_key FROM device');
    expect(after!.next_key).toBeNull();
  });
});
