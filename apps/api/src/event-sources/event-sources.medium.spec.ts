// Real: the API over HTTP, PostgreSQL, signatures.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../start-api.js';
import { apiCaller, type ApiCaller } from '../../../../test/support/api-caller.js';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { waitFor } from '../../../../test/support/wait-for.js';

let stack: Stack;
/** Another process of the same installation. */
let another: RunningApi;

beforeAll(async () => {
  stack = await startStack({ backend: 'postgres' });
  another = await startApi(stack.env);
}, 240_000);

afterAll(async () => {
  await another.stop();
  await stack.stop();
}, 240_000);

const PATH = '/api/v1/event-sources';
const DAY_MS = 24 * 60 * 60_000;

async function anAdmin(): Promise<ApiCaller> {
  const { token } = await stack.tokens.issue(`t-${randomUUID().slice(0, 8)}`, 'alice', 'admin');
  return apiCaller(stack.api.address, token.reveal());
}

/** What a webhook of Mender is answered with, signed with this secret. */
async function sent(address: string, secret: string, api = stack.api.address): Promise<number> {
  const raw = JSON.stringify({ id: randomUUID(), type: 'device-status-changed', data: { id: 'pump-7', status: 'accepted' }, time: new Date().toISOString() });
  const signature = createHmac('sha256', Buffer.from(secret, 'hex')).update(raw).digest('hex');
  return (await apiCaller(api, null).post(address, { body: raw, headers: { 'x-men-signature': signature } })).status;
}

