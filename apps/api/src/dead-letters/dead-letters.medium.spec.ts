// Real: the API over HTTP, PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALL_DEVICES, type Outcome } from '#core';
import { apiCaller, type ApiCaller } from '../../../../test/support/api-caller.js';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';

const LETTERS = '/api/v1/dead-letters';
const DEAD: Outcome = { kind: 'dead', reason: 'hub-refuses-device', detail: 'The id is not allowed.' };

interface Place {
  tenantId: string;
  operator: ApiCaller;
  viewer: ApiCaller;
  /** A letter of the queue, by an earlier version that could not read it. */
  bury(raw: string | Buffer, odd?: { reason?: string; sourceId?: string; deviceId?: string; eventId?: string }): Promise<void>;
  /** The only open letter of the tenant. */
  onlyOne(): Promise<any>;
  /** The device was told of, and a pass gave it up. */
  giveUp(deviceId: string): Promise<void>;
  statusOf(deviceId: string): Promise<string | undefined>;
}

/** The beginning of a millisecond that has come: what was written before is older. */
async function nextMoment(): Promise<string> {
  const next = Date.now() + 1;
  while (Date.now() < next) await new Promise((resolve) => setImmediate(resolve));
  return new Date(next).toISOString();
}

describe('dead letters', () => {
  let under: ApiUnderTest;
  beforeAll(async () => {
    under = await startApiUnderTest();
  }, 240_000);
  afterAll(() => under.stop(), 240_000);

  async function aPlace(): Promise<Place> {
    const tenantId = `t-${randomUUID().slice(0, 8)}`;
    const caller = async (role: 'operator' | 'viewer'): Promise<ApiCaller> => apiCaller(under.api.address, await under.token(role, { kind: 'all' }, tenantId));
    const operator = await caller('operator');
    return {
      tenantId,
      operator,
      viewer: await caller('viewer'),
      bury: (raw, { reason = 'unknown-type', sourceId = 'queue', deviceId, eventId } = {}) =>
        under.store.inbox.bury({ origin: { tenantId, sourceId }, reason, detail: 'It was not known then.', deviceId: deviceId ?? null, eventId: eventId ?? null, raw: Buffer.from(raw) }),
      onlyOne: async () => {
        const { items } = (await operator.get(LETTERS)).body;
        expect(items).toHaveLength(1);
        return items[0];
      },
      giveUp: async (deviceId) => {
        await under.store.tell({ tenantId, deviceId });
        const claim = await under.store.devices.claim({ tenantId, deviceId });
        if (typeof claim === 'string') throw new Error(`The claim was answered with ${claim}.`);
        await under.store.devices.settle(claim, { record: claim.record, story: [], outcome: DEAD });
      },
      statusOf: async (deviceId) => (await under.store.catalog.find({ tenantId, deviceId }, ALL_DEVICES))?.status,
    };
  }

  const job = (deviceId: string, odd: Record<string, unknown> = {}): string =>
    JSON.stringify({ id: `event-of-${deviceId}`, type: 'reject', deviceId, occurredAt: '2026-03-01T12:00:00Z', ...odd });

  describe('on the list', () => {
    it('are picked by reason, source, device and time, page by page', async () => {
      const { operator, bury, giveUp } = await aPlace();
      for (const n of [1, 2, 3]) await bury(`{"n":${n}}`, { reason: 'not-json', deviceId: `pump-${n}` });
      const after = await nextMoment();
      await bury('{}', { reason: 'bad-time' });
      await giveUp('pump-1');
      const found = async (query: string): Promise<unknown[]> => (await operator.get(`${LETTERS}?${query}`)).body.items.map((one: any) => [one.sourceId, one.reason, one.deviceId]);

      expect(await found('reason=bad-time')).toEqual([['queue', 'bad-time', null]]);
      expect(await found('sourceId=device')).toEqual([['device', 'hub-refuses-device', 'pump-1']]);
      expect(await found('deviceId=pump-1')).toEqual([['device', 'hub-refuses-device', 'pump-1'], ['queue', 'not-json', 'pump-1']]);
      expect(await found(`since=${after}`)).toHaveLength(2);
      expect(await found('state=answered')).toEqual([]);
      expect(await found('state=all')).toHaveLength(5);

      const first = await operator.get(`${LETTERS}?limit=2&reason=not-json`);
      const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
      expect([...first.body.items, ...(await operator.get(next!)).body.items].map(({ deviceId }: any) => deviceId)).toEqual(['pump-3', 'pump-2', 'pump-1']);
      for (const wrong of ['since=yesterday', 'state=lost', 'limit=0']) expect((await operator.get(`${LETTERS}?${wrong}`)).status).toBe(422);
    });

    it('say why a device was given up, in a sentence', async () => {
      const { onlyOne, giveUp } = await aPlace();
      await giveUp('pump-7');
      expect(await onlyOne()).toMatchObject({ sourceId: 'device', deviceId: 'pump-7', attempts: 1, answer: null, why: expect.stringMatching(/^The hub refuses .* The id is not allowed\.$/) });
    });
  });

  describe('one by one', () => {
    it('show their bytes to whoever may replay them, and to nobody else', async () => {
      const { operator, viewer, bury, onlyOne } = await aPlace();
      await bury(Buffer.from([0xff, 0x00]));
      const { id } = await onlyOne();
      expect((await operator.get(`${LETTERS}/${id}`)).body.raw).toEqual({ encoding: 'base64', content: '/wA=', bytes: 2, truncated: false });
      const seen = await viewer.get(`${LETTERS}/${id}`);
      expect([seen.status, seen.body.raw, seen.body.detail]).toEqual([200, null, 'It was not known then.']);
    });

    it('are not found when they are a neighbour\'s, or of no such id, whatever is asked of them', async () => {
      const [here, there] = [await aPlace(), await aPlace()];
      await there.bury('{}');
      const { id } = await there.onlyOne();
      for (const strange of [id, '99999999999999999999', '0', 'x', randomUUID()]) {
        expect((await here.operator.get(`${LETTERS}/${strange}`)).status).toBe(404);
        expect((await here.operator.post(`${LETTERS}/${strange}/replay`)).status).toBe(404);
        expect((await here.operator.post(`${LETTERS}/${strange}/dismiss`, { body: { reason: 'x' } })).status).toBe(404);
      }
      expect((await here.operator.post(`${LETTERS}/replay`, { body: { ids: [id] } })).body).toMatchObject({ matched: 0, replayed: 0 });
      expect(await there.onlyOne()).toMatchObject({ answer: null });
    });
  });

  describe('replayed', () => {
    it('go through the door by which they came, and are marked with who did it', async () => {
      const { operator, bury, onlyOne, statusOf, tenantId } = await aPlace();
      await bury(job('pump-7'));
      const { id } = await onlyOne();
      expect((await operator.post(`${LETTERS}/${id}/replay`)).body).toEqual({ matched: 1, replayed: 1, failed: [], next: null });
      expect(await statusOf('pump-7')).toBe('rejected');
      const [stored] = await under.store.sql('SELECT source_id, raw FROM inbox WHERE tenant_id = $1', [tenantId]);
      expect([stored!.source_id, String(stored!.raw)]).toEqual(['queue', job('pump-7')]);
      expect((await operator.get(LETTERS)).body.items).toEqual([]);
      expect((await operator.get(`${LETTERS}/${id}`)).body.answer).toEqual({ how: 'replayed', at: expect.any(String), by: expect.stringContaining('operator'), note: null });
    });

    it('are read with the event id that came beside their bytes', async () => {
      const { operator, bury, onlyOne, statusOf, tenantId } = await aPlace();
      const source = await under.store.connections.addEventSource(tenantId, 'standard-webhooks', (await under.store.tokens.issue(tenantId, 'x', 'viewer')).token);
      await bury(JSON.stringify({ type: 'accept', timestamp: '2026-03-01T12:00:00Z', data: { deviceId: 'pump-8' } }), { sourceId: source.id, eventId: 'msg-1' });
      expect((await operator.post(`${LETTERS}/${(await onlyOne()).id}/replay`)).body.replayed).toBe(1);
      expect(await statusOf('pump-8')).toBe('accepted');
      expect(await under.store.sql('SELECT event_id FROM inbox WHERE tenant_id = $1', [tenantId])).toEqual([{ event_id: 'msg-1' }]);
    });

    it('stay open when they fail again, counted and not doubled, with what is wrong today', async () => {
      const { operator, bury, onlyOne } = await aPlace();
      await bury(job('pump-7', { type: 'explode' }), { reason: 'not-json' });
      const { id } = await onlyOne();
      const { body } = await operator.post(`${LETTERS}/${id}/replay`);
      expect(body).toMatchObject({ replayed: 0, failed: [{ id, reason: 'unknown-type', detail: expect.stringContaining('explode') }] });
      expect(await onlyOne()).toMatchObject({ id, attempts: 2, reason: 'unknown-type', answer: null });
    });

    it('say so when nobody knows any more how to read them', async () => {
      const { operator, bury, onlyOne } = await aPlace();
      await bury('{}', { sourceId: randomUUID() });
      const { body } = await operator.post(`${LETTERS}/${(await onlyOne()).id}/replay`);
      expect(body).toMatchObject({ replayed: 0, failed: [{ reason: 'unknown-source' }] });
    });

    it('wake a device that was given up, with all its attempts', async () => {
      const { operator, onlyOne, giveUp, tenantId } = await aPlace();
      await giveUp('pump-7');
      const { id } = await onlyOne();
      expect(await under.store.devices.claim({ tenantId, deviceId: 'pump-7' })).toBe('rests');
      expect((await operator.post(`${LETTERS}/${id}/replay`)).body.replayed).toBe(1);
      expect(await under.store.devices.claim({ tenantId, deviceId: 'pump-7' })).toMatchObject({ record: { attempts: 0, lookFirst: true } });
    });

    it('are open again when the device is given up again', async () => {
      const { operator, onlyOne, giveUp } = await aPlace();
      await giveUp('pump-7');
      const { id } = await onlyOne();
      await operator.post(`${LETTERS}/${id}/replay`);
      await giveUp('pump-7');
      expect(await onlyOne()).toMatchObject({ id, attempts: 2, answer: null });
    });
  });

  describe('replayed many at a time', () => {
    it('are counted first, then taken in part by part, each once', async () => {
      const { operator, bury, statusOf } = await aPlace();
      for (let n = 0; n < 47; n++) await bury(n === 30 ? 'nothing' : job(`pump-${n}`));
      const replay = async (body: Record<string, unknown>) => (await operator.post(`${LETTERS}/replay`, { body })).body;
      expect(await replay({ all: true, dryRun: true })).toEqual({ matched: 47, replayed: 0, failed: [], next: null });
      const first = await replay({ all: true, limit: 25 });
      expect([first.matched, first.replayed, first.failed]).toEqual([47, 25, []]);
      const second = await replay({ all: true, limit: 25, cursor: first.next });
      expect([second.replayed, second.failed.length, second.next]).toEqual([21, 1, null]);
      for (const n of [0, 25, 46]) expect(await statusOf(`pump-${n}`)).toBe('rejected');
      expect(await replay({ all: true, dryRun: true })).toMatchObject({ matched: 1 });
    });

    it('may be some of them: by id, since a time, of a reason', async () => {
      const { operator, bury, statusOf } = await aPlace();
      await bury(job('pump-1'));
      await bury(job('pump-2'), { reason: 'bad-time' });
      const since = await nextMoment();
      await bury(job('pump-3'));
      const replay = async (body: Record<string, unknown>): Promise<number> => (await operator.post(`${LETTERS}/replay`, { body })).body.replayed;
      expect(await replay({ since })).toBe(1);
      expect([await statusOf('pump-1'), await statusOf('pump-3')]).toEqual([undefined, 'rejected']);
      expect(await replay({ all: true, reason: 'bad-time' })).toBe(1);
      const answered = (await operator.get(`${LETTERS}?state=answered`)).body.items.map(({ id }: any) => id);
      expect(await replay({ ids: answered })).toBe(2);
      expect(await replay({ all: true })).toBe(1);
    });

    it('take effect once under one Idempotency-Key', async () => {
      const { operator, bury } = await aPlace();
      await bury(job('pump-1'));
      const send = () => operator.post(`${LETTERS}/replay`, { body: { all: true }, headers: { 'idempotency-key': 'key-1' } });
      const [first, again] = [await send(), await send()];
      expect([first.body.replayed, again.text]).toEqual([1, first.text]);
    });

    it.each([{}, { all: true, ids: ['1'] }, { ids: [] }, { ids: [1] }, { all: false }, { since: 'now' }, { all: true, limit: 501 }, { all: true, more: 1 }])('are refused as %j', async (body) => {
      const { operator } = await aPlace();
      expect((await operator.post(`${LETTERS}/replay`, { body })).status).toBe(422);
    });

    it('are for operators', async () => {
      const { viewer } = await aPlace();
      expect((await viewer.post(`${LETTERS}/replay`, { body: { all: true } })).status).toBe(403);
    });
  });

  it('are laid aside for a reason, and open again when they come again', async () => {
    const { operator, bury, onlyOne } = await aPlace();
    await bury('{}');
    const { id } = await onlyOne();
    const { body } = await operator.post(`${LETTERS}/${id}/dismiss`, { body: { reason: 'a test of the sender' } });
    expect(body.answer).toMatchObject({ how: 'dismissed', by: expect.stringContaining('operator'), note: 'a test of the sender' });
    expect((await operator.get(LETTERS)).body.items).toEqual([]);
    expect((await operator.post(`${LETTERS}/replay`, { body: { all: true } })).body.matched).toBe(0);
    await bury('{}');
    expect(await onlyOne()).toMatchObject({ id, attempts: 2, answer: null });
    expect((await operator.post(`${LETTERS}/${id}/dismiss`, { body: { reason: ' ' } })).status).toBe(422);
  });

  it('are answered by themselves when their device goes on', async () => {
    const { operator, onlyOne, giveUp, tenantId } = await aPlace();
    await giveUp('pump-7');
    const { id } = await onlyOne();
    await under.store.tell({ tenantId, deviceId: 'pump-7' });
    const claim = await under.store.devices.claim({ tenantId, deviceId: 'pump-7' });
    if (typeof claim === 'string') throw new Error(`The claim was answered with ${claim}.`);
    await under.store.devices.settle(claim, { record: claim.record, story: [], outcome: { kind: 'in-sync', reason: 'as-wanted' } });
    expect((await operator.get(`${LETTERS}/${id}`)).body.answer).toMatchObject({ how: 'revived', by: 'lockstep' });
  });
});
