// Real: PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Outcome, StoryLine } from '#core';
import { aPresentRecord, anOrigin } from '../../../../test/support/builders.js';
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

  const listed = (limit: number, sync: Parameters<Store['catalog']['list']>[1]['sync'] = null) =>
    pages(limit, (after: string | null) => store.catalog.list(tenantId, { after, limit, sync }), ({ key }) => key.deviceId);

  it('shows a device as we know it', async () => {
    await settled('pump-7', { kind: 'wait', reason: 'hub-is-away', afterMs: 60_000, detail: 'ECONNREFUSED' }, 3);
    const found = await store.catalog.find({ tenantId, deviceId: 'pump-7' });
    expect(found).toEqual({
      key: { tenantId, deviceId: 'pump-7' },
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
    expect(await store.catalog.find({ tenantId, deviceId: 'new' })).toMatchObject({ status: 'preauthorized', hubStatus: 'unknown', sync: 'waiting', reason: null });
    expect(await store.catalog.find({ tenantId: 'other', deviceId: 'new' })).toBeNull();
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
    expect((await listed(2, 'dead')).map((page) => page.map(({ key }) => key.deviceId))).toEqual([['d1', 'd3'], ['d5']]);
    expect((await listed(9, 'in-sync')).flat()).toHaveLength(2);
    expect(await listed(9, 'failing')).toEqual([]);
  });

  it('tells the story of a device in its order, page by page', async () => {
    for (let pass = 0; pass < 3; pass++) await settled('pump-7', { kind: 'wait', reason: 'not-reported-yet', afterMs: 1_000 });
    await settled('pump-8', { kind: 'in-sync', reason: 'as-wanted' });
    const read = (after: bigint | null) => store.catalog.timeline({ tenantId, deviceId: 'pump-7' }, { after, limit: 4 });
    const story = (await pages(4, read, ({ id }) => id)).flat();
    expect(story.map(({ kind }) => kind)).toEqual(['event', 'done', 'event', 'done', 'event', 'done']);
    expect(story[1]).toMatchObject({ step: 'create-identity', reason: 'missing-on-hub', detail: null });
  });

  it('pages through dead letters from the newest back, without their bytes', async () => {
    for (let n = 1; n <= 5; n++) {
      await store.inbox.bury({ origin: anOrigin({ tenantId }), reason: 'not-json', detail: `letter ${n}`, deviceId: null, raw: Buffer.from(`raw ${n}`) });
    }
    await store.inbox.bury({ origin: anOrigin({ tenantId: `other-${tenantId}` }), reason: 'not-json', detail: 'of another tenant', deviceId: null, raw: Buffer.from('x') });
    const read = (before: bigint | null) => store.catalog.deadLetters(tenantId, { before, limit: 2 });
    const letters = await pages(2, read, ({ id }) => id);
    expect(letters.map((page) => page.map(({ detail }) => detail))).toEqual([['letter 5', 'letter 4'], ['letter 3', 'letter 2'], ['letter 1']]);
    expect(letters[0]![0]).toEqual({
      id: expect.any(BigInt),
      sourceId: 'queue',
      deviceId: null,
      reason: 'not-json',
      detail: 'letter 5',
      attempts: 1,
      firstAt: expect.any(Date),
      lastAt: expect.any(Date),
    });
  });
});
