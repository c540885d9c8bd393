// Real: PostgreSQL, by a line that is cut, or swallows everything.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreIsAway } from '#core';
import { aKey } from '../../../../test/support/builders.js';
import { openLine, type Line } from '../../../../test/support/line.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';
import { waitFor } from '../../../../test/support/wait-for.js';

describe('the database', () => {
  let postgres: TestPostgres;
  let line: Line;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.database();
    line = await openLine(url);
    store = openStore(url, { by: line.through(url), connections: 3 });
    await store.tokens.issue('default', 'first', 'admin');
  }, 240_000);
  beforeEach(async () => {
    await line.mend();
    await waitFor('the database to answer', () => store.database.look().then(({ kind }) => kind === 'ready'));
  });
  afterAll(async () => {
    await store.close();
    await line.cut();
    await postgres.stop();
  });

  /** One call by a prepared statement, one by Prisma, one by a transaction of Prisma. */
  const CALLS: [string, () => Promise<unknown>][] = [
    ['a statement', () => store.devices.claim(aKey('nobody'))],
    ['a look by Prisma', () => store.tokens.list('default', { after: null, limit: 1 })],
    ['a transaction', () => store.connections.addHub(`tenant-${Math.random()}`, 'h', { kind: 'entra-id', credential: { kind: 'managed-identity', clientId: null } })],
  ];

  it.each(CALLS)('is away for %s when nobody listens, and back with the same object', async (_, call) => {
    await line.cut();
    await expect(call()).rejects.toThrow(StoreIsAway);
    await expect(call()).rejects.toThrow(StoreIsAway);
    expect(await store.database.look()).toEqual({ kind: 'away' });
    await line.mend();
    await call();
    expect(await store.database.look()).toEqual({ kind: 'ready' });
  });

  it.each(CALLS)('is away for %s when it takes everything and answers nothing', async (_, call) => {
    line.freeze();
    await expect(call()).rejects.toThrow(StoreIsAway);
    await line.mend();
    await waitFor('the database to answer', () => store.database.look().then(({ kind }) => kind === 'ready'));
    await call();
  }, 240_000);

  it('is away for whoever gets no connection in time, and not for those who have one', async () => {
    const slow = Array.from({ length: 3 }, () => store.database.run({ name: 'slow', text: 'SELECT pg_sleep(3)' }, []));
    await expect(store.devices.claim(aKey('nobody'))).rejects.toThrow(StoreIsAway);
    expect(await Promise.all(slow)).toHaveLength(3);
    expect(await store.devices.claim(aKey('nobody'))).toBe('unknown');
  }, 240_000);

  it('is not away when a statement of ours is wrong: that is a bug, and goes up as it is', async () => {
    const wrong = store.database.run({ name: 'wrong', text: 'SELECT nothing FROM nowhere' }, []);
    await expect(wrong).rejects.toMatchObject({ code: '42P01' });
  });
});
