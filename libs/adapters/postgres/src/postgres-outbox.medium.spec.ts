// Real: PostgreSQL. Nothing is fake.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IntegrationAlreadyThere, NotFound, Secret, type Forwarding, type TakeOptions } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { PostgresAcceptedEvents } from './postgres-accepted-events.js';
import { PostgresOutbox } from './postgres-outbox.js';
import { PostgresReceivers } from './postgres-receivers.js';
import { Sealing } from './sealing.js';

const URL_OF_RECEIVER = 'https://receiver.example/hook';
const SECRET = 'feedfacefeedfacefeedfacefeedface';

describe('the outbox', () => {
  const masterKey = aMasterKey();
  let postgres: TestPostgres;
  let store: Store;
  let outbox: PostgresOutbox;
  let receivers: PostgresReceivers;
  let events: PostgresAcceptedEvents;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database(), { key: masterKey });
    const sealing = new Sealing([masterKey]);
    outbox = new PostgresOutbox(store.database, sealing);
    receivers = new PostgresReceivers(store.database, sealing, store.seeds);
    events = new PostgresAcceptedEvents(store.database);
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  async function aTenant(secret: Secret | null = new Secret(SECRET)): Promise<{ tenantId: string; receiverId: string }> {
    const tenantId = `t-${randomUUID()}`;
    const { id } = await receivers.add(tenantId, { url: URL_OF_RECEIVER, secret, description: 'told of everything' });
    return { tenantId, receiverId: id };
  }

  const take = (receiverId: string, odd: Partial<TakeOptions> = {}): Promise<Forwarding[]> => outbox.take({ most: 100, leaseMs: 60_000, only: receiverId, ...odd });
  const tell = (tenantId: string, deviceId = 'pump-7', id: string = randomUUID()) => store.tell({ tenantId, deviceId }, { id });
  const rows = (receiverId: string) => store.sql('SELECT * FROM outbox WHERE receiver_id = $1 ORDER BY id', [receiverId]);

  it('gets every accepted event of a tenant that has a receiver, once', async () => {
    const { tenantId, receiverId } = await aTenant();
    const id = randomUUID();
    await tell(tenantId, 'pump-7', id);
    await tell(tenantId, 'pump-7', id);
    await Promise.all(Array.from({ length: 30 }, (_, n) => tell(tenantId, `pump-${n}`)));
    const taken = await take(receiverId);
    expect(taken).toHaveLength(31);
    expect(taken[0]).toMatchObject({ receiver: { id: receiverId, url: URL_OF_RECEIVER }, event: { id, deviceId: 'pump-7', type: 'device-status-changed', status: 'accepted' }, attempts: 0 });
    expect(taken[0]!.receiver.secret!.reveal()).toBe(SECRET);
    expect(taken[0]!.ageMs).toBeGreaterThanOrEqual(0);
    expect(Buffer.from(taken[0]!.event.raw).toString()).toBe(id);
  });

  it('gets nothing of a tenant that has none', async () => {
    const { receiverId } = await aTenant();
    const before = await store.sql('SELECT count(*) FROM outbox');
    await tell(`t-${randomUUID()}`);
    expect(await store.sql('SELECT count(*) FROM outbox')).toEqual(before);
    expect(await take(receiverId)).toEqual([]);
  });

  it('makes a UUID of an id that is none, the same each time and for each sender another', async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    await tell(one.tenantId, 'pump-7', 'evt-1');
    await tell(other.tenantId, 'pump-7', 'evt-1');
    const [first] = await take(one.receiverId, { leaseMs: -1 });
    const [again] = await take(one.receiverId);
    const [foreign] = await take(other.receiverId);
    expect(first!.event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(again!.event.id).toBe(first!.event.id);
    expect(foreign!.event.id).not.toBe(first!.event.id);
  });

  it('gives nothing to two takers, and gives it again when a taker died', async () => {
    const { tenantId, receiverId } = await aTenant();
    for (let n = 0; n < 20; n++) await tell(tenantId, `pump-${n}`);
    const taken = await Promise.all(Array.from({ length: 10 }, () => take(receiverId, { most: 4, leaseMs: 1_500 })));
    const ids = taken.flat().map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
    expect(await take(receiverId)).toEqual([]);
    const again = await waitFor('the leases to be over', async () => {
      const found = await take(receiverId);
      return found.length > 0 ? found : null;
    });
    expect(again.map(({ id }) => id).every((id) => ids.includes(id))).toBe(true);
  });

  it('takes by receiver: only one, all but some, and of each no more than it is told', async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    for (const { tenantId } of [one, other]) for (let n = 0; n < 3; n++) await tell(tenantId, `pump-${n}`);
    const ours = async (options: Partial<TakeOptions>) =>
      (await outbox.take({ most: 100, leaseMs: -1, ...options })).map(({ receiver }) => receiver.id).filter((id) => id === one.receiverId || id === other.receiverId);
    expect(await ours({ only: one.receiverId })).toEqual(Array(3).fill(one.receiverId));
    expect(await ours({ except: [one.receiverId] })).toEqual(Array(3).fill(other.receiverId));
    expect((await ours({ most: 2 })).sort()).toEqual([one.receiverId, one.receiverId, other.receiverId, other.receiverId].sort());
  });

  it('counts attempts, waits as it is told, and forgets no error until it has arrived', async () => {
    const { tenantId, receiverId } = await aTenant();
    await tell(tenantId);
    const [{ id } = { id: 0n }] = await take(receiverId);
    await outbox.settle(id, { kind: 'failed', statusCode: 500, error: 'It is\0broken.', againInMs: -1 });
    expect(await take(receiverId, { leaseMs: -1 })).toEqual([expect.objectContaining({ id, attempts: 1 })]);
    expect((await events.list(tenantId, { offset: 0, limit: 10, integrationId: null }))[0]!.standings).toEqual([{ integrationId: receiverId, success: false, error: 'It is\uFFFDbroken. It is tried again.', statusCode: 500 }]);
    await outbox.settle(id, { kind: 'failed', statusCode: null, error: 'Nobody.', againInMs: 60_000 });
    expect(await take(receiverId)).toEqual([]);
    await outbox.settle(id, { kind: 'arrived', statusCode: 202 });
    await outbox.settle(id, { kind: 'failed', statusCode: 503, error: 'A late voice.', againInMs: -1 });
    expect(await take(receiverId)).toEqual([]);
    expect(await rows(receiverId)).toEqual([expect.objectContaining({ attempts: 2, due_at: null, status_code: 202, error: null, arrived_at: expect.any(Date) })]);
    expect((await events.list(tenantId, { offset: 0, limit: 10, integrationId: null }))[0]!.standings).toEqual([{ integrationId: receiverId, success: true, error: null, statusCode: 202 }]);
  });

  it('says of what was given up why', async () => {
    const { tenantId, receiverId } = await aTenant();
    await tell(tenantId);
    const [{ id } = { id: 0n }] = await take(receiverId);
    await outbox.settle(id, { kind: 'failed', statusCode: 500, error: 'Given up.', againInMs: null });
    expect(await take(receiverId)).toEqual([]);
    expect((await events.list(tenantId, { offset: 0, limit: 10, integrationId: null }))[0]!.standings).toEqual([{ integrationId: receiverId, success: false, error: 'Given up.', statusCode: 500 }]);
  });

  it('throws out what ended long ago and what has lost its receiver, and nothing that is under way', async () => {
    const [one, gone] = [await aTenant(), await aTenant()];
    for (let n = 0; n < 3; n++) await tell(one.tenantId, `pump-${n}`);
    await tell(gone.tenantId);
    const [first, second] = await take(one.receiverId);
    await outbox.settle(first!.id, { kind: 'arrived', statusCode: 200 });
    await outbox.settle(second!.id, { kind: 'arrived', statusCode: 200 });
    await store.sql(`UPDATE outbox SET created_at = now() - interval '8 days' WHERE receiver_id = $1 AND id <> $2`, [one.receiverId, second!.id]);
    await store.sql(`UPDATE outbox SET created_at = now() - interval '8 days' WHERE receiver_id = $1`, [gone.receiverId]);
    await store.sql('DELETE FROM receiver WHERE id = $1', [gone.receiverId]);
    expect(await outbox.prune(7 * 24 * 3_600_000)).toBe(2);
    expect((await rows(one.receiverId)).map(({ id }) => id)).not.toContain(String(first!.id));
    expect([(await rows(one.receiverId)).length, (await rows(gone.receiverId)).length]).toEqual([2, 0]);
  });
});

