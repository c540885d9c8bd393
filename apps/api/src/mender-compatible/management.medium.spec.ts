// Real: the API over HTTP, PostgreSQL, HTTPS to the hub. Emulated: the hub.
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MANAGEMENT, expectError, startMenderStack, type MenderStack } from '../../../../test/support/mender-stack.js';

const KEY = Buffer.from('YWFh-this-is-a-key-of-some-length').toString('base64');
const connectionString = (host = 'other.azure-devices.net'): string => `HostName=${host};SharedAccessKeyName=svc;SharedAccessKey=${KEY}`;
const hub = (text = connectionString(), odd: object = {}) => ({ provider: 'iot-hub', credentials: { type: 'sas', connection_string: text }, ...odd });
const webhook = (url = 'http://127.0.0.1:9/hook', secret?: string) => ({ provider: 'webhook', credentials: { type: 'http', http: { url, ...(secret !== undefined && { secret }) } } });
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe("Mender's management API", () => {
  let mender: MenderStack;
  beforeAll(async () => void (mender = await startMenderStack()), 240_000);
  afterAll(() => mender.stop(), 240_000);

  describe('has in common that it', () => {
    it('repeats the id of a request, in the header and in errors, and makes one where there is none', async () => {
      const named = await mender.manage('GET', '/integrations/x', { headers: { 'X-MEN-RequestID': 'my-request' } });
      expect([named.headers.get('x-men-requestid'), named.body.request_id]).toEqual(['my-request', 'my-request']);
      const unnamed = await mender.manage('GET', '/integrations');
      expect(unnamed.headers.get('x-men-requestid')).toMatch(UUID);
    });

    it.each<{ named: string; token: string | null; headers: Record<string, string>; status: number; error: string }>([
      { named: 'no token', token: null, headers: {}, status: 401, error: 'Authorization not present in header' },
      { named: 'another scheme', token: null, headers: { authorization: 'Basic abc' }, status: 401, error: 'malformed Authorization header' },
      { named: 'a token of nobody', token: 'lst_nobody', headers: {}, status: 401, error: 'the token is not valid' },
      { named: 'a token of a device', token: `e30.${Buffer.from('{"sub":"a","mender.device":true}').toString('base64url')}.x`, headers: {}, status: 403, error: 'user identity missing from authorization token' },
      { named: 'a forged token of a user', token: `e30.${Buffer.from('{"sub":"a","mender.user":true}').toString('base64url')}.x`, headers: {}, status: 401, error: 'the token is not valid' },
    ])('turns $named away with $status', async ({ token, headers, status, error }) => {
      const answer = await mender.manage('GET', '/integrations', { token, headers });
      expect(answer.status).toBe(status);
      expectError(answer, error);
      expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="ManagementJWT"' : null);
    });

    it('takes the cookie JWT for a token, and lets no other site use it', async () => {
      const cookie = { cookie: `JWT=${await mender.token('admin', `t-${randomUUID()}`)}` };
      expect((await mender.manage('GET', '/integrations', { token: null, headers: cookie })).status).toBe(200);
      const body = webhook();
      for (const site of [undefined, 'cross-site', 'same-site', 'none']) {
        const answer = await mender.manage('POST', '/integrations', { token: null, body, headers: { ...cookie, ...(site && { 'sec-fetch-site': site }) } });
        expect([site, answer.status]).toEqual([site, 403]);
      }
      expect((await mender.manage('POST', '/integrations', { token: null, body, headers: { ...cookie, 'sec-fetch-site': 'same-origin' } })).status).toBe(201);
    });

    it.each([
      ['GET', '/nothing', 404, 'not found'],
      ['GET', '', 404, 'not found'],
      ['DELETE', '/devices/pump-7', 404, 'not found'],
      ['PATCH', '/integrations', 405, 'method not allowed'],
      ['POST', '/events', 405, 'method not allowed'],
      ['DELETE', '/devices/pump-7/state', 405, 'method not allowed'],
      ['GET', `/integrations/${randomUUID()}/credentials`, 405, 'method not allowed'],
    ])('answers %s %s with %d', async (method, path, status, error) => {
      const answer = await mender.manage(method, path);
      expect(answer.status).toBe(status);
      expectError(answer, error);
    });

    it('takes no body above 1 MiB, whether it says its length or not', async () => {
      const told = await mender.manage('POST', '/integrations', { body: 'x'.repeat(1024 * 1024 + 1) });
      expect(told.status).toBe(413);
      expectError(told, 'request body too large');
      const untold = await chunked(`${mender.api.address}${MANAGEMENT}/integrations`, await mender.token('admin'));
      expect(untold).toEqual({ status: 400, body: { error: 'malformed request body: request body too large', request_id: expect.stringMatching(UUID) } });
    });

    it('repeats the first answer to a request with an Idempotency-Key', async () => {
      const { token } = await mender.tenant();
      const post = () => mender.manage('POST', '/integrations', { token, body: webhook(), headers: { 'idempotency-key': 'once' } });
      const [first, second] = [await post(), await post()];
      expect([first.status, second.status, second.headers.get('location')]).toEqual([201, 201, first.headers.get('location')]);
    });
  });

  describe('integrations', () => {
    it('make, show, change and remove a hub', async () => {
      const { call } = await mender.tenant();
      expect((await call('GET', '/integrations')).body).toEqual([]);
      const made = await call('POST', '/integrations', { id: randomUUID(), more: 1, ...hub(), description: 'The one hub.' });
      expect([made.status, made.text]).toEqual([201, '']);
      const [, id] = /^\/api\/management\/v1\/iot-manager\/integrations\/([0-9a-f-]{36})$/.exec(made.headers.get('Location') ?? '') ?? [];

      const shown = {
        id,
        provider: 'iot-hub',
        credentials: { type: 'sas', connection_string: `HostName=other.azure-devices.net;SharedAccessKeyName=svc;SharedAccessKey=${KEY.slice(0, 4)}...<omitted>` },
        description: 'The one hub.',
      };
      expect((await call('GET', '/integrations')).body).toEqual([shown]);
      expect((await call('GET', `/integrations/${id!.toUpperCase()}`)).body).toEqual(shown);

      expect((await call('PUT', `/integrations/${id}/credentials`, { type: 'sas', connection_string: connectionString('moved.azure-devices.net') })).status).toBe(204);
      expect((await call('GET', `/integrations/${id}`)).body.credentials.connection_string).toContain('HostName=moved.azure-devices.net;');
      const removed = await call('DELETE', `/integrations/${id}`);
      expect([removed.status, removed.text]).toEqual([204, '']);
      expect((await call('GET', '/integrations')).body).toEqual([]);
    });

    it('make, show, change and remove a webhook', async () => {
      const { call } = await mender.tenant();
      const made = await call('POST', '/integrations', webhook('http://127.0.0.1:9/hook?a=1', 'ABCD'));
      expect(made.status).toBe(201);
      const [shown] = (await call('GET', '/integrations')).body;
      expect(shown).toEqual({ id: expect.stringMatching(UUID), provider: 'webhook', credentials: { type: 'http', http: { url: 'http://127.0.0.1:9/hook?a=1', secret: '<omitted>' } } });
      expect((await call('PUT', `/integrations/${shown.id}/credentials`, { type: 'http', http: { url: 'http://127.0.0.1:8/', secret: '' } })).status).toBe(204);
      expect((await call('GET', `/integrations/${shown.id}`)).body.credentials.http).toEqual({ url: 'http://127.0.0.1:8/' });
      expect((await call('DELETE', `/integrations/${shown.id}`)).status).toBe(204);
      expect((await call('GET', `/integrations/${shown.id}`)).status).toBe(404);
    });

    it.each([
      { named: 'no JSON', body: '{', error: /^malformed request body: / },
      { named: 'no provider', body: { credentials: { type: 'sas' } }, error: /^malformed request body: provider/ },
      { named: 'another provider', body: { ...hub(), provider: 'mqtt' }, error: /^malformed request body: provider/ },
      { named: 'no credentials', body: { provider: 'iot-hub' }, error: /^malformed request body: credentials/ },
      { named: 'credentials of another provider', body: { ...hub(), credentials: { type: 'aws' } }, error: "malformed request body: 'iot-hub' incompatible with credential type 'aws'" },
      { named: 'a webhook by connection string', body: { ...webhook(), credentials: hub().credentials }, error: "malformed request body: 'webhook' incompatible with credential type 'sas'" },
      { named: 'AWS', body: { provider: 'iot-core', credentials: { type: 'aws', aws: {} } }, error: "malformed request body: the provider 'iot-core' is not supported" },
      { named: 'no connection string', body: { ...hub(), credentials: { type: 'sas' } }, error: 'malformed request body: credentials: connection_string: cannot be blank.' },
      { named: 'an empty connection string', body: hub(''), error: /^malformed request body: / },
      { named: 'a masked connection string', body: hub('HostName=h.azure-devices.net;SharedAccessKeyName=svc;SharedAccessKey=YWFh...<omitted>'), error: /^malformed request body: .*base64/ },
      { named: 'an unknown part', body: hub(`${connectionString()};X=y`), error: /^malformed request body: / },
      { named: 'a trailing semicolon', body: hub(`${connectionString()};`), error: /^malformed request body: / },
      { named: 'a host that is not trusted', body: hub(connectionString('hub.evil.example')), error: 'malformed request body: hostname does not refer to a trusted domain' },
      { named: 'a long description', body: hub(undefined, { description: 'x'.repeat(1025) }), error: /^malformed request body: description/ },
      { named: 'a webhook without an address', body: { provider: 'webhook', credentials: { type: 'http' } }, error: 'malformed request body: credentials: http: cannot be blank.' },
      { named: 'a webhook to a file', body: webhook('file:///etc/passwd'), error: /^malformed request body: the url/ },
      { named: 'a webhook with a password', body: webhook('http://a:b@127.0.0.1/'), error: /^malformed request body: the url/ },
      { named: 'a webhook to the cloud itself', body: webhook('http://169.254.169.254/latest'), error: 'malformed request body: hostname resolves to reserved address' },
      { named: 'a webhook to nowhere', body: webhook('http://no-such-host.invalid/'), error: "malformed request body: failed to lookup host with name 'no-such-host.invalid'" },
      { named: 'a secret that is not hexadecimal', body: webhook(undefined, 'xyz'), error: /^malformed request body: credentials.http.secret/ },
      { named: 'half a byte of a secret', body: webhook(undefined, 'abc'), error: /^malformed request body: credentials.http.secret/ },
    ])('refuse $named', async ({ body, error }) => {
      const { call } = await mender.tenant();
      const answer = await call('POST', '/integrations', body);
      expect(answer.status).toBe(400);
      expectError(answer, typeof error === 'string' ? error : expect.stringMatching(error));
      expect(answer.text).not.toContain(KEY);
      expect((await call('GET', '/integrations')).body).toEqual([]);
    });

    it.each([
      { named: 'a hub beside a hub', first: hub(), second: hub(connectionString('second.azure-devices.net')) },
      { named: 'a webhook beside a hub', first: hub(), second: webhook() },
      { named: 'a hub beside a webhook', first: webhook(), second: hub() },
      { named: 'a webhook beside a webhook', first: webhook(), second: webhook() },
    ])('allow one alone: not $named', async ({ first, second }) => {
      const { call } = await mender.tenant();
      expect((await call('POST', '/integrations', first)).status).toBe(201);
      const answer = await call('POST', '/integrations', second);
      expect(answer.status).toBe(409);
      expectError(answer, 'integration already exists');
      expect((await call('GET', '/integrations')).body).toHaveLength(1);
    });

    it.each([
      { named: 'a hub first', kinds: [hub(), webhook()] },
      { named: 'a webhook first', kinds: [webhook(), hub()] },
    ])('allow one alone, however many are made at once: $named', async ({ kinds }) => {
      // Several tenants, because one time may go well by luck.
      for (let round = 0; round < 5; round++) {
        const { call } = await mender.tenant();
        const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => call('POST', '/integrations', kinds[n % 2])));
        const others = answers.filter(({ status }) => status !== 201);
        expect(others.map(({ status }) => status)).toEqual(Array(19).fill(409));
        for (const answer of others) expectError(answer, 'integration already exists');
        expect((await call('GET', '/integrations')).body).toHaveLength(1);
      }
    });

    it('are found by their id, which must be one', async () => {
      const { call } = await mender.tenant();
      await call('POST', '/integrations', webhook());
      for (const [method, path, body] of [['GET', '', undefined], ['DELETE', '', undefined], ['PUT', '/credentials', webhook().credentials]] as const) {
        const bad = await call(method, `/integrations/none${path}`, body);
        expect(bad.status).toBe(400);
        expectError(bad, expect.stringMatching(/^integration ID must be a valid UUID: /));
        const unknown = await call(method, `/integrations/${randomUUID()}${path}`, body);
        expect(unknown.status).toBe(404);
        expectError(unknown, 'integration not found');
      }
      expect((await call('GET', '/integrations')).body).toHaveLength(1);
    });

    it('take no credentials of another provider', async () => {
      const { call } = await mender.tenant();
      await call('POST', '/integrations', webhook());
      const [{ id }] = (await call('GET', '/integrations')).body;
      const answer = await call('PUT', `/integrations/${id}/credentials`, hub().credentials);
      expect(answer.status).toBe(400);
      expectError(answer, "malformed request body: 'webhook' incompatible with credential type 'sas'");
    });

    it('are not removed while devices are in the hub', async () => {
      const { tenantId, call } = await mender.tenant();
      await call('POST', '/integrations', hub());
      const [{ id }] = (await call('GET', '/integrations')).body;
      await mender.stack.database.prisma.device.create({ data: { tenantId, deviceId: 'pump-7', toldStatus: 'accepted', toldAt: new Date(), toldEventId: 'e', generation: 1n, hubKind: 'present' } });
      const answer = await call('DELETE', `/integrations/${id}`);
      expect(answer.status).toBe(409);
      expectError(answer, 'cannot remove integration in use by devices');
    });

    it('belong to their tenant', async () => {
      const [mine, theirs] = [await mender.tenant(), await mender.tenant()];
      await mine.call('POST', '/integrations', webhook());
      const [{ id }] = (await mine.call('GET', '/integrations')).body;
      expect((await theirs.call('GET', '/integrations')).body).toEqual([]);
      for (const [method, path, body] of [['GET', '', undefined], ['DELETE', '', undefined], ['PUT', '/credentials', webhook().credentials]] as const) {
        expect((await theirs.call(method, `/integrations/${id}${path}`, body)).status).toBe(404);
      }
    });
  });

  it('lets viewers read and change nothing', async () => {
    const id = await mender.devices.make();
    const token = await mender.token('viewer');
    const [{ id: hubId }] = (await mender.manage('GET', '/integrations', { token })).body;
    for (const path of ['/integrations', `/integrations/${hubId}`, `/devices/${id}/state`, `/devices/${id}/state/${hubId}`, '/events']) {
      expect([path, (await mender.manage('GET', path, { token })).status]).toEqual([path, 200]);
    }
    for (const [method, path, body] of [['POST', '/integrations', hub()], ['PUT', `/integrations/${hubId}/credentials`, hub().credentials], ['DELETE', `/integrations/${hubId}`, undefined], ['PUT', `/devices/${id}/state/${hubId}`, { desired: {} }]] as const) {
      const answer = await mender.manage(method, path, { token, body });
      expect([method, path, answer.status]).toEqual([method, path, 403]);
      expectError(answer, expect.any(String));
    }
  });

  it('is not there while it is off, and the internal API with it', async () => {
    const answer = await fetch(`${mender.stack.api.address}${MANAGEMENT}/integrations`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(mender.stack.api.routes.filter(({ path }) => path.includes('iot-manager'))).toEqual([]);
    expect(mender.api.routes.filter(({ path }) => path.includes('/internal/'))).toEqual([]);
    expect((await fetch(`${mender.api.address}/api/internal/v1/iot-manager/alive`)).status).toBe(404);
  });
});

/** Sends a body above the limit without a word of its length. */
const chunked = (url: string, token: string): Promise<{ status: number; body: unknown }> =>
  new Promise((done, failed) => {
    const asked = request(url, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'transfer-encoding': 'chunked' } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString()) as unknown }));
    });
    asked.on('error', failed);
    asked.write('x'.repeat(700_000));
    asked.end('x'.repeat(700_000));
  });
