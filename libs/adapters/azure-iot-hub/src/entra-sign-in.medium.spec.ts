// Real: the SDK, @azure/identity, HTTPS, and an endpoint that hands out signed tokens as that of a managed identity does. Emulated: the hub.
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HubRefusesCredentials, type HubConnection } from '#core';
import { SystemClock } from '#platform';
import { startHubEmulator, type RunningHubEmulator } from '../../../../apps/hub-emulator/src/index.js';
import { putDevice } from '../../../../apps/hub-emulator/src/test/ask.js';
import { FakeHubBudgets } from '../../../../test/support/fake-hub-budgets.js';
import { aConnection } from '../test/use-scripted-hub.js';
import { AzureDeviceTwins } from './azure-device-twins.js';
import { AzureHubProbe } from './azure-hub-probe.js';

const HOST = 'lockstep.azure-devices.net';
const ISSUER = 'https://sts.example/a-directory';
const AUDIENCE = 'https://iothubs.azure.net';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/**
 * What an app service offers to whoever runs in it. Source: Azure App Service, "How to use managed identities", REST endpoint reference.
 */
class TokenEndpoint {
  readonly asked: { resource: string | null; header: string | undefined }[] = [];
  roles: string[] = [];
  isBroken = false;
  #server!: Server;

  async start(): Promise<string> {
    this.#server = createServer(({ url = '', headers }, response) => {
      const resource = new URL(url, 'http://here').searchParams.get('resource');
      this.asked.push({ resource, header: headers['x-identity-header'] as string | undefined });
      if (this.isBroken) return void response.writeHead(400, { 'content-type': 'application/json' }).end('{"statusCode":400,"message":"No such identity"}');
      const expires = Math.floor(Date.now() / 1000) + 3600;
      const token = tokenOf({ iss: ISSUER, aud: resource, exp: expires, oid: 'lockstep', roles: this.roles });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: token, expires_on: String(expires), resource, token_type: 'Bearer' }));
    }).listen(0, '127.0.0.1');
    await new Promise((done) => this.#server.once('listening', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/msi/token`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

function tokenOf(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'ES256', kid: 'k' })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

describe('a hub that is signed in to with Entra ID', () => {
  const endpoint = new TokenEndpoint();
  let folder: string;
  let hub: RunningHubEmulator;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entra-sign-in-'));
    const jwks = join(folder, 'keys.json');
    await writeFile(jwks, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k' }] }));
    hub = await startHubEmulator({ port: 0, entra: { issuer: ISSUER, audience: AUDIENCE, jwks } });
    process.env.IDENTITY_ENDPOINT = await endpoint.start();
    process.env.IDENTITY_HEADER = 'a-header-of-this-test';
  }, 240_000);
  beforeEach(() => {
    endpoint.asked.length = 0;
    endpoint.isBroken = false;
  });
  afterAll(async () => {
    delete process.env.IDENTITY_ENDPOINT;
    delete process.env.IDENTITY_HEADER;
    await Promise.all([endpoint.stop(), hub.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  // An identity of its own for each test: tokens are kept for an identity as long as the process lives.
  const signedIn = (clientId: string): HubConnection =>
    aConnection({ hostName: HOST, credentials: { kind: 'entra-id', credential: { kind: 'managed-identity', clientId } } });
  const settings = () => ({ allowedHosts: ['*.azure-devices.net'], gateway: { host: '127.0.0.1', port: hub.port }, caPem: hub.caPem, timeoutMs: 20_000 });
  const identity = (n: number): string => `00000000-0000-0000-0000-00000000000${n}`;

  it.each([
    { n: 1, roles: ['IoT Hub Registry Contributor', 'IoT Hub Twin Contributor'], rights: { registryRead: 'granted', registryWrite: 'granted', serviceConnect: 'granted' } },
    { n: 2, roles: ['IoT Hub Data Reader'], rights: { registryRead: 'granted', registryWrite: 'missing', serviceConnect: 'missing' } },
    { n: 3, roles: ['IoT Hub Twin Contributor'], rights: { registryRead: 'missing', registryWrite: 'missing', serviceConnect: 'granted' } },
  ])('is tested as the roles $roles allow', async ({ n, roles, rights }) => {
    endpoint.roles = roles;
    expect(await new AzureHubProbe(settings()).test(signedIn(identity(n)))).toEqual({ rights, trouble: null });
    expect(endpoint.asked[0]).toEqual({ resource: AUDIENCE, header: 'a-header-of-this-test' });
  });

  it('is told apart from one where no role was given at all', async () => {
    endpoint.roles = [];
    const { trouble } = await new AzureHubProbe(settings()).test(signedIn(identity(4)));
    expect(trouble).toMatchObject({ reason: 'hub-refuses-credentials', detail: expect.stringContaining('not authorized') });
  });

  it('is said to be out of reach of an identity that there is not, and no question is put to it', async () => {
    endpoint.isBroken = true;
    const { rights, trouble } = await new AzureHubProbe(settings()).test(signedIn(identity(5)));
    expect(rights).toEqual({ registryRead: 'unknown', registryWrite: 'unknown', serviceConnect: 'unknown' });
    expect(trouble).toMatchObject({ reason: 'hub-refuses-credentials', detail: expect.stringContaining('Microsoft Entra ID gave no token') });
  });

  it('shows its twins, for many calls by one token', async () => {
    endpoint.roles = ['IoT Hub Twin Contributor'];
    await putDevice(hub, 'd1');
    const twins = new AzureDeviceTwins({ ...settings(), maxSockets: 4 }, new FakeHubBudgets(new SystemClock()));
    try {
      const read = () => twins.read(signedIn(identity(6)), { key: { tenantId: 'default', deviceId: 'd1' }, moduleId: null });
      const [one, ...others] = await Promise.all([read(), read(), read()]);
      expect([one?.deviceId, ...others.map((twin) => twin?.etag)]).toEqual(['d1', one?.etag, one?.etag]);
      await read();
      expect(endpoint.asked).toHaveLength(1);
      await expect(twins.read(signedIn(identity(6)), { key: { tenantId: 'default', deviceId: 'nobody' }, moduleId: null })).resolves.toBeNull();
    } finally {
      twins.close();
    }
  });

  it('refuses a change that no role allows, by name', async () => {
    endpoint.roles = ['IoT Hub Data Reader'];
    const twins = new AzureDeviceTwins({ ...settings(), maxSockets: 4 }, new FakeHubBudgets(new SystemClock()));
    try {
      const address = { key: { tenantId: 'default', deviceId: 'd1' }, moduleId: null };
      const twin = (await twins.read(signedIn(identity(7)), address))!;
      await expect(twins.patch(signedIn(identity(7)), address, {}, twin.etag)).rejects.toThrow(HubRefusesCredentials);
    } finally {
      twins.close();
    }
  });
});
