/** Real: PostgreSQL. The fake has to keep the same duties. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PostgresTwinHistory } from '#adapters/postgres';
import { parseJson, writeJson, type NewTwinEdit, type TwinAddress, type TwinHistory } from '#core';
import { FakeTwinHistory } from '../support/fake-twin-history.js';
import { startPostgres } from '../support/postgres.js';
import { openStore } from '../support/store.js';

interface HistoryUnderTest {
  history: TwinHistory;
  stop(): Promise<void>;
}

const onPostgres = async (): Promise<HistoryUnderTest> => {
  const postgres = await startPostgres();
  const store = openStore(await postgres.database());
  return {
    history: new PostgresTwinHistory(store.database),
    stop: async () => {
      await store.close();
      await postgres.stop();
    },
  };
};

const IN_AN_HOUR = new Date(Date.now() + 3_600_000);
const AN_HOUR_AGO = new Date(Date.now() - 3_600_000);
const DONE = { state: 'done', etagAfter: 'E2' } as const;

describe.each([
  { name: 'a fake history', start: async (): Promise<HistoryUnderTest> => ({ history: new FakeTwinHistory(() => new Date()), stop: async () => undefined }) },
  { name: 'the history in PostgreSQL', start: onPostgres },
])('$name, as a TwinHistory', ({ start }) => {
  let tried: HistoryUnderTest;
  beforeAll(async () => void (tried = await start()), 240_000);
  afterAll(() => tried.stop(), 240_000);

  const anAddress = (moduleId: string | null = null): TwinAddress => ({ key: { tenantId: `t-${randomUUID()}`, deviceId: 'pump-7' }, moduleId });
  const anEdit = (odd: Partial<NewTwinEdit> = {}): NewTwinEdit => ({
    address: anAddress(),
    kind: 'edit',
    undoes: null,
    by: 'alice',
    changes: [{ at: '/desired/a', before: undefined, after: parseJson('{"10":1.0,"2":0.12345678901234567890,"\\u0000":"\\ud800"}') }, { at: '/tags/b~1c', before: parseJson('[1]'), after: undefined }],
    etagBefore: 'E1',
    versionBefore: 7,
    ...odd,
  });

  it('keeps an edit as it was begun, digit for digit', async () => {
    const edit = anEdit();
    const id = await tried.history.begin(edit);
    const found = await tried.history.find(edit.address, id);
    expect(found).toMatchObject({ id, address: edit.address, kind: 'edit', undoes: null, by: 'alice', state: 'begun', etagBefore: 'E1', etagAfter: null, versionBefore: 7, at: expect.any(Date) });
    expect(found!.changes.map(({ at, before, after }) => [at, before && writeJson(before), after && writeJson(after)])).toEqual(edit.changes.map(({ at, before, after }) => [at, before && writeJson(before), after && writeJson(after)]));
  });

  it('settles an edit once', async () => {
    const edit = anEdit({ kind: 'undo', undoes: 3n });
    const id = await tried.history.begin(edit);
    expect(await tried.history.settle(id, { ...DONE, changes: edit.changes.slice(0, 1) })).toBe(true);
    expect(await tried.history.settle(id, { state: 'refused', etagAfter: null })).toBe(false);
    const found = await tried.history.find(edit.address, id);
    expect([found!.state, found!.etagAfter, found!.changes.length, found!.undoes]).toEqual(['done', 'E2', 1, 3n]);
  });

  it('lets what is unknown be settled later, and keeps the changes when no others are given', async () => {
    const edit = anEdit();
    const id = await tried.history.begin(edit);
    expect(await tried.history.settle(id, { state: 'unknown', etagAfter: null })).toBe(true);
    expect(await tried.history.settle(id, DONE)).toBe(true);
    expect((await tried.history.find(edit.address, id))!.changes).toHaveLength(2);
  });

  it('keeps the twins of devices, modules and tenants apart', async () => {
    const address = anAddress();
    const id = await tried.history.begin(anEdit({ address }));
    for (const other of [{ ...address, moduleId: 'm' }, { ...address, key: { ...address.key, deviceId: 'pump-8' } }, anAddress()]) {
      expect(await tried.history.find(other, id)).toBeNull();
      expect(await tried.history.list(other, { before: null, limit: 9 })).toEqual([]);
      expect(await tried.history.inDoubt(other, IN_AN_HOUR)).toEqual([]);
    }
  });

  it('lists from the newest back, page by page', async () => {
    const address = anAddress('m');
    const ids: bigint[] = [];
    for (let n = 0; n < 5; n++) ids.push(await tried.history.begin(anEdit({ address })));
    const page = async (before: bigint | null): Promise<bigint[]> => (await tried.history.list(address, { before, limit: 2 })).map(({ id }) => id);
    expect([await page(null), await page(ids[3]!), await page(ids[1]!), await page(ids[0]!)]).toEqual([[ids[4], ids[3]], [ids[2], ids[1]], [ids[0]], []]);
  });

  it('knows what is in doubt: what is unknown, and what was begun long ago', async () => {
    const address = anAddress();
    const [begun, unknown, done, refused] = [await tried.history.begin(anEdit({ address })), await tried.history.begin(anEdit({ address })), await tried.history.begin(anEdit({ address })), await tried.history.begin(anEdit({ address }))];
    await tried.history.settle(unknown, { state: 'unknown', etagAfter: null });
    await tried.history.settle(done, DONE);
    await tried.history.settle(refused, { state: 'refused', etagAfter: null });
    const doubted = async (begunBefore: Date): Promise<bigint[]> => (await tried.history.inDoubt(address, begunBefore)).map(({ id }) => id);
    expect(await doubted(IN_AN_HOUR)).toEqual([begun, unknown]);
    expect(await doubted(AN_HOUR_AGO)).toEqual([unknown]);
  });
});
