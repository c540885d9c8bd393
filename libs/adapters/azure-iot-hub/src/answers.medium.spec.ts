/** Real: TLS, sockets, node's HTTP client, the SDK. Not real: the hub, which answers what each test says. */
import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { HostNotAllowed, HubRefusesCredentials, type DeviceHub } from '#core';
import { SystemClock } from '#platform';

import { FakeHubBudgets } from '../../../../test/support/fake-hub-budgets.js';

import { HOST, json, type Script } from '../test/scripted-hub.js';
import {
  aConnection,
  byPath,
  codeOf,
  codesOf,
  DEVICE,
  failureOf,
  GOOD_BULK,
  KEYS,
  LOST,
  NEW,
  POLICY_KEY,
  SAS,
  TWIN,
  UNREADABLE,
  useScriptedHub,
} from '../test/use-scripted-hub.js';
import { AzureIotHub } from './azure-iot-hub.js';
import { BreakingClient } from './breaking-client.js';
import { lookUpGateway } from './choose-addresses.js';
import { BulkWriter } from './governor/bulk-writer.js';
import { HubGovernor } from './governor/hub-governor.js';
import { HubLine } from './governor/hub-line.js';
import { HubAgent } from './hub-agent.js';
import { HubClient } from './hub-client.js';

const { server, openHub, openHubs } = useScriptedHub();
const notFound = json(404, { Message: 'ErrorCode:DeviceNotFound;d1', ExceptionMessage: '' });
const asked = (): string[] => server().seen.map(({ method, target }) => `${method} ${target}`);

