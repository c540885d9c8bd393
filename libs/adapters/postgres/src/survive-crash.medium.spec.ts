// Real: PostgreSQL with fsync, killed as by a power cut while events come in.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreIsAway, foldEvent } from '#core';
import { aKey, anEvent, anOrigin } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';
import { waitFor } from '../../../../test/support/wait-for.js';

const SENDERS = 8;
const CRASHES = 3;

describe('a crash of the database', () => {
  let postgres: TestPostgres;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres({ durable: true });
    store = openStore(await postgres.database());
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  it('loses no event that was acknowledged and stores none by halves; the same objects go on after it', async () => {
    const acknowledged: string[] = [];
    const failures: unknown[] = [];
    let crashing = true;

    const send = async (sender: number): Promise<void> => {
      for (let n = 0; crashing; n++) {
        const event = anEvent({ id: `${sender}-${n}`, deviceId: `device-${(sender + n) % 5}` });
        const accept = () => store.inbox.accept(anOrigin(), event, Buffer.from(event.id), (told) => foldEvent(told, event));
        await accept().then(() => acknowledged.push(event.id), (error: unknown) => failures.push(error));
      }
    };
    const senders = Array.from({ length: SENDERS }, (_, sender) => send(sender));
    for (let crash = 1; crash <= CRASHES; crash++) {
      const before = acknowledged.length;
      await waitFor('events to be acknowledged', () => acknowledged.length >= before + 50);
      await postgres.crash();
    }
    const last = acknowledged.length;
    await waitFor('events to be acknowledged after the last crash', () => acknowledged.length >= last + 50);
    crashing = false;
    await Promise.all(senders);

    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter((failure) => !(failure instanceof StoreIsAway))).toEqual([]);
    await expectWhole(acknowledged);
  }, 240_000);

  it('is felt as the store being away, and not at all once it is over', async () => {
    await store.seeds.ensure('default');
    const looks = { hub: () => store.connections.findHub('default'), source: () => store.connections.listEventSources('default'), device: () => store.devices.claim(aKey('nobody')) };
    let failed = 0;
    let crashing = true;
    const looking = Object.values(looks).map(async (look) => {
      while (crashing) {
        await look().catch((error: unknown) => {
          if (!(error instanceof StoreIsAway)) throw error;
          failed += 1;
        });
      }
    });
    await postgres.crash();
    await waitFor('the database to answer', () => store.database.look().then(({ kind }) => kind === 'ready'));
    crashing = false;
    await Promise.all(looking);
    expect(failed).toBeGreaterThan(0);
    expect(await looks.hub()).toBeNull();
  }, 240_000);

  /** What was acknowledged is there; what is there is there in all three tables. */
  async function expectWhole(acknowledged: readonly string[]): Promise<void> {
    const stored = new Set((await store.sql<{ event_id: string }>('SELECT event_id FROM inbox')).map(({ event_id }) => event_id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    const halves = await store.sql(`
      SELECT d.device_id, d.generation, count(i.id) AS events, max(i.generation) AS newest,
             (SELECT count(*) FROM event_log l WHERE l.device_id = d.device_id) AS lines
      FROM device d LEFT JOIN inbox i USING (tenant_id, device_id) GROUP BY d.tenant_id, d.device_id
      HAVING d.generation <> count(i.id) OR d.generation <> max(i.generation)
          OR d.generation <> (SELECT count(*) FROM event_log l WHERE l.device_id = d.device_id)`);
    expect(halves).toEqual([]);
  }
});
