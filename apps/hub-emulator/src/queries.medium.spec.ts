// Real here: HTTPS and Microsoft's client. The lag is looked at, not slept through: the emulator's clock is moved.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Device } from 'azure-iothub';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl } from './test/ask.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import { authorize, sendRaw, VERSION } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;
let sdk: Sdk;
let now: number;

beforeEach(async () => {
  now = Date.now();
  emulator = await startHubEmulator({ port: 0, now: () => now });
  sdk = connectSdk(emulator);
});

afterEach(async () => {
  sdk.close();
  await emulator.stop();
});

const add = (...names: string[]) => sdk.registry.addDevices(names.map((deviceId) => ({ deviceId, tags: { lot: deviceId.length } })) as unknown as Device[]);
const query = (text: string, headers: Record<string, string> = {}) =>
  sendRaw(emulator, {
    method: 'POST',
    path: `/devices/query?${VERSION}`,
    headers: { ...authorize(emulator), ...headers },
    body: { query: text },
  });
const ids = async (text = 'SELECT deviceId FROM devices'): Promise<string> => (await query(text)).json.map((row: Device) => row.deviceId).sort().join();

describe('a query', () => {
  it('is read page by page by the azure-iothub client', async () => {
    await add(...Array.from({ length: 25 }, (_, index) => `d${index}`));
    const pages = sdk.registry.createQuery('SELECT * FROM devices WHERE tags.lot > 1', 10);
    const found: string[] = [];
    const sizes: number[] = [];
    do {
      const { result } = await pages.nextAsTwin();
      sizes.push(result.length);
      found.push(...result.map(({ deviceId }) => deviceId));
    } while (pages.hasMoreResults);
    expect(sizes).toEqual([10, 10, 5]);
    expect(new Set(found).size).toBe(25);
  });

  it('tells what its rows are, and whether there are more', async () => {
    await add('a', 'b');
    const page = await query('SELECT * FROM devices', { 'x-ms-max-item-count': '1' });
    expect(page).toMatchObject({ status: 200, headers: { 'x-ms-item-type': 'Twin' }, json: [{ deviceId: 'a', etag: 'AAAAAAAAAAE=' }] });
    const token = String(page.headers['x-ms-continuation']);
    const rest = await query('SELECT * FROM devices', { 'x-ms-max-item-count': '1', 'x-ms-continuation': token });
    expect(rest).toMatchObject({ json: [{ deviceId: 'b' }] });
    expect(rest.headers['x-ms-continuation']).toBeUndefined();
    expect(await query('SELECT * FROM devices', { 'x-ms-continuation': token })).toMatchObject({ status: 400 });
    expect(await query('SELECT COUNT() AS n FROM devices')).toMatchObject({ headers: { 'x-ms-item-type': 'Raw' }, json: [{ n: 2 }] });
  });

  it('gives no more rows a page than the service, however many are asked for', async () => {
    await askControl(emulator, 'PATCH', '/switches', { queryPageMost: 2 });
    await add('a', 'b', 'c');
    const page = await query('SELECT * FROM devices', { 'x-ms-max-item-count': '500' });
    expect(page.json).toHaveLength(2);
    const headers = { 'x-ms-max-item-count': '500', 'x-ms-continuation': String(page.headers['x-ms-continuation']) };
    expect((await query('SELECT * FROM devices', headers)).json).toHaveLength(1);
  });

  it('is refused when it is not understood', async () => {
    const { status, json } = await query('SELECT * FROM devices ORDER BY deviceId');
    expect([status, json.Message]).toEqual([400, expect.stringMatching(/^ErrorCode:ArgumentInvalid;The query is invalid: /)]);
    expect((await query('SELECT * FROM devices', { 'x-ms-max-item-count': 'many' })).status).toBe(400);
  });

  it('sees creates, changes and deletes only after the lag', async () => {
    await add('a', 'b');
    await askControl(emulator, 'PATCH', '/switches', { queryLagMs: 6000 });
    await add('c');
    await sdk.registry.delete('a');
    await sdk.registry.updateTwin('b', { tags: { lot: 9 } }, '*');
    now += 5999;
    expect([await ids(), await ids('SELECT deviceId FROM devices WHERE tags.lot = 9')]).toEqual(['a,b', '']);
    now += 1;
    expect([await ids(), await ids('SELECT deviceId FROM devices WHERE tags.lot = 9')]).toEqual(['b,c', 'b']);
  });

  it('can be made to look back by an order', async () => {
    await add('a');
    await askControl(emulator, 'POST', '/faults', { kind: 'stale-query', lagMs: 60_000, times: 1 });
    await add('b');
    expect([await ids(), await ids()]).toEqual(['a', 'a,b']);
  });
});