describe('a receiver', () => {
  const masterKey = aMasterKey();
  let postgres: TestPostgres;
  let store: Store;
  let receivers: PostgresReceivers;
  let outbox: PostgresOutbox;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database(), { key: masterKey });
    const sealing = new Sealing([masterKey]);
    receivers = new PostgresReceivers(store.database, sealing, store.seeds);
    outbox = new PostgresOutbox(store.database, sealing);
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  const aReceiver = { url: URL_OF_RECEIVER, secret: new Secret(SECRET), description: '' };

  it('is one a tenant, however many ask at once, and none beside a hub', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => receivers.add('one', aReceiver)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(IntegrationAlreadyThere);
    await store.connections.addHub('two', 'hub.azure-devices.net', { kind: 'shared-access-policy', policyName: 'p', key: new Secret('a2V5') });
    await expect(receivers.add('two', aReceiver)).rejects.toThrow(IntegrationAlreadyThere);
  });

  it('belongs to its tenant, and is found by its id alone', async () => {
    const { id } = await receivers.add('mine', aReceiver);
    for (const [tenantId, name] of [['yours', id], ['mine', randomUUID()], ['mine', 'no id']] as const) {
      await expect(receivers.change(tenantId, name, aReceiver)).rejects.toThrow(NotFound);
      await expect(receivers.remove(tenantId, name)).rejects.toThrow(NotFound);
    }
    expect(await receivers.list('yours')).toEqual([]);
    expect(await receivers.list('mine')).toEqual([{ id, url: URL_OF_RECEIVER, description: '', isSigned: true, createdAt: expect.any(Date) }]);
  });

  it('takes another address and secret, also for what is on its way', async () => {
    const { id } = await receivers.add('moved', aReceiver);
    await store.tell({ tenantId: 'moved', deviceId: 'pump-7' });
    await receivers.change('moved', id.toUpperCase(), { url: 'https://new.example', secret: new Secret('abcd') });
    const [{ receiver } = { receiver: null }] = await outbox.take({ most: 1, leaseMs: -1, only: id });
    expect([receiver?.url, receiver?.secret?.reveal()]).toEqual(['https://new.example', 'abcd']);
    await receivers.change('moved', id, { url: 'https://new.example', secret: null });
    expect((await receivers.list('moved'))[0]!.isSigned).toBe(false);
  });

  it('is kept with its secret sealed', async () => {
    await receivers.add('sealed', aReceiver);
    const [{ text } = { text: '' }] = await store.sql<{ text: string }>(`SELECT string_agg(encode(sealed_secret, 'escape'), ' ') AS text FROM receiver`);
    expect(text.length).toBeGreaterThan(40);
    expect(text).not.toContain(SECRET);
  });

  it('that is removed while events come in keeps none of them from being accepted', async () => {
    const tenantId = 'leaving';
    const { id } = await receivers.add(tenantId, aReceiver);
    const [told] = await Promise.all([Promise.allSettled(Array.from({ length: 60 }, (_, n) => store.tell({ tenantId, deviceId: `pump-${n}` }))), receivers.remove(tenantId, id)]);
    expect(told.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await store.sql('SELECT count(*)::int AS n FROM inbox WHERE tenant_id = $1', [tenantId])).toEqual([{ n: 60 }]);
    expect(await outbox.take({ most: 100, leaseMs: 1, only: id })).toEqual([]);
  });
});
