// Real: PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ALL_DEVICES, ANY_DEVICE, type DeviceFilter, type DeviceScope, type Outcome, type StoryLine } from '#core';
import { aPresentRecord } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';

const LINE: StoryLine = { kind: 'done', step: 'create-identity', reason: 'missing-on-hub', detail: null };
/** Ids that sort otherwise in a dictionary than by their bytes. */
const IDS = ['B', 'a', 'A', 'b', 'a-1', 'a_1', 'a10', 'a2', '_', '9', 'Z!'];

describe('the catalogue in PostgreSQL', () => {
  let postgres: TestPostgres;
  let store: Store;
  let tenantId: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database());
  }, 240_000);
  beforeEach(() => {
    tenantId = `tenant-${randomUUID()}`;
  });
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  async function settled(deviceId: string, outcome: Outcome, attempts = 0): Promise<void> {
    const key = { tenantId, deviceId };
    await store.tell(key, { id: randomUUID() });
    const claim = await store.devices.claim(key);
    if (typeof claim === 'string') throw new Error(claim);
    const delivery = { delivered: 2, deliveredAt: new Date(), confirmed: 1 };
    const record = { ...claim.record, fleetStatus: 'rejected' as const, hub: aPresentRecord({ status: 'disabled', keyNumber: 2 }), delivery, attempts };
    await store.devices.settle(claim, { record, story: [LINE], outcome });
  }

  /** Every page in turn. */
  async function pages<T, At>(size: number, read: (at: At | null) => Promise<T[]>, next: (last: T) => At): Promise<T[][]> {
    const found: T[][] = [];
    for (let at: At | null = null; ; at = next(found.at(-1)!.at(-1)!)) {
      const page = await read(at);
      if (page.length === 0) return found;
      expect(page.length).toBeLessThanOrEqual(size);
      found.push(page);
    }
  }

  const listed = (limit: number, odd: Partial<DeviceFilter> = {}) =>
    pages(limit, (after: string | null) => store.catalog.list(tenantId, { after, limit, scope: ALL_DEVICES, filter: { ...ANY_DEVICE, ...odd } }), ({ key }) => key.deviceId);

  it('shows a device as we know it', async () => {
    await settled('pump-7', { kind: 'wait', reason: 'hub-is-away', afterMs: 60_000, detail: 'ECONNREFUSED' }, 3);
    const found = await store.catalog.find({ tenantId, deviceId: 'pump-7' }, ALL_DEVICES);
    expect(found).toEqual({
      key: { tenantId, deviceId: 'pump-7' },
      groups: [],
      status: 'rejected',
      hubStatus: 'disabled',
      sync: 'failing',
      reason: 'hub-is-away',
      detail: 'ECONNREFUSED',
      deliveredKey: 2,
      confirmedKey: 1,
      attempts: 3,
      wakeAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
    expect(found!.wakeAt!.getTime() - Date.now()).toBeGreaterThan(50_000);
    expect(Math.abs(found!.updatedAt.getTime() - Date.now())).toBeLessThan(10_000);
  });

  it('shows a device of which only an event is known by what the event says', async () => {
    await store.tell({ tenantId, deviceId: 'new' }, { status: 'preauthorized' });
    expect(await store.catalog.find({ tenantId, deviceId: 'new' }, ALL_DEVICES)).toMatchObject({ status: 'preauthorized', hubStatus: 'unknown', sync: 'waiting', reason: null });
    expect(await store.catalog.find({ tenantId: 'other', deviceId: 'new' }, ALL_DEVICES)).toBeNull();
  });

  it.each([1, 3, 100])('pages through all devices of a tenant by %d, each once', async (limit) => {
    await Promise.all(IDS.map((deviceId) => store.tell({ tenantId, deviceId }, { id: randomUUID() })));
    await store.tell({ tenantId: `other-${tenantId}`, deviceId: 'a' });
    const ids = (await listed(limit)).flat().map(({ key }) => key.deviceId);
    expect([...ids].sort()).toEqual([...IDS].sort());
    expect((await listed(100)).flat().map(({ key }) => key.deviceId)).toEqual(ids);
  });

  it('pages through the devices of one state', async () => {
    for (const deviceId of ['d1', 'd3', 'd5']) await settled(deviceId, { kind: 'dead', reason: 'hub-refuses-device', detail: 'x' });
    for (const deviceId of ['d2', 'd4']) await settled(deviceId, { kind: 'in-sync', reason: 'as-wanted' });
    expect((await listed(2, { sync: 'dead' })).map((page) => page.map(({ key }) => key.deviceId))).toEqual([['d1', 'd3'], ['d5']]);
    expect((await listed(9, { sync: 'in-sync' })).flat()).toHaveLength(2);
    expect(await listed(9, { sync: 'failing' })).toEqual([]);
  });

  describe('within a scope', () => {
    const some = (devices: string[], groups: string[] = []): DeviceScope => ({ kind: 'some', devices, groups });

    beforeEach(async () => {
      for (const deviceId of IDS) await store.tell({ tenantId, deviceId }, { id: randomUUID() });
      for (const deviceId of ['a', 'b', 'a2']) await store.groups.join({ tenantId, deviceId }, 'plant-1');
      for (const deviceId of ['b', 'B']) await store.groups.join({ tenantId, deviceId }, 'plant-2');
      await settled('b', { kind: 'in-sync', reason: 'as-wanted' });
    });

    it.each([
      { scope: some([]), ids: [] },
      { scope: some(['a', 'nobody']), ids: ['a'] },
      { scope: some([], ['plant-1']), ids: ['a', 'b', 'a2'] },
      { scope: some(['9', 'b'], ['plant-1', 'plant-2', 'no-such']), ids: ['9', 'a', 'b', 'a2', 'B'] },
    ])('finds and lists $ids for $scope and no other', async ({ scope, ids }) => {
      const found = await Promise.all(IDS.map(async (deviceId) => ((await store.catalog.find({ tenantId, deviceId }, scope)) ? [deviceId] : [])));
      expect(found.flat().sort()).toEqual([...ids].sort());
      const order = (await listed(100)).flat().map(({ key }) => key.deviceId);
      for (const limit of [1, 2, 100]) {
        const paged = await pages(limit, (after: string | null) => store.catalog.list(tenantId, { after, limit, scope, filter: ANY_DEVICE }), ({ key }) => key.deviceId);
        expect(paged.flat().map(({ key }) => key.deviceId)).toEqual(order.filter((id) => ids.includes(id)));
      }
      const settledOnes = await store.catalog.list(tenantId, { after: null, limit: 9, scope, filter: { ...ANY_DEVICE, sync: 'in-sync' } });
      expect(settledOnes.map(({ key }) => key.deviceId)).toEqual(ids.includes('b') ? ['b'] : []);
    });

    it('shows the groups of a device, and asks for those of no other tenant', async () => {
      expect((await store.catalog.find({ tenantId, deviceId: 'b' }, ALL_DEVICES))?.groups).toEqual(['plant-1', 'plant-2']);
      expect(await store.catalog.list(`other-${tenantId}`, { after: null, limit: 9, scope: some(['a'], ['plant-1']), filter: ANY_DEVICE })).toEqual([]);
    });

    it('lets a device leave, and knows a group as long as a device is in it', async () => {
      const page = { after: null, limit: 9 };
      expect(await store.groups.join({ tenantId, deviceId: 'nobody' }, 'plant-1')).toBe(false);
      expect(await store.groups.join({ tenantId, deviceId: 'b' }, 'plant-2')).toBe(true);
      expect(await store.groups.names(tenantId, page)).toEqual(['plant-1', 'plant-2']);
      expect(await store.groups.leave({ tenantId, deviceId: 'B' }, 'plant-2')).toBe(true);
      expect(await store.groups.leave({ tenantId, deviceId: 'B' }, 'plant-2')).toBe(false);
      expect(await store.groups.devices(tenantId, 'plant-2', page)).toEqual(['b']);
      expect(await store.groups.devices(tenantId, 'plant-2', { after: 'b', limit: 9 })).toEqual([]);
      await store.groups.leave({ tenantId, deviceId: 'b' }, 'plant-2');
      expect(await store.groups.names(tenantId, page)).toEqual(['plant-1']);
    });
  });

  it('tells the story of a device in its order, page by page', async () => {
    for (let pass = 0; pass < 3; pass++) await settled('pump-7', { kind: 'wait', reason: 'not-reported-yet', afterMs: 1_000 });
    await settled('pump-8', { kind: 'in-sync', reason: 'as-wanted' });
    const read = (after: bigint | null) => store.catalog.timeline({ tenantId, deviceId: 'pump-7' }, { after, limit: 4 });
    const story = (await pages(4, read, ({ id }) => id)).flat();
    expect(story.map(({ kind }) => kind)).toEqual(['event', 'done', 'event', 'done', 'event', 'done']);
    expect(story[1]).toMatchObject({ step: 'create-identity', reason: 'missing-on-hub', detail: null });
  });
});
