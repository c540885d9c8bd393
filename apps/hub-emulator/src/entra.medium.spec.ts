// Real here: HTTPS, tokens signed with a real key, and a key set in a file.
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl, putDevice } from './test/ask.js';
import { sendRaw, VERSION } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let folder: string;
let emulator: RunningHubEmulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-entra-spec-'));
  const jwks = join(folder, 'keys.json');
  await writeFile(jwks, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k' }] }));
  emulator = await startHubEmulator({ port: 0, entra: { issuer: 'https://issuer', jwks, roles: { mapped: ['IoT Hub Twin Contributor'] } } });
  await putDevice(emulator, 'a');
});

afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

function makeToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 600;
  const text = `${part({ alg: 'ES256', kid: 'k' })}.${part({ iss: 'https://issuer', aud: 'https://iothubs.azure.net', exp, ...claims })}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const ask = (claims: object, method: string, path: string, body?: unknown) =>
  sendRaw(emulator, { method, path: `${path}?${VERSION}`, body, headers: { authorization: `Bearer ${makeToken(claims)}` } });

describe('a back end with a token of Entra ID', () => {
  it.each([
    ['IoT Hub Data Contributor', [200, 200, 200, 200, 200, 200]],
    ['IoT Hub Data Reader', [200, 200, 401, 401, 401, 200]],
    ['IoT Hub Registry Contributor', [200, 401, 401, 200, 401, 401]],
    ['IoT Hub Twin Contributor', [401, 200, 200, 401, 401, 401]],
    ['Reader', [401, 401, 401, 401, 401, 401]],
  ])('may do what the role %s allows', async (role, statuses) => {
    const claims = { oid: 'me', roles: [role] };
    const answers = [
      await ask(claims, 'GET', '/devices/a'),
      await ask(claims, 'GET', '/twins/a'),
      await ask(claims, 'PATCH', '/twins/a', { tags: { x: 1 } }),
      await ask(claims, 'POST', '/devices', [{ id: `b-${role.replaceAll(' ', '')}`, importMode: 'create' }]),
      await ask(claims, 'PUT', `/jobs/v2/${role.replaceAll(' ', '')}`, { type: 'scheduleUpdateTwin', queryCondition: '*', updateTwin: { etag: '*' } }),
      await ask(claims, 'GET', '/configurations'),
    ];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });

  it('is told what it may not do', async () => {
    const { status, json } = await ask({ oid: 'me' }, 'GET', '/devices/a');
    expect([status, json.Message]).toEqual([
      401,
      'ErrorCode:IotHubUnauthorizedAccess;Principal me is not authorized for GET on /devices/a due to no assigned permissions',
    ]);
  });

  it('may have its roles from the options', async () => {
    expect((await ask({ sub: 'mapped' }, 'GET', '/twins/a')).status).toBe(200);
  });

  it('is refused with a token of somebody else, and the journal says why', async () => {
    expect((await ask({ iss: 'https://other' }, 'GET', '/devices/a')).status).toBe(401);
    const { entries } = await askControl(emulator, 'GET', '/journal');
    expect(entries.at(-1)).toMatchObject({ status: 401, note: 'token: other-issuer' });
  });
});