describe('an event source', () => {
  it('shows its secret once', async () => {
    const admin = await anAdmin();
    const made = await admin.post(PATH, { body: { kind: 'mender' } });
    expect([made.status, made.body]).toEqual([201, { id: expect.any(String), kind: 'mender', address: `/webhooks/${made.body.id}`, createdAt: expect.any(String), previousSecretUntil: null, secret: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(await sent(made.body.address, made.body.secret)).toBe(202);

    const list = await admin.get(PATH);
    const { secret, ...shown } = made.body;
    expect(list.body).toEqual({ items: [shown] });
    expect(list.text).not.toContain(secret);
  });

  it('takes a secret that its sender has already', async () => {
    const admin = await anAdmin();
    const secret = 'ab'.repeat(32);
    expect((await admin.post(PATH, { body: { kind: 'mender', secret } })).body.secret).toBe(secret);
    const weak = await admin.post(PATH, { body: { kind: 'mender', secret: 'canary' } });
    expect([weak.status, weak.text.includes('canary')]).toEqual([422, false]);
  });

  it('takes both secrets during the overlap of a rotation, which is a day unless said otherwise', async () => {
    const admin = await anAdmin();
    const { body: source } = await admin.post(PATH, { body: { kind: 'mender' } });
    const rotated = await admin.post(`${PATH}/${source.id}/rotate`);
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(source.secret);
    expect(Date.parse(rotated.body.previousSecretUntil)).toBeGreaterThan(Date.now() + DAY_MS - 60_000);
    expect(Date.parse(rotated.body.previousSecretUntil)).toBeLessThanOrEqual(Date.now() + DAY_MS);

    expect([await sent(source.address, rotated.body.secret), await sent(source.address, source.secret)]).toEqual([202, 202]);
    expect((await admin.get(PATH)).body.items[0].previousSecretUntil).toBe(rotated.body.previousSecretUntil);
  });

  it('refuses no good webhook while its secret is rotated under load, by any process, and the old secret when the overlap is over', async () => {
    const admin = await anAdmin();
    const { body: source } = await admin.post(PATH, { body: { kind: 'mender' } });
    let [older, newest, over] = [source.secret as string, source.secret as string, false];
    const answers: number[] = [];
    const send = async (secretOf: () => string, api: string): Promise<void> => {
      while (!over) {
        const secret = secretOf();
        const status = await sent(source.address, secret, api);
        // One that was sent with the last but one secret just before it ended may be refused.
        if ([older, newest].includes(secret)) answers.push(status);
      }
    };
    const senders = [stack.api.address, another.address].flatMap((api) => [send(() => newest, api), send(() => older, api)]);
    for (let rotations = 0; rotations < 5; rotations++) {
      older = newest;
      // A sender may have the new secret at once, or go on with the one before.
      newest = (await admin.post(`${PATH}/${source.id}/rotate`)).body.secret;
      const before = answers.length;
      await waitFor('more webhooks to be answered', () => answers.length > before + 20);
    }
    over = true;
    await Promise.all(senders);
    expect(answers.filter((status) => status !== 202)).toEqual([]);

    await stack.database.prisma.eventSource.update({ where: { id: source.id }, data: { previousUntil: new Date(Date.now() - 1) } });
    for (const api of [stack.api.address, another.address]) {
      await waitFor('the old secret to be refused', async () => (await sent(source.address, older, api)) === 401);
      expect(await sent(source.address, newest, api)).toBe(202);
    }
  }, 240_000);

  it('takes the newest two of three', async () => {
    const admin = await anAdmin();
    const { body: source } = await admin.post(PATH, { body: { kind: 'mender' } });
    const second = await admin.post(`${PATH}/${source.id}/rotate`);
    const third = await admin.post(`${PATH}/${source.id}/rotate`, { body: { overlapSeconds: 60 } });
    await waitFor('the first secret to be over', async () => (await sent(source.address, source.secret)) === 401);
    expect([await sent(source.address, second.body.secret), await sent(source.address, third.body.secret)]).toEqual([202, 202]);
  });

  it('takes the old secret no longer when there is no overlap, or when it is over', async () => {
    const admin = await anAdmin();
    const { body: source } = await admin.post(PATH, { body: { kind: 'mender' } });
    const atOnce = await admin.post(`${PATH}/${source.id}/rotate`, { body: { overlapSeconds: 0 } });
    expect(atOnce.body.previousSecretUntil).toBeNull();
    expect((await stack.database.prisma.eventSource.findUniqueOrThrow({ where: { id: source.id } })).sealedPrevious).toBeNull();
    await waitFor('the old secret to be over', async () => (await sent(source.address, source.secret)) === 401);

    const later = await admin.post(`${PATH}/${source.id}/rotate`, { body: { overlapSeconds: 3_600 } });
    await stack.database.prisma.eventSource.update({ where: { id: source.id }, data: { previousUntil: new Date(Date.now() - 1) } });
    await waitFor('the overlap to be over', async () => (await sent(source.address, atOnce.body.secret)) === 401);
    expect(await sent(source.address, later.body.secret)).toBe(202);
  });

  it.each([{ overlapSeconds: -1 }, { overlapSeconds: 604_801 }, { overlapSeconds: 1.5 }, { overlapSeconds: '60' }, { overlap: 60 }, []])('is not rotated with %j', async (body) => {
    const admin = await anAdmin();
    const { body: source } = await admin.post(PATH, { body: { kind: 'standard-webhooks' } });
    expect((await admin.post(`${PATH}/${source.id}/rotate`, { body })).status).toBe(422);
  });

  it('is removed, and its webhooks are refused then', async () => {
    const admin = await anAdmin();
    const { body: source } = await admin.post(PATH, { body: { kind: 'mender' } });
    expect(await sent(source.address, source.secret)).toBe(202);
    expect((await admin.delete(`${PATH}/${source.id}`)).status).toBe(204);
    await waitFor('its webhooks to be refused', async () => (await sent(source.address, source.secret)) === 401);
    expect((await admin.delete(`${PATH}/${source.id}`)).status).toBe(404);
  });

  it('is not found by a neighbour', async () => {
    const { body: source } = await (await anAdmin()).post(PATH, { body: { kind: 'mender' } });
    const neighbour = await anAdmin();
    for (const id of [source.id, 'not-a-uuid']) {
      expect((await neighbour.post(`${PATH}/${id}/rotate`)).status).toBe(404);
      expect((await neighbour.delete(`${PATH}/${id}`)).status).toBe(404);
    }
    expect((await neighbour.get(PATH)).body).toEqual({ items: [] });
    expect(await sent(source.address, source.secret)).toBe(202);
  });
});
