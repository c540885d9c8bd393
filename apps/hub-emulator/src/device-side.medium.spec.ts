// Real here: HTTPS, and tokens that a device makes with its own key.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { authorize, makeToken, sendRaw, VERSION, type RawAnswer, type Wire } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;
let now = Date.now();

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0, now: () => now });
});

afterAll(() => emulator.stop());

const service = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Wire> =>
  (await sendRaw(emulator, { method, path: `${path}?${VERSION}`, body, headers: { ...authorize(emulator), ...headers } })).json;

async function createDevice(deviceId: string): Promise<{ primaryKey: string; secondaryKey: string }> {
  const { authentication } = await service('PUT', `/devices/${encodeURIComponent(deviceId)}`, { deviceId });
  return authentication.symmetricKey;
}

function signIn(
  deviceId: string,
  key: string,
  sr = encodeURIComponent(`${emulator.hostNames[0]}/devices/${deviceId}`),
): Promise<RawAnswer> {
  const path = `/devices/${encodeURIComponent(deviceId)}/messages/events?${VERSION}`;
  return sendRaw(emulator, { method: 'POST', path, body: { temperature: 20 }, headers: { authorization: makeToken(sr, key) } });
}

describe('a device', () => {
  it.each(['plain', '100%25', "it's#1"])('called %s is let in with its primary or its secondary key', async (deviceId) => {
    const { primaryKey, secondaryKey } = await createDevice(deviceId);
    expect([(await signIn(deviceId, primaryKey)).status, (await signIn(deviceId, secondaryKey)).status]).toEqual([204, 204]);
    const { json } = await sendRaw(emulator, { path: `/emulator/hubs/${emulator.hostNames[0]}/devices` });
    expect(json.devices).toContainEqual(expect.objectContaining({ deviceId, status: 'enabled', messages: 2 }));
  });

  it('asks for messages and gets none', async () => {
    const { primaryKey } = await createDevice('asks');
    const headers = { authorization: makeToken(`${emulator.hostNames[0]}/devices/asks`, primaryKey) };
    const { status, text } = await sendRaw(emulator, { path: `/devices/asks/messages/deviceBound?${VERSION}`, headers });
    expect([status, text]).toEqual([204, '']);
  });

  it('is seen to be connected and active, for two minutes', async () => {
    const { primaryKey } = await createDevice('seen');
    await signIn('seen', primaryKey);
    const seen = await service('GET', '/devices/seen');
    expect(seen).toMatchObject({ connectionState: 'Connected', lastActivityTime: seen.connectionStateUpdatedTime });
    now += 121_000;
    expect(await service('GET', '/twins/seen')).toMatchObject({ connectionState: 'Disconnected', lastActivityTime: seen.lastActivityTime });
  });

  it('is refused with the key of another, and with a token for another', async () => {
    const { primaryKey } = await createDevice('mine');
    const other = await createDevice('other');
    const answers = [await signIn('mine', other.primaryKey), await signIn('mine', primaryKey, `${emulator.hostNames[0]}/devices/other`)];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('is refused when disabled, let in when enabled again, and refused when deleted', async () => {
    const { primaryKey } = await createDevice('switched');
    const set = async (status: string) =>
      service('PUT', '/devices/switched', { ...(await service('GET', '/devices/switched')), status }, { 'if-match': '*' });
    await set('disabled');
    const refused = await signIn('switched', primaryKey);
    expect([refused.status, refused.json.Message]).toEqual([401, 'ErrorCode:IotHubUnauthorized;Unauthorized']);
    await set('enabled');
    expect((await signIn('switched', primaryKey)).status).toBe(204);
    await service('DELETE', '/devices/switched');
    expect((await signIn('switched', primaryKey)).status).toBe(401);
  });

  it('may not use its key at the service side', async () => {
    const { primaryKey } = await createDevice('curious');
    const headers = { authorization: makeToken(emulator.hostNames[0]!, primaryKey) };
    expect((await sendRaw(emulator, { path: `/devices/curious?${VERSION}`, headers })).status).toBe(401);
  });

  it('may send 256 KB and no more', async () => {
    const { primaryKey } = await createDevice('talker');
    const headers = { authorization: makeToken(`${emulator.hostNames[0]}/devices/talker`, primaryKey) };
    const speak = async (bytes: number) =>
      (await sendRaw(emulator, { method: 'POST', path: `/devices/talker/messages/events?${VERSION}`, headers, body: 'x'.repeat(bytes) }))
        .status;
    expect([await speak(256 * 1024), await speak(256 * 1024 + 1)]).toEqual([204, 413]);
  });
});
