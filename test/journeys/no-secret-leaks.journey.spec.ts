/**
 * Plants secrets wherever one goes in, drives the API and a worker through good days and bad ones, and looks for the secrets
 * wherever one might come out. Real: PostgreSQL, Redis, HTTP, HTTPS, the API and a worker. Emulated: the hub and the fleet manager.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker, type RunningWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT } from '#core';
import { PinoLog, openLogger } from '#platform';
import { apiCaller, type ApiAnswer, type ApiCaller } from '../support/api-caller.js';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { everyKey, everyRow, formsOf } from '../support/search-everything.js';
import { startTraceReceiver, type TraceReceiver } from '../support/trace-receiver.js';

const FLEET = '/api/v1/fleet';
const SOURCES = '/api/v1/event-sources';
const ACCESS = '/api/v1/access';
const SESSION = '/api/v1/session';
const INTEGRATIONS = '/api/v1/integrations';

describe.each(BACKENDS)('with the queue on %s, no planted secret', (backend) => {
  let stack: Stack;
  let worker: RunningWorker;
  let receiver: TraceReceiver;
  const pages: string[] = [];
  const lines: string[] = [];
  const answers: ApiAnswer[] = [];
  const secrets = new Map<string, string>();

  const plant = (name: string, secret: string): string => {
    secrets.set(name, secret);
    return secret;
  };

  /** Keeps every answer to be searched, but those that show a secret once. */
  const listening = (caller: ApiCaller): ApiCaller =>
    Object.fromEntries(
      Object.entries(caller).map(([verb, send]) => [
        verb,
        async (...call: Parameters<typeof send>) => {
          const answer = await send(...call);
          const shows = answer.body?.secret ?? answer.body?.token ?? answer.headers.get('set-cookie');
          if (!(answer.status < 300 && shows)) answers.push(answer);
          return answer;
        },
      ]),
    ) as ApiCaller;

  beforeAll(async () => {
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = ((chunk: string) => lines.push(String(chunk)) > 0) as typeof process.stdout.write;
    const level = process.env.LOG_LEVEL;
    process.env.LOG_LEVEL = 'debug';
    try {
      receiver = await startTraceReceiver();
      stack = await startStack({ backend, settings: { LOCKSTEP_MANAGEMENT_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint } });
      worker = await startWorker(stack.env);
      await liveThrough();
      for (const address of [stack.api.management, worker.management]) pages.push(await (await fetch(`${address}/metrics`)).text());
      await worker.stop();
    } finally {
      process.stdout.write = write;
      if (level === undefined) delete process.env.LOG_LEVEL;
      else process.env.LOG_LEVEL = level;
    }
  }, 240_000);

  afterAll(async () => {
    await stack?.stop();
    await receiver?.close();
  }, 240_000);

  /** As whoever is careless might: whole objects, and what a library throws, with secrets that look like nothing. */
  function logCarelessly(): void {
    const log = new PinoLog(openLogger('debug', 'api'));
    const key = plant('a key in a line', randomBytes(24).toString('base64url'));
    const parameters = [key];
    log.info({ configuration: { azure: key }, secret: key, values: parameters }, 'A configuration was read');
    log.warn({ deviceId: 'pump-1', detail: { key } }, 'The hub is odd');
    log.error({ error: Object.assign(new Error('The query failed'), { parameters, config: { headers: { authorization: key } } }) }, 'A query failed');
  }

  async function liveThrough(): Promise<void> {
    plantWhatIsThere();
    logCarelessly();
    const token = plant('the token of the admin', (await stack.tokens.issue(DEFAULT_TENANT, 'alice', 'admin')).token.reveal());
    const other = plant('the token of another tenant', (await stack.tokens.issue('acme', 'bob', 'admin')).token.reveal());
    await provision();
    await administer(listening(apiCaller(stack.api.address, token)));
    await shareOut(listening(apiCaller(stack.api.address, token)), token);
    await editTwins(listening(apiCaller(stack.api.address, token)));
    await makeMistakes(listening(apiCaller(stack.api.address, token)), listening(apiCaller(stack.api.address, other)));
    await beRefused(listening(apiCaller(stack.api.address, token)));
  }

  function plantWhatIsThere(): void {
    const string = stack.hub.connectionString();
    plant('the connection string', string);
    plant('the policy key', /SharedAccessKey=(.+)$/.exec(string)![1]!);
    plant('the master key', stack.environment.LOCKSTEP_MASTER_KEYS!.split(':')[1]!);
    plant('the token of Mender', stack.mender.token);
    plant('the webhook secret', stack.webhook.secret);
    plant('the standard webhook secret', stack.standardWebhook.secret.replace('whsec_', ''));
  }

  /** Devices get identities and strings, while the hub and the fleet manager fail now and then. */
  async function provision(): Promise<void> {
    const ids = ['pump-1', 'pump-2', 'pump-3', 'pump-4'];
    await stack.menderControl.make(ids);
    await stack.hubControl.fault({ kind: 'status', status: 500, times: 2 });
    await stack.hubControl.fault({ kind: 'reset-after', times: 1, operation: 'bulk-devices' });
    await stack.menderControl.bulk('accept', ids);
    for (const id of ids) {
      await stack.inSync(id, 'accepted');
      const { configured } = await stack.menderControl.configuration(id);
      const string = plant(`the connection string of ${id}`, configured.azureConnectionString!);
      plant(`the key of ${id}`, /SharedAccessKey=(.+)$/.exec(string)![1]!);
    }
  }

  async function administer(admin: ApiCaller): Promise<void> {
    const [integration] = (await admin.get(INTEGRATIONS)).body.items;
    await admin.put(`${INTEGRATIONS}/${integration.id}/credentials`, { body: { kind: 'connection-string', connectionString: stack.hub.connectionString() }, headers: { 'if-match': '*' } });
    for (const verb of ['test', 'pause', 'resume']) await admin.post(`${INTEGRATIONS}/${integration.id}/${verb}`);
    await admin.get(FLEET);
    await admin.put(FLEET, { body: { url: stack.mender.url, token: stack.mender.token }, headers: { 'if-match': '*' } });
    await admin.post(`${FLEET}/test`);

    const key = { 'idempotency-key': 'once' };
    const given = plant('the secret that its sender had', randomBytes(32).toString('hex'));
    const source = await admin.post(SOURCES, { body: { kind: 'mender', secret: given }, headers: key });
    await admin.post(SOURCES, { body: { kind: 'mender', secret: given }, headers: key });
    for (const number of [1, 2]) plant(`secret ${number} of a rotation`, (await admin.post(`${SOURCES}/${source.body.id}/rotate`)).body.secret);
    await admin.get(SOURCES);
    for (const path of ['/api/v1/devices', '/api/v1/devices/pump-1', '/api/v1/devices/pump-1/timeline', '/api/v1/dead-letters']) await admin.get(path);
  }

  /** Tokens, grants, groups and the session of a browser. */
  async function shareOut(admin: ApiCaller, token: string): Promise<void> {
    const key = { 'idempotency-key': 'token' };
    const { body: made } = await admin.post(`${ACCESS}/tokens`, { body: { name: 'line 3', role: 'viewer', expiresInDays: 1 }, headers: key });
    const own = plant('a token that was made', made.token);
    await admin.post(`${ACCESS}/tokens`, { body: { name: 'line 3', role: 'viewer', expiresInDays: 1 }, headers: key });
    await admin.put(`${ACCESS}/groups/plant-1/devices/pump-1`);
    await admin.post(`${ACCESS}/grants`, { body: { subject: { kind: 'token', id: made.id }, role: 'viewer', scope: { kind: 'group', group: 'plant-1' } } });
    for (const path of ['tokens', 'grants', 'groups', 'groups/plant-1/devices']) await admin.get(`${ACCESS}/${path}`);
    await admin.post(`${ACCESS}/tokens`, { body: { name: 'line 4', role: 'viewer', token: own } });
    await admin.post(`${ACCESS}/grants`, { body: { subject: { kind: 'token', id: own }, role: own, scope: own } });

    const nobody = listening(apiCaller(stack.api.address, null));
    const headers = { 'x-lockstep-csrf': '1' };
    for (const body of [{ token: `${token}x` }, { token, more: token }, { [token]: token }, token]) await nobody.post(SESSION, { body, headers });
    await nobody.post(SESSION, { body: { token: own }, headers });
    const signedIn = await nobody.post(SESSION, { body: { token: own }, headers });
    const cookie = /^([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')![1]!;
    plant('the session', cookie.split('=')[1]!);
    for (const path of ['/api/v1/me', SESSION, `${SESSION}/callback?code=${own}&state=${own}`, `${SESSION}/sign-in?returnTo=${own}`]) await nobody.get(path, { headers: { cookie } });
    await nobody.delete(SESSION, { headers: { cookie } });
    await nobody.get('/api/v1/me', { headers: { cookie, authorization: `Basic ${own}` } });
  }

  /** Twins hold no secrets of ours; whoever edits them shows a token, and the hub answers a signed request. */
  async function editTwins(admin: ApiCaller): Promise<void> {
    const path = '/api/v1/devices/pump-1/twin';
    const etag = (await admin.get(path)).headers.get('etag')!;
    const edited = await admin.patch(path, { body: { desired: { interval: 5 } }, headers: { 'if-match': etag } });
    expect(edited.status).toBe(200);
    expect((await admin.patch(path, { body: { desired: { interval: 6 } }, headers: { 'if-match': etag } })).status).toBe(412);
    const [edit] = (await admin.get(`${path}/history`)).body.items;
    await admin.post(`${path}/history/${edit.id}/undo`);
    await admin.put(path, { body: { tags: { lockstep: null } }, headers: { 'if-match': etag } });
    for (const other of ['/api/v1/hub-budget', '/api/v1/devices/pump-1/modules/none/twin', '/api/v1/devices/nobody/twin']) await admin.get(other);
    await stack.hubControl.fault({ kind: 'status', status: 401, body: '{"Message":"ErrorCode:IotHubUnauthorizedAccess;Unauthorized"}', operation: 'get-twin', times: 1 });
    expect((await admin.get(path)).status).toBe(502);
  }

  /** Secrets in the wrong places, or wrong altogether. */
  async function makeMistakes(admin: ApiCaller, neighbour: ApiCaller): Promise<void> {
    const key = plant('the key of another hub', randomBytes(32).toString('base64'));
    const wrong = `HostName=lockstep.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=${key}`;
    const clientSecret = plant('a client secret', `abc~${randomBytes(24).toString('base64url')}`);
    const certificate = plant('a certificate', `-----BEGIN PRIVATE KEY-----\n${randomBytes(48).toString('base64')}\n-----END PRIVATE KEY-----`);
    const application = { hostName: 'lockstep.azure-devices.net', tenantId: randomUUID(), clientId: randomUUID() };
    const bodies: unknown[] = [
      { credentials: { kind: 'connection-string', connectionString: `${wrong};${key}` } },
      { credentials: { kind: 'connection-string', connectionString: wrong.replace('SharedAccessKeyName=iothubowner', key) } },
      { credentials: { kind: wrong, connectionString: wrong } },
      { name: wrong.repeat(3), [wrong]: wrong, credentials: wrong },
      { credentials: { kind: 'client-secret', ...application, clientSecret: [clientSecret] } },
      `{"credentials": ${wrong}`,
      wrong,
    ];
    for (const body of bodies) await neighbour.post(INTEGRATIONS, { body });
    for (const credentials of [{ kind: 'certificate', ...application, certificate }, { kind: 'client-secret', ...application, clientSecret }, { kind: 'connection-string', connectionString: wrong }]) {
      const made = await neighbour.post(INTEGRATIONS, { body: { credentials } });
      await neighbour.post(`${INTEGRATIONS}/${made.body.id}/test`);
      await neighbour.delete(`${INTEGRATIONS}/${made.body.id}`, { headers: { 'if-match': '*' } });
    }
    const token = plant('a token that Mender refuses', `eyJ${randomBytes(40).toString('base64url')}`);
    for (const url of [stack.mender.url, 'http://127.0.0.1:1', `http://${token}@fleet.example`, token]) {
      await neighbour.put(FLEET, { body: { url, token } });
      await neighbour.post(`${FLEET}/test`);
    }
    await neighbour.put(FLEET, { body: { url: 'https://fleet.example', token: `${token} ${token}` } });
    await neighbour.post(SOURCES, { body: { kind: 'mender', secret: `${token}` } });
    await admin.get(`/api/v1/devices?token=${encodeURIComponent(token)}&limit=${encodeURIComponent(token)}&cursor=${encodeURIComponent(token)}`);
    for (const path of ['/nowhere', '/api/v1/integrations/%zz', '/problems/nothing', '/docs/nothing']) await admin.get(`${path}?token=${encodeURIComponent(token)}`);
    await admin.get('/api/v1/devices', { headers: { 'idempotency-key': token, 'if-match': token, traceparent: token } });
  }

  async function beRefused(admin: ApiCaller): Promise<void> {
    const nobody = listening(apiCaller(stack.api.address, plant('a token that nobody has', `lst_${randomBytes(32).toString('base64url')}`)));
    for (const path of [INTEGRATIONS, FLEET, '/api/v1/devices']) await nobody.get(path);
    const raw = JSON.stringify({ id: randomUUID(), type: 'device-status-changed', data: { id: 'pump-1', status: 'accepted' }, time: new Date().toISOString() });
    const signature = plant('a signature', createHmac('sha256', Buffer.from(stack.webhook.secret, 'hex')).update(raw).digest('hex'));
    await nobody.post(new URL(stack.webhook.url).pathname, { body: `${raw} `, headers: { 'x-men-signature': signature } });
    await nobody.post(new URL(stack.webhook.url).pathname, { body: raw, headers: { 'x-men-signature': signature } });

    // What no error has a name for: the database refuses a row that holds a secret.
    const given = plant('a secret that could not be stored', randomBytes(32).toString('hex'));
    await stack.database.prisma.$executeRawUnsafe('ALTER TABLE event_source ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const answer = await admin.post(SOURCES, { body: { kind: 'mender', secret: given }, headers: { 'idempotency-key': 'broken' } });
    expect(answer.status).toBe(500);
    await stack.database.prisma.$executeRawUnsafe('ALTER TABLE event_source DROP CONSTRAINT broken');
  }

  const leaksIn = (texts: readonly { where: string; text: string }[]): string[] =>
    [...secrets].flatMap(([name, secret]) => {
      const forms = formsOf(secret);
      return texts.filter(({ text }) => forms.some((form) => text.includes(form))).map(({ where }) => `${name} in ${where}`);
    });

  it('is in a line of the log', () => {
    expect(lines.length).toBeGreaterThan(100);
    expect(leaksIn(lines.map((text) => ({ where: text.slice(0, 300), text })))).toEqual([]);
  });

  it('is in an answer', () => {
    expect(answers.filter(({ status }) => status >= 400).length).toBeGreaterThan(15);
    expect(leaksIn(answers.map(({ status, text, headers }) => ({ where: `${status} ${text.slice(0, 200)}`, text: `${text} ${JSON.stringify([...headers])}` })))).toEqual([]);
  });

  it('is in a column of the database, nor in a job there', async () => {
    const rows = await everyRow(stack.database);
    const tables = new Set(rows.map(({ table }) => table));
    for (const table of ['public.integration', 'public.fleet_connection', 'public.event_source', 'public.kept_answer', 'public.device', 'public.event_log', 'public.inbox', 'public.access_token', 'public.access_grant', 'public.access_session', 'public.device_group_member', 'public.twin_edit', 'public.tenant']) expect(tables).toContain(table);
    if (backend === 'postgres') expect([...tables].some((table) => table.startsWith('bullmq.'))).toBe(true);
    expect(leaksIn(rows.map(({ table, text }) => ({ where: table, text })))).toEqual([]);
  });

  it('is in a job in Redis', async () => {
    const keys = stack.redis ? await everyKey(stack.redis.url) : [];
    expect(keys.length > 0).toBe(backend === 'redis');
    expect(leaksIn(keys.map(({ key, text }) => ({ where: key, text })))).toEqual([]);
  });

  it('is in a metric', () => {
    expect(pages.map((page) => page.includes('lockstep_hub_call_duration_seconds_count'))).toEqual([true, true]);
    expect(leaksIn(pages.map((text) => ({ where: text.slice(0, 60), text })))).toEqual([]);
  });

  it('is in a span', () => {
    const names = receiver.spans().map(({ name }) => name);
    for (const name of ['POST /webhooks/:sourceId', 'hub create', 'fleet deploy configuration']) expect(names).toContain(name);
    expect(leaksIn(receiver.texts.map((text) => ({ where: text.slice(0, 60), text })))).toEqual([]);
  });

  it('is in the OpenAPI document, nor anything that looks like one', () => {
    const text = readFileSync('docs/openapi.json', 'utf8');
    expect(leaksIn([{ where: 'docs/openapi.json', text }])).toEqual([]);
    expect(text).not.toMatch(/SharedAccessKey=[A-Za-z0-9+/]{8}|lst_\w{8}|whsec_\w{8}|eyJ\w{8}/);
  });

  it('would have gone unseen: the search finds what is there', async () => {
    const text = 'A text of which we know where it is';
    const hidden = [text, Buffer.from(text).toString('hex'), ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${text} and on`).toString('base64'))];
    for (const place of hidden) expect(formsOf(text).some((form) => `{"a":"${place}"}`.includes(form))).toBe(true);
    const rows = await everyRow(stack.database);
    expect(rows.some((row) => row.table === 'public.event_log' && row.text.includes('pump-1'))).toBe(true);
    expect(lines.some((line) => line.includes('"tenantId":"default"') && line.includes('"actor":"token:') && line.includes('"traceId":"'))).toBe(true);
    expect(lines.some((line) => line.includes('"deviceId":"pump-1"') && line.includes('"actor":"token:'))).toBe(true);
    for (const field of ['tenantId', 'deviceId', 'traceId', 'eventId', 'passId', 'outcome']) expect(lines.find((line) => line.includes('"reason":"as-wanted"'))).toContain(`"${field}":"`);
  });
});