describe('an answer that is not one of a hub', () => {
  it.each<[string, Script]>([
    ['a page of a proxy', (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Welcome</html>')],
    ['a page that calls itself JSON', (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('<html>')],
    ['JSON that was cut before it was sent', (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"deviceId":"d1"')],
    ['an empty identity', json(200, { deviceId: null })],
    ['another device', json(200, { ...DEVICE, deviceEtag: 'MTA0', deviceId: 'd2' })],
    ['a list', json(200, [DEVICE])],
    ['nothing', (response) => void response.writeHead(200).end()],
    ['a redirect', (response) => void response.writeHead(302, { Location: 'https://evil.example/' }).end()],
    ['a 404 of a proxy', (response) => void response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html>Not found</html>')],
    ['a 404 without a code', json(404, { Message: 'Not here' })],
  ])('is no absence and no success: %s', async (_what, script) => {
    server().answer(script);
    expect(await codesOf(openHub)).toEqual(UNREADABLE);
  });

  it('is a lost answer when the line breaks in the middle of it', async () => {
    server().answer((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"deviceId":"d1",', () => response.destroy());
    });
    expect(await codesOf(openHub)).toEqual(LOST);
  });
});

describe('what a verb costs', () => {
  it('is one twin read for a look', async () => {
    server().answer(json(200, TWIN));
    expect(await openHub().look('d1')).toEqual({ deviceId: 'd1', status: 'enabled', etag: 'MTA0', keys: null });
    expect(asked()).toEqual(['GET /twins/d1?api-version=2021-04-12']);
    expect(server().seen[0]?.authorization).toMatch(/^SharedAccessSignature sr=contoso\.azure-devices\.net&sig=/);
  });

  it('is one more read when the twin is not there, for a disabled device may answer so', async () => {
    server().answer(byPath({ twins: notFound, devices: json(200, { ...DEVICE, status: 'disabled', authentication: SAS }) }));
    expect(await openHub().look('d1')).toEqual({ deviceId: 'd1', status: 'disabled', etag: 'MTA0', keys: null });
    server().answer(notFound);
    expect(await openHub().look('d1')).toBeNull();
  });

  it('is not an absence when the second read fails', async () => {
    server().answer(byPath({ twins: notFound, devices: json(500, {}) }));
    expect(await codeOf(openHub().look('d1'))).toBe('hub-is-away');
  });

  it('is one bulk of one for a create, with status, keys and tag', async () => {
    server().answer(json(200, GOOD_BULK));
    expect(await openHub().create({ ...NEW, status: 'disabled' })).toBe('created');
    expect(asked()).toEqual(['POST /devices?api-version=2021-04-12']);
    const item = { id: 'd1', importMode: 'create', status: 'disabled', authentication: SAS, tags: { lockstep: { managed: true } } };
    expect(JSON.parse(server().seen[0]!.body)).toEqual([item]);
  });

  it('is one more write for a create whose twin was not made', async () => {
    const warning = { deviceId: 'd1', warningCode: 'DeviceRegisteredWithoutTwin', warningStatus: '' };
    server().answer(byPath({ twins: json(200, TWIN), devices: json(200, { ...GOOD_BULK, warnings: [warning] }) }));
    expect(await openHub().create(NEW)).toBe('created');
    expect(asked()[1]).toBe('PATCH /twins/d1?api-version=2021-04-12');
    expect(JSON.parse(server().seen[1]!.body)).toEqual({ tags: { lockstep: { managed: true } } });
  });

  it('leaves doubt when that write fails, because the identity is there all the same', async () => {
    const warning = { deviceId: 'd1', warningCode: 'DeviceRegisteredWithoutTwin', warningStatus: '' };
    server().answer(byPath({ twins: json(429, {}), devices: json(200, { ...GOOD_BULK, warnings: [warning] }) }));
    expect(await codeOf(openHub().create(NEW))).toBe('hub-outcome-unknown');
  });

  it('is one conditional write with the whole authentication for a change of status', async () => {
    server().answer(json(200, { ...DEVICE, etag: 'MTA1' }));
    expect(await openHub().setStatus('d1', { status: 'disabled', etag: 'MTA0', keys: KEYS })).toEqual({ etag: 'MTA1' });
    expect(asked()).toEqual(['PUT /devices/d1?api-version=2021-04-12']);
    expect(server().seen[0]?.ifMatch).toBe('"MTA0"');
    expect(JSON.parse(server().seen[0]!.body)).toEqual({ deviceId: 'd1', status: 'disabled', authentication: SAS });
  });

  it('is a read and a write for a change of status without keys, and all that was there goes back', async () => {
    const foreign = { ...DEVICE, statusReason: 'theirs', capabilities: { iotEdge: true }, parentScopes: ['s'], somethingNew: { a: [1, null] } };
    server().answer((response, seen) => json(200, { ...foreign, etag: seen.method === 'PUT' ? 'MTA1' : 'MTA0' })(response, seen));
    expect(await openHub().setStatus('d1', { status: 'disabled', etag: 'MTA0', keys: null })).toEqual({ etag: 'MTA1' });
    expect(asked().map((call) => call.split(' ')[0])).toEqual(['GET', 'PUT']);
    expect(JSON.parse(server().seen[1]!.body)).toEqual({ ...foreign, status: 'disabled' });
    expect(server().seen[1]?.ifMatch).toBe('"MTA0"');
  });

  it('is no write at all when a change of status without keys finds another etag, or nothing', async () => {
    const change = { status: 'disabled', etag: 'MTA0', keys: null } as const;
    server().answer(json(200, { ...DEVICE, etag: 'MTA9' }));
    expect(await codeOf(openHub().setStatus('d1', change))).toBe('hub-changed-underneath');
    server().answer(notFound);
    expect(await codeOf(openHub().setStatus('d1', change))).toBe('hub-changed-underneath');
    expect(server().seen.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it.each(['', '*'])('is nothing for the etag "%s", which would make the write unconditional', async (etag) => {
    expect(await codeOf(openHub().remove('d1', etag))).toBe('hub-changed-underneath');
    expect(await codeOf(openHub().setStatus('d1', { status: 'enabled', etag, keys: KEYS }))).toBe('hub-changed-underneath');
    expect(server().seen).toEqual([]);
  });
});

describe('what is thrown and kept', () => {
  it.each<[string, Script]>([
    ['fails', json(500, { Message: 'x' })],
    ['refuses the key', json(401, {})],
    ['breaks off', (response) => void response.destroy()],
    ['answers something else', json(200, {})],
  ])('holds no credential, however deep one looks, when the hub %s', async (_what, script) => {
    server().answer(script);
    const failure = await failureOf(openHub().create(NEW));
    const seen = inspect(failure, { depth: 20, showHidden: true }) + JSON.stringify(failure);
    expect(seen).not.toMatch(/SharedAccessSignature|sig=/);
    for (const secret of [POLICY_KEY, KEYS.primary.reveal(), KEYS.secondary.reveal()]) expect(seen).not.toContain(secret);
  });

  it('is not seen from outside an opened hub', () => {
    expect(inspect(openHubs(), { depth: 20 }) + inspect(openHub(), { depth: 20 })).not.toContain(POLICY_KEY);
  });
});

describe('opened hubs', () => {
  it('are the same for the same connection and revision, and another for another', () => {
    const hubs = openHubs();
    const first = hubs.of(aConnection());
    expect(hubs.of(aConnection())).toBe(first);
    expect(hubs.of(aConnection({ id: 'c2' }))).not.toBe(first);
    const newer = hubs.of(aConnection({ revision: 2 }));
    expect(newer).not.toBe(first);
    expect(hubs.of(aConnection({ revision: 2 }))).toBe(newer);
  });

  it('are not opened for a host that is not allowed', () => {
    const evil = aConnection({ hostName: 'contoso.azure-devices.net.evil.com' });
    expect(() => openHubs().of(evil)).toThrow(HostNotAllowed);
    expect(() => openHubs({ allowedHosts: [] }).of(aConnection())).toThrow(HostNotAllowed);
  });

  it('are dialled under the plain spelling of their name', async () => {
    server().answer(json(200, TWIN));
    await openHubs().of(aConnection({ hostName: 'Contoso.Azure-Devices.NET.' })).look('d1');
    expect(server().seen).toMatchObject([{ host: HOST, serverName: HOST }]);
  });
});

describe('signing in with a token', () => {
  const openWithToken = (getToken: () => Promise<{ token: string; expiresOnTimestamp: number }>): DeviceHub => {
    const { port, caPem } = server();
    const agent = new HubAgent({ port, caPem, lookup: lookUpGateway({ host: '127.0.0.1', port }), timeoutMs: 5_000, maxSockets: 1 });
    const client = new HubClient(HOST, [{ tokenCredential: { getToken }, tokenScope: 'scope' }], agent);
    const breaking = new BreakingClient({ hostName: HOST, open: () => client, tell: () => undefined });
    const line = new HubLine(new HubGovernor(aConnection(), new FakeHubBudgets(new SystemClock())), breaking);
    return new AzureIotHub({ hostName: HOST, line, writer: new BulkWriter(line, 'per-device') }, 'let-in');
  };

  it('sends the token with each call, and fetches it once while it lasts', async () => {
    let fetched = 0;
    const hub = openWithToken(async () => ({ token: `t${(fetched += 1)}`, expiresOnTimestamp: Date.now() + 3_600_000 }));
    server().answer(json(200, TWIN));
    await hub.look('d1');
    await hub.look('d1');
    expect(server().seen.map(({ authorization }) => authorization)).toEqual(['Bearer t1', 'Bearer t1']);
  });

  it('sends nothing without a token, and says so for a write as for a look', async () => {
    const hub = openWithToken(() => Promise.reject(new HubRefusesCredentials('no token')));
    expect(Object.values(await codesOf(hub))).toEqual(Array(5).fill('hub-refuses-credentials'));
    expect(server().seen).toEqual([]);
  });
});
