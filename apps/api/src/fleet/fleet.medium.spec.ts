// Real: the API over HTTP, PostgreSQL. Emulated: the fleet manager.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiCaller, type ApiCaller } from '../../../../test/support/api-caller.js';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ backend: 'postgres' });
}, 240_000);

afterAll(async () => stack.stop(), 240_000);

const PATH = '/api/v1/fleet';

async function anAdmin(): Promise<ApiCaller> {
  const { token } = await stack.tokens.issue(`t-${randomUUID().slice(0, 8)}`, 'alice', 'admin');
  return apiCaller(stack.api.address, token.reveal());
}

const ours = () => ({ url: `${stack.mender.url}/`, token: stack.mender.token });

describe('the fleet connection', () => {
  it('is made, shown masked, changed and removed', async () => {
    const admin = await anAdmin();
    expect((await admin.get(PATH)).body.type).toBe('/problems/not-found');

    const made = await admin.put(PATH, { body: { url: 'https://fleet.example/', token: 'eyJhbGciOiJSUzI1NiJ9.canary.canary' } });
    expect([made.status, made.body]).toEqual([200, { url: 'https://fleet.example', maskedToken: 'eyJh********', trouble: null, version: 1 }]);
    const ifMatch = made.headers.get('etag')!;
    expect((await admin.put(PATH, { body: ours(), headers: { 'if-match': ifMatch } })).body).toMatchObject({ url: stack.mender.url, version: 2 });
    const read = await admin.get(PATH);
    expect([ifMatch, read.headers.get('etag')]).toEqual(['"1"', '"2"']);
    expect(read.body.maskedToken).toMatch(/^.{0,4}\*{8}$/);
    expect(made.text + read.text).not.toMatch(/canary/);

    expect((await admin.delete(PATH, { headers: { 'if-match': '"2"' } })).status).toBe(204);
    expect((await admin.delete(PATH, { headers: { 'if-match': '*' } })).status).toBe(404);
    expect((await admin.post(`${PATH}/test`)).status).toBe(404);
  });

  it('is changed and removed only by whoever saw it as it is', async () => {
    const admin = await anAdmin();
    const typeOf = ({ status, body }: { status: number; body: any }) => [status, body.type, body.currentVersion];
    const as = (ifMatch: string) => ({ headers: { 'if-match': ifMatch } });
    expect(typeOf(await admin.put(PATH, { body: ours(), ...as('"1"') }))).toEqual([412, '/problems/fleet-stale', null]);
    await admin.put(PATH, { body: ours() });
    expect(typeOf(await admin.put(PATH, { body: ours() }))).toEqual([428, '/problems/if-match-missing', undefined]);
    expect((await admin.put(PATH, { body: ours(), ...as('*') })).body.version).toBe(2);
    expect(typeOf(await admin.put(PATH, { body: ours(), ...as('"1"') }))).toEqual([412, '/problems/fleet-stale', 2]);
    expect(typeOf(await admin.put(PATH, { body: ours(), ...as('yesterday') }))).toEqual([422, '/problems/invalid-request', undefined]);
    expect(typeOf(await admin.delete(PATH))).toEqual([428, '/problems/if-match-missing', undefined]);
    expect(typeOf(await admin.delete(PATH, as('"1"')))).toEqual([412, '/problems/fleet-stale', 2]);
    expect((await admin.get(PATH)).body.version).toBe(2);
    const many = await Promise.all([1, 2, 3, 4].map(() => admin.put(PATH, { body: ours(), ...as('"2"') })));
    expect(many.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await admin.delete(PATH, as('*'))).status).toBe(204);
  });

  it.each([
    'http://169.254.169.254/latest',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://169.254.1/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://168.63.129.16:32526/',
    'http://[64:ff9b::169.254.169.254]/',
  ])('may not be %s', async (url) => {
    const answer = await (await anAdmin()).put(PATH, { body: { url, token: 'a-token-of-a-user' } });
    expect([answer.status, answer.body.type]).toEqual([422, '/problems/address-not-allowed']);
  });

  it.each(['http://10.1.2.3', 'http://192.168.1.5:8080', 'https://[fd12:3456::1]', 'http://127.0.0.1:8081'])('may be the private address %s, where a Mender of one\'s own usually is', async (url) => {
    expect((await (await anAdmin()).put(PATH, { body: { url, token: 'a-token-of-a-user' } })).status).toBe(200);
  });

  it.each([
    ['ftp://fleet.example', 'a-token-of-a-user', 'invalid-request'],
    ['https://user:canary@fleet.example', 'a-token-of-a-user', 'invalid-request'],
    ['https://fleet.example?canary', 'a-token-of-a-user', 'invalid-request'],
    ['https://fleet.example', 'eyJh********', 'masked-secret'],
    ['https://fleet.example', 'canary with spaces', 'invalid-request'],
  ])('is not made of %s and %s', async (url, token, code) => {
    const answer = await (await anAdmin()).put(PATH, { body: { url, token } });
    expect([answer.status, answer.body.type]).toEqual([422, `/problems/${code}`]);
    expect(answer.text).not.toContain('canary');
  });

  it('lets devices go on that waited for it', async () => {
    const admin = await anAdmin();
    const tenantId = `t-${randomUUID().slice(0, 8)}`;
    const wakeAt = new Date(Date.now() + 900_000);
    await stack.database.prisma.device.create({ data: { tenantId, deviceId: 'pump-1', toldStatus: 'accepted', toldAt: new Date(), toldEventId: '1', generation: 1, settled: 1, reason: 'no-fleet-connection', wakeAt } });
    const own = apiCaller(stack.api.address, (await stack.tokens.issue(tenantId, 'alice', 'admin')).token.reveal());

    await admin.put(PATH, { body: ours() });
    const find = () => stack.database.prisma.device.findUniqueOrThrow({ where: { tenantId_deviceId: { tenantId, deviceId: 'pump-1' } } });
    expect((await find()).wakeAt).toEqual(wakeAt);
    await own.put(PATH, { body: ours() });
    expect((await find()).wakeAt!.getTime()).toBeLessThan(Date.now() + 5_000);
  });
});

describe('trying the fleet connection', () => {
  it('is well when the fleet manager shows its devices', async () => {
    const admin = await anAdmin();
    await admin.put(PATH, { body: ours() });
    expect((await admin.post(`${PATH}/test`)).body).toEqual({ ok: true, trouble: null });
  });

  it('says that the token is refused', async () => {
    const admin = await anAdmin();
    await admin.put(PATH, { body: { ...ours(), token: 'not-the-token-canary' } });
    const { body, text } = await admin.post(`${PATH}/test`);
    expect(body).toMatchObject({ ok: false, trouble: { reason: 'fleet-refuses-credentials' } });
    expect(text).not.toContain('canary');
  });

  it.each(['http://127.0.0.1:1', 'https://fleet.invalid'])('says that nobody answers at %s', async (url) => {
    const admin = await anAdmin();
    await admin.put(PATH, { body: { url, token: 'a-token-of-a-user' } });
    expect((await admin.post(`${PATH}/test`)).body).toMatchObject({ ok: false, trouble: { reason: 'fleet-is-away' } });
  });

  it('says that what answers is no fleet manager', async () => {
    const admin = await anAdmin();
    await admin.put(PATH, { body: { url: `${stack.api.address}/problems`, token: 'a-token-of-a-user' } });
    expect((await admin.post(`${PATH}/test`)).body).toMatchObject({ ok: false, trouble: { reason: 'fleet-is-away' } });
  });
});
