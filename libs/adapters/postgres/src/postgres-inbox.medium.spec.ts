// Real: PostgreSQL, and two processes' worth of connections to it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldEvent, type DeviceEvent, type DeviceKey } from '#core';
import { aKey, anEvent, anOrigin } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';

describe('the inbox in PostgreSQL', () => {
  let postgres: TestPostgres;
  let [here, there]: Store[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.database();
    [here, there] = [openStore(url), openStore(url)];
  }, 240_000);
  afterAll(async () => {
    await Promise.all([here!.close(), there!.close()]);
    await postgres.stop();
  });

  const aDevice = (): DeviceKey => aKey(`device-${randomUUID()}`);
  const accept = (store: Store, event: DeviceEvent, sourceId = 'queue') =>
    store.inbox.accept(anOrigin({ sourceId }), event, Buffer.from(event.id), (told) => foldEvent(told, event));

  it('gives each of 50 events that two processes take at once a generation of its own, and a line in the story', async () => {
    const { deviceId } = aDevice();
    const events = Array.from({ length: 50 }, (_, n) => anEvent({ id: `e-${n}`, deviceId }));
    await Promise.all(events.map((event, n) => accept(n % 2 === 0 ? here! : there!, event, deviceId)));

    const rows = await here!.sql<{ generation: string }>('SELECT generation FROM inbox WHERE device_id = $1', [deviceId]);
    expect(rows.map(({ generation }) => Number(generation)).sort((a, b) => a - b)).toEqual(events.map((_, n) => n + 1));
    expect(await here!.sql('SELECT kind FROM event_log WHERE device_id = $1', [deviceId])).toEqual(events.map(() => ({ kind: 'event' })));
  }, 240_000);

  it('stores neither event nor fold when the fold fails', async () => {
    const { deviceId } = aDevice();
    const broken = here!.inbox.accept(anOrigin(), anEvent({ deviceId }), Buffer.from('x'), () => {
      throw new Error('The fold is broken.');
    });
    await expect(broken).rejects.toThrow('The fold is broken.');
    expect(await traces(deviceId)).toEqual({ device: '0', inbox: '0', event_log: '0' });
  });

  it('stores neither event nor fold when the statement fails in the middle', async () => {
    const { deviceId } = aDevice();
    const event = anEvent({ id: `forbidden-${deviceId}`, deviceId });
    await here!.sql(`ALTER TABLE inbox ADD CONSTRAINT forbidden CHECK (event_id NOT LIKE 'forbidden-%')`);
    await expect(accept(here!, event)).rejects.toThrow('forbidden');
    expect(await traces(deviceId)).toEqual({ device: '0', inbox: '0', event_log: '0' });
  });

  it('loses neither of two events of two devices that their source gave one id, in two processes at once', async () => {
    for (let round = 0; round < 25; round++) {
      const [one, other, sourceId, id] = [aDevice(), aDevice(), randomUUID(), randomUUID()];
      const answers = await Promise.all([
        accept(here!, anEvent({ id, deviceId: one.deviceId }), sourceId),
        accept(there!, anEvent({ id, deviceId: other.deviceId }), sourceId),
      ]);
      expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
      for (const { deviceId } of [one, other]) expect(await traces(deviceId)).toEqual({ device: '1', inbox: '1', event_log: '1' });
    }
  });

  it('keeps a revision beyond 32 bits, and times to the millisecond', async () => {
    const key = aDevice();
    const occurredAt = new Date('2026-03-01T12:00:00.987Z');
    await accept(here!, anEvent({ id: randomUUID(), deviceId: key.deviceId, revision: Number.MAX_SAFE_INTEGER, occurredAt }));
    const claim = await here!.devices.claim(key);
    expect(claim).toMatchObject({ record: { told: { revision: Number.MAX_SAFE_INTEGER, occurredAt } } });
  });

  it('sets a wake-up a few seconds off, should the bell be lost', async () => {
    const { deviceId } = aDevice();
    await accept(here!, anEvent({ id: randomUUID(), deviceId }));
    const [row] = await here!.sql<{ seconds: string }>('SELECT extract(epoch FROM wake_at - now()) AS seconds FROM device WHERE device_id = $1', [deviceId]);
    expect(Number(row!.seconds)).toBeGreaterThan(0);
    expect(Number(row!.seconds)).toBeLessThanOrEqual(15);
  });

  it.each([
    { order: 'in time', late: false },
    { order: 'late', late: true },
  ])('asks for a fresh look at a device that was gone and came back, also when it hears of it $order', async ({ late }) => {
    const key = aDevice();
    const now = Date.now();
    await accept(here!, anEvent({ id: randomUUID(), deviceId: key.deviceId, occurredAt: new Date(now - 60_000) }));
    await here!.sql(`UPDATE device SET hub_kind = 'present', hub_status = 'enabled', key_number = 1, key_source = 'derived', delivered_key = 1, confirmed_key = 1 WHERE device_id = $1`, [key.deviceId]);

    const events = [{ status: 'decommissioned', occurredAt: new Date(now - 1_000) } as const, { status: 'accepted', occurredAt: new Date(now) } as const];
    for (const event of late ? events.reverse() : events) await accept(here!, anEvent({ id: randomUUID(), deviceId: key.deviceId, ...event }));

    const claim = await here!.devices.claim(key);
    expect(claim).toMatchObject({ record: { told: { status: 'accepted' }, lookFirst: true, delivery: { confirmed: null } } });
  });

  async function traces(deviceId: string): Promise<unknown> {
    const count = (table: string): string => `(SELECT count(*) FROM ${table} WHERE device_id = $1) AS ${table}`;
    const [row] = await here!.sql(`SELECT ${['device', 'inbox', 'event_log'].map(count).join(', ')}`, [deviceId]);
    return row;
  }
});
