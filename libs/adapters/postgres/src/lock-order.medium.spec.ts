// Real: PostgreSQL whose texts sort as in a dictionary, as most databases are set up, and two processes' worth of connections to it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';

/** A dictionary and JavaScript sort these differently. */
const IDS = ['B', 'a', 'A', 'b', 'a!', 'a-1', 'a_1', 'C', 'c', '_', 'Z', 'z', 'a#', 'a10', 'a2', 'D', 'd', 'E', 'e', 'F'];
const ROUNDS = 30;

describe('statements that lock many devices', () => {
  const key = aMasterKey();
  let postgres: TestPostgres;
  let [here, there]: Store[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.database();
    const setUp = openStore(url);
    const tables = await setUp.sql<{ name: string }>(`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'device_id'`);
    for (const { name } of tables) await setUp.sql(`ALTER TABLE ${name} ALTER COLUMN device_id TYPE text COLLATE "en-x-icu"`);
    await setUp.sql(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET deadlock_timeout = '20ms'`);
    await setUp.close();
    [here, there] = [openStore(url, { key }), openStore(url, { key })];
  }, 240_000);
  afterAll(async () => {
    await Promise.all([here!.close(), there!.close()]);
    await postgres.stop();
  });

  it('never wait for each other in a circle', async () => {
    const tenantId = 'default';
    const keys = IDS.map((deviceId) => ({ tenantId, deviceId }));
    const tellAll = (store: Store, order: typeof keys) => Promise.all(order.map((device) => store.tell(device, { id: randomUUID() })));
    const passAll = (store: Store, order: typeof keys) =>
      Promise.all(
        order.map(async (device) => {
          const claim = await store.devices.claim(device);
          if (typeof claim === 'string') return;
          await store.devices.began(claim, [{ kind: 'began', step: 'set-status', reason: 'should-be-enabled', detail: null }], { step: 'set-status', keyNumber: 1, deploymentBefore: null, recordIsBehind: false });
          await store.devices.settle(claim, { record: claim.record, story: [], outcome: { kind: 'wait', reason: 'no-fleet-connection', afterMs: 0 } });
        }),
      );

    const backwards = [...keys].reverse();
    await tellAll(here!, keys);
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all([
        tellAll(here!, keys),
        tellAll(there!, backwards),
        passAll(here!, backwards),
        passAll(there!, keys),
        here!.connections.putFleet(tenantId, 'https://fleet.example', new Secret('token')),
        there!.devices.takeDue(IDS.length, 0),
      ]);
    }
    expect(await here!.sql('SELECT 1 FROM inbox')).toHaveLength(IDS.length * (1 + 2 * ROUNDS));
  }, 240_000);
});
