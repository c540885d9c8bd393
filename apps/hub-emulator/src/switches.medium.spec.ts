// Real here: HTTPS and Microsoft's client. What is not established about the real service is answered as the switches say.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl, putDevice } from './test/ask.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import { authorize, sendRaw, VERSION, type Wire } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;
let sdk: Sdk;

beforeEach(async () => {
  emulator = await startHubEmulator({ port: 0 });
  sdk = connectSdk(emulator);
});

afterEach(async () => {
  sdk.close();
  await emulator.stop();
});

const turn = (change: object) => askControl(emulator, 'PATCH', '/switches', change);
const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<number> =>
  (await sendRaw(emulator, { method, path: `${path}?${VERSION}`, body, headers: { ...authorize(emulator), ...headers } })).status;
const ANY = { 'if-match': '*' };

describe('by a switch', () => {
  it('a bulk of more than 100 is 413, or 400', async () => {
    const entries = Array.from({ length: 101 }, (_, index) => ({ id: `d${index}`, importMode: 'create' }));
    const before = await ask('POST', '/devices', entries);
    await turn({ bulkTooManyStatus: 400 });
    expect([before, await ask('POST', '/devices', entries)]).toEqual([413, 400]);
  });

  it('replacing what is not there is 404, or 412', async () => {
    await putDevice(emulator, 'there');
    const both = async () => [await ask('PUT', '/devices/gone', {}, ANY), await ask('PUT', '/devices/there/modules/gone', {}, ANY)];
    const before = await both();
    await turn({ updateMissingDeviceStatus: 412 });
    expect([before, await both()]).toEqual([[404, 404], [412, 412]]);
  });

  it('a delete without If-Match is done, or 412', async () => {
    for (const id of ['a', 'b']) await putDevice(emulator, id);
    await ask('PUT', '/devices/b/modules/m', {});
    const before = await ask('DELETE', '/devices/a');
    await turn({ deleteWithoutIfMatch: 'refused' });
    expect([before, await ask('DELETE', '/devices/b'), await ask('DELETE', '/devices/b/modules/m'), await ask('DELETE', '/devices/b', undefined, ANY)]).toEqual([204, 412, 412, 204]);
  });

  it('the twin of a disabled device is served and patched, or not found', async () => {
    await ask('PUT', '/devices/off', { status: 'disabled' });
    const both = async () => [await ask('GET', '/twins/off'), await ask('PATCH', '/twins/off', { tags: { a: 1 } })];
    const before = await both();
    await turn({ twinOfDisabledDevice: 'not-found' });
    expect([before, await both()]).toEqual([[200, 200], [404, 404]]);
  });

  it('a twin beyond its limits is 400, or 413', async () => {
    await putDevice(emulator, 'big');
    const patch = () => ask('PATCH', '/twins/big', { tags: { a: 'x'.repeat(4097) } });
    const before = await patch();
    await turn({ twinLimitStatus: 413 });
    expect([before, await patch()]).toEqual([400, 413]);
  });

  it('a device on HTTPS is Connected after a request, or never', async () => {
    await putDevice(emulator, 'd');
    await askControl(emulator, 'POST', '/devices/d/reported', { on: true });
    const state = async () => ((await sdk.registry.get('d')).responseBody as Wire).connectionState;
    const before = await state();
    await turn({ httpsDevicesConnect: false });
    expect([before, await state()]).toEqual(['Connected', 'Disconnected']);
  });

  it('a device too many is 403, or 413, and an entry of a bulk that fails', async () => {
    await askControl(emulator, 'PATCH', '/hubs/lockstep.azure-devices.net/throttle', { maxDevices: 1 });
    await putDevice(emulator, 'first');
    const before = await ask('PUT', '/devices/second', {});
    await turn({ deviceCapStatus: 413 });
    expect([before, await ask('PUT', '/devices/second', {})]).toEqual([403, 413]);
    expect(((await sdk.registry.addDevices([{ deviceId: 'second' }])).responseBody as Wire).errors).toMatchObject([{ deviceId: 'second', errorCode: 'TooManyDevices' }]);
  });
});

describe('without a switch', () => {
  it('a bulk create brings tags, desired and even reported properties along', async () => {
    const twin = { tags: { site: 'north' }, properties: { desired: { rate: 5 }, reported: { rate: 4 } } };
    await sdk.registry.addDevices([{ deviceId: 'whole', ...twin }] as Wire);
    expect(await sdk.call('GET', '/twins/whole')).toMatchObject(twin);
  });

  it('a patch cannot write reported properties', async () => {
    await putDevice(emulator, 'd');
    await sdk.call('PATCH', '/twins/d', { properties: { desired: { a: 1 }, reported: { a: 1 } } });
    expect(((await sdk.call('GET', '/twins/d')) as Wire).properties.reported).not.toHaveProperty('a');
  });

  it('a query of more than 8,200 bytes is 400', async () => {
    const query = `SELECT * FROM devices WHERE deviceId IN [${Array.from({ length: 230 }, (_, index) => `'${String(index).padStart(36, '0')}'`).join()}]`;
    expect(await ask('POST', '/devices/query', { query })).toBe(400);
  });

  it('at most the documented thousand is listed, whatever is asked for', async () => {
    for (let bulk = 0; bulk < 11; bulk += 1) await sdk.registry.addDevices(Array.from({ length: 100 }, (_, index) => ({ deviceId: `${bulk}-${index}` })));
    const list = async (top: string) =>
      ((await sendRaw(emulator, { path: `/devices/?top=${top}&${VERSION}`, headers: authorize(emulator) })).json as Wire[] | { Message: string });
    expect([await list('5'), await list('0'), await list('5000')].map((rows) => (rows as Wire[]).length)).toEqual([5, 1000, 1000]);
    expect(await list('many')).toMatchObject({ Message: expect.stringContaining('ArgumentInvalid') });
  });
});
