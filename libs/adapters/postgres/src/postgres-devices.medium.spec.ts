// Real: PostgreSQL, and two processes' worth of connections to it.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyMissing, Secret, type Claim, type DeviceKey, type Outcome } from '#core';
import { aKey, aPresentRecord } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';
import { waitFor } from '../../../../test/support/wait-for.js';

const WAITS: Outcome = { kind: 'wait', reason: 'hub-is-away', afterMs: 60_000 };
const DEAD = { kind: 'dead', reason: 'hub-refuses-device', detail: 'The id is not allowed.' } as const;

describe('the devices in PostgreSQL', () => {
  const masterKey = aMasterKey();
  let postgres: TestPostgres;
  let url: string;
  let [here, there]: Store[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.database();
    [here, there] = [openStore(url, { key: masterKey }), openStore(url, { key: masterKey })];
  }, 240_000);
  afterAll(async () => {
    await Promise.all([here!.close(), there!.close()]);
    await postgres.stop();
  });

  async function aToldDevice(): Promise<DeviceKey> {
    const key = aKey(`device-${randomUUID()}`);
    await here!.tell(key);
    return key;
  }

  async function claim(store: Store, key: DeviceKey): Promise<Claim> {
    const answer = await store.devices.claim(key);
    if (typeof answer === 'string') throw new Error(`The claim was answered with ${answer}.`);
    return answer;
  }

  const settle = (store: Store, held: Claim, odd: Partial<Claim['record']>, outcome: Outcome = WAITS) =>
    store.devices.settle(held, { record: { ...held.record, ...odd }, story: [], outcome });

  it('show whoever claims after a settlement what was settled, never what was before it, in 200 rounds by two processes', async () => {
    const key = await aToldDevice();
    for (let round = 1; round <= 200; round++) {
      const held = await claim(here!, key);
      const [, taken] = await Promise.all([
        settle(here!, held, { lastKeyNumber: round }),
        waitFor('the lease', async () => ((answer) => (typeof answer === 'string' ? null : answer))(await there!.devices.claim(key)), { everyMs: 0 }),
      ]);
      expect(taken.record).toMatchObject({ lastKeyNumber: round });
      await there!.devices.release(taken);
    }
  }, 240_000);

  it('let no claim wait for a row that somebody holds, nor for its neighbours in the batch', async () => {
    const [held, free] = [await aToldDevice(), await aToldDevice()];
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT 1 FROM device WHERE device_id = $1 FOR UPDATE', [held.deviceId]);
    const [blocked, other] = await Promise.all([here!.devices.claim(held), here!.devices.claim(free)]);
    await blocker.query('COMMIT');
    await blocker.end();

    expect(blocked).toBe('leased');
    expect(typeof other).toBe('object');
    expect(typeof (await here!.devices.claim(held))).toBe('object');
  });

  it('keep an adopted key sealed, and open it for a process with the same master key', async () => {
    const key = await aToldDevice();
    const adopted = Buffer.from('the hub made this key, not we!!!').toString('base64');
    await settle(here!, await claim(here!, key), { hub: aPresentRecord({ keys: { adopted: new Secret(adopted) } }) });

    const [row] = await here!.sql<{ adopted_key: Buffer; everything: string }>('SELECT adopted_key, d::text AS everything FROM device d WHERE device_id = $1', [key.deviceId]);
    expect(row!.adopted_key.includes(adopted)).toBe(false);
    expect(row!.adopted_key.includes(Buffer.from(adopted, 'base64'))).toBe(false);
    expect(row!.everything).not.toContain(adopted);
    const { record } = await claim(there!, key);
    expect(record.hub.kind === 'present' && record.hub.keys !== 'derived' && record.hub.keys.adopted?.reveal()).toBe(adopted);
  });

  it('give the lease back when a secret does not open, and say which key is missing', async () => {
    const key = await aToldDevice();
    await settle(here!, await claim(here!, key), { hub: aPresentRecord({ keys: { adopted: new Secret('x') } }) });
    const stranger = openStore(url, { key: aMasterKey('k2') });
    await expect(stranger.devices.claim(key)).rejects.toThrow(KeyMissing);
    await expect(stranger.devices.claim(key)).rejects.toThrow(KeyMissing);
    await stranger.close();
    const [row] = await here!.sql('SELECT reason, detail, lease_until, wake_at > now() + interval \'50 seconds\' AS waits FROM device WHERE device_id = $1', [key.deviceId]);
    expect(row).toEqual({ reason: 'key-missing', detail: expect.stringContaining('k1'), lease_until: null, waits: true });
    expect(await here!.sql('SELECT kind FROM event_log WHERE device_id = $1 AND reason = \'key-missing\'', [key.deviceId])).toEqual([{ kind: 'failed' }]);
    expect(typeof (await here!.devices.claim(key))).toBe('object');
  });

  it('turn a dead device into one dead letter, counted, with the reason of the last time', async () => {
    const key = await aToldDevice();
    for (const detail of ['first', 'second']) {
      await here!.tell(key);
      await settle(here!, await claim(here!, key), {}, { ...DEAD, detail });
    }
    await here!.tell(key);
    await settle(here!, await claim(here!, key), {}, { ...DEAD, reason: 'fleet-refuses-configuration' });
    const letters = await here!.sql('SELECT source_id, reason, detail, attempts FROM dead_letter WHERE device_id = $1 ORDER BY id', [key.deviceId]);
    expect(letters).toEqual([
      { source_id: 'device', reason: 'fleet-refuses-configuration', detail: DEAD.detail, attempts: 3 },
    ]);
  });

  it('write neither record, story nor letter for a holder who lost the lease', async () => {
    const key = await aToldDevice();
    const old = await claim(here!, key);
    await here!.devices.release(old);
    await claim(there!, key);
    const before = await traces(key);
    const line = { kind: 'died', step: null, reason: 'hub-refuses-device', detail: 'x' } as const;
    await expect(here!.devices.settle(old, { record: { ...old.record, attempts: 9 }, story: [line, line], outcome: DEAD })).rejects.toThrow('took over');
    expect(await traces(key)).toEqual(before);
  });

  async function traces({ deviceId }: DeviceKey): Promise<unknown> {
    const text = `SELECT (SELECT d::text FROM device d WHERE device_id = $1) AS device, (SELECT count(*) FROM event_log WHERE device_id = $1) AS lines,
                         (SELECT count(*) FROM dead_letter WHERE device_id = $1) AS letters`;
    return (await here!.sql(text, [deviceId]))[0];
  }
});
