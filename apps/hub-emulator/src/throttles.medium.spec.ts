// Real here: HTTPS and Microsoft's client. The time of the throttle is moved by hand or runs faster.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Device } from 'azure-iothub';
import { waitFor } from '../../../test/support/wait-for.js';
import { startHubEmulator, type RunningHubEmulator, type StartOptions } from './index.js';
import { askControl, getDevice, putDevice } from './test/ask.js';
import { connectSdk } from './test/connect-sdk.js';
import { authorize, sendRaw, VERSION, type RawAnswer } from './test/send-raw.js';

// Each test starts servers of its own and may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;

afterEach(() => emulator.stop());

const start = async (options: StartOptions) => {
  emulator = await startHubEmulator({ port: 0, ...options });
};
const control = (method: string, path: string, body?: unknown) => askControl(emulator, method, path, body);
const hubControl = (method: string, path: string, body?: unknown) => control(method, `/hubs/${emulator.hostNames[0]}${path}`, body);
const bulk = (count: number, from = 0): Promise<RawAnswer> =>
  sendRaw(emulator, {
    method: 'POST',
    path: `/devices?${VERSION}`,
    headers: authorize(emulator),
    body: Array.from({ length: count }, (_, index) => ({ id: `d${from + index}`, importMode: 'create' })),
  });

describe('a throttled hub', () => {
  it('serves a burst, lets the next request wait, and gives up on it after 40 seconds', async () => {
    await start({ throttle: { sku: 'S1' } });
    expect([(await bulk(100)).status, (await bulk(100, 100)).status]).toEqual([200, 200]);
    const third = bulk(100, 200);
    await waitFor('the third to wait', async () => (await hubControl('GET', '/budget')).categories.registry.waiting > 0);
    await control('PATCH', '/clock', { advanceMs: 40_000 });
    const { status, headers, json } = await third;
    expect([status, headers['iothub-errorcode'], headers['retry-after']]).toEqual([429, 'ThrottlingBacklogTimeout', undefined]);
    expect(json.Message).toBe(
      'ErrorCode:ThrottlingBacklogTimeout;The request has been throttled. Wait 10 seconds and try again. Operation type: CRUD',
    );
    expect((await control('GET', '/hubs')).hubs[0].devices).toBe(200);
    expect(await hubControl('GET', '/budget')).toMatchObject({
      throttle: { sku: 'S1', units: 1 },
      categories: { registry: { asked: 300, used: 200, refused: { ThrottlingBacklogTimeout: 1 } } },
    });
    expect(await control('GET', '/checks')).toMatchObject({
      tooManyRequests: { [emulator.hostNames[0]!]: { ThrottlingBacklogTimeout: 1 } },
      minutes: { [emulator.hostNames[0]!]: [{ category: 'registry', allowed: 100, tooMany: false }] },
    });
  });

  it('lets ten minutes pass in a second when it is told to', async () => {
    await start({ throttle: { sku: 'S1', burstMinutes: 0 }, timeScale: 600 });
    const sdk = connectSdk(emulator);
    const devices = (round: number) => Array.from({ length: 30 }, (_, index) => ({ deviceId: `r${round}-${index}` })) as Device[];
    const started = performance.now();
    // Nothing is saved up: the last one is served 36 seconds of throttle time after the first, less the second's worth that is always there.
    await Promise.all([0, 1, 2].map((round) => sdk.registry.addDevices(devices(round))));
    const took = performance.now() - started;
    sdk.close();
    expect([took >= 34_000 / 600, took < 34_000]).toEqual([true, true]);
    const { categories } = await hubControl('GET', '/budget');
    expect(categories.registry).toMatchObject({ asked: 90, used: 90, refused: {} });
  });

  it('counts a bulk as one when a switch says so, and sends Retry-After when a switch says so', async () => {
    await start({ throttle: { sku: 'S1', queue: false, burstMinutes: 0 }, switches: { bulkCost: 'call', retryAfterSeconds: 7 } });
    expect((await bulk(100)).status).toBe(200);
    expect((await hubControl('GET', '/budget')).categories.registry.used).toBe(1);
    const { status, headers } = await bulk(100, 100);
    expect([status, headers['retry-after'], headers['iothub-errorcode']]).toEqual([429, '7', 'ThrottlingException']);
  });

  it('can be given an edition, foreign load and a new record while it runs', async () => {
    await start({});
    await putDevice(emulator, 'a');
    expect(await hubControl('PATCH', '/throttle', { sku: 'S1', queue: false })).toMatchObject({ sku: 'S1', units: 1, burstMinutes: 2 });
    await hubControl('POST', '/foreign-load', { category: 'registry', once: 199 });
    await hubControl('DELETE', '/budget');
    expect([(await getDevice(emulator, 'a')).status, (await getDevice(emulator, 'a')).status]).toEqual([200, 429]);
    expect((await hubControl('GET', '/budget')).categories.registry).toMatchObject({ calls: 2, used: 1 });
    expect(await hubControl('PATCH', '/throttle', { sku: 'S9' })).toEqual({ error: expect.stringContaining('sku') });
  });

  it('refuses twin work when the day is used up, and identities go on', async () => {
    await start({ throttle: { sku: 'S1', dailyBlocks: 1 } });
    await putDevice(emulator, 'a');
    const twin = () => sendRaw(emulator, { path: `/twins/a?${VERSION}`, headers: authorize(emulator) });
    expect((await twin()).status).toBe(200);
    const { status, json } = await twin();
    expect([status, json.Message]).toEqual([403, expect.stringContaining('ErrorCode:IotHubQuotaExceeded;')]);
    expect((await getDevice(emulator, 'a')).status).toBe(200);
    await control('PATCH', '/clock', { advanceMs: 24 * 3600 * 1000 });
    expect((await twin()).status).toBe(200);
  });

  it('has no twins on the basic tier', async () => {
    await start({ throttle: { sku: 'B1' } });
    await putDevice(emulator, 'a');
    expect(await sendRaw(emulator, { path: `/twins/a?${VERSION}`, headers: authorize(emulator) })).toMatchObject({
      status: 400,
      headers: { 'iothub-errorcode': 'InvalidOperation' },
    });
  });
});

describe('a hub that is far away', () => {
  it('takes at least the round trip for every answer, for many callers at once', async () => {
    await start({ switches: { roundTripMs: 500 } });
    const started = performance.now();
    await Promise.all(Array.from({ length: 40 }, (_, index) => putDevice(emulator, `d${index}`)));
    const took = performance.now() - started;
    expect(took).toBeGreaterThanOrEqual(495);
    // Forty in a row would take 20 s and more.
    expect(took).toBeLessThan(20_000);
  });
});
