// Real here: HTTPS and the journal; the control API is driven as a stranger would.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type FaultOrder, type RunningHubEmulator } from './index.js';
import { askControl, getDevice, putDevice } from './test/ask.js';
import { authorize, sendRaw, VERSION, type Wire } from './test/send-raw.js';

// Each test starts servers of its own and may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;

beforeEach(async () => {
  emulator = await startHubEmulator({ port: 0 });
});

afterEach(() => emulator.stop());

const control = (method: string, path: string, body?: unknown) => askControl(emulator, method, path, body);
const put = (deviceId: string, headers?: Record<string, string>) => putDevice(emulator, deviceId, headers);
const get = (deviceId: string) => getDevice(emulator, deviceId);
const order = (fault: FaultOrder) => control('POST', '/faults', fault);

describe('the journal', () => {
  it('tells every request and its effect, and counts them', async () => {
    await put('a');
    await put('a');
    await put('a', { 'if-match': '*' });
    await get('a');
    const { entries, counters } = await control('GET', '/journal');
    expect(
      entries.map(({ seq, operation, status, changed, error, ifMatch }: Wire) => [seq, operation, status, changed, error, ifMatch]),
    ).toEqual([
      [1, 'put-device', 200, true, null, undefined],
      [2, 'put-device', 409, false, 'DeviceAlreadyExists', undefined],
      [3, 'put-device', 200, true, null, '*'],
      [4, 'get-device', 200, false, null, undefined],
    ]);
    expect(counters).toEqual({
      'put-device': { calls: 3, changed: 2, statuses: { 200: 2, 409: 1 } },
      'get-device': { calls: 1, changed: 0, statuses: { 200: 1 } },
    });
    await control('DELETE', '/journal');
    expect(await control('GET', '/journal')).toEqual({ entries: [], counters: {} });
  });

  it('explains a refusal that the answer does not', async () => {
    await sendRaw(emulator, { path: `/devices/a?${VERSION}`, headers: { authorization: 'Bearer x' } });
    expect((await control('GET', '/journal')).entries[0]).toMatchObject({
      status: 401,
      note: 'the emulator does not take Entra ID tokens',
    });
  });
});

describe('the checks', () => {
  it('find two writes in flight for one device', async () => {
    await order({ kind: 'delay', delayMs: 30 });
    await Promise.all([put('a'), put('a'), put('b')]);
    const { overlaps, creates } = await control('GET', '/checks');
    expect(overlaps).toMatchObject({ count: 1, bothChanged: 0, latest: [{ deviceId: 'a' }] });
    expect(creates).toEqual({ total: 2, mostInOneIncarnation: 1, createdAgain: [] });
  });

  it('find a write that is older than what the device has', async () => {
    await control('PATCH', '/switches', { generationPath: 'tags.own.round' });
    await put('a');
    const patch = (round: number, headers: Record<string, string> = {}) =>
      sendRaw(emulator, {
        method: 'PATCH',
        path: `/twins/a?${VERSION}`,
        headers: { ...authorize(emulator), ...headers },
        body: { tags: { own: { round } } },
      });
    await patch(1);
    await patch(3);
    await patch(2, { 'if-match': '"AAAAAAAAAAE="' });
    expect((await control('GET', '/checks')).olderWrites).toMatchObject({ applied: 0, refused: 1, latest: [{ generation: 2, present: 3 }] });
    await patch(2);
    expect((await control('GET', '/checks')).olderWrites).toMatchObject({ applied: 1, refused: 1, latest: [{}, { deviceId: 'a', applied: true }] });
    await put('a', { 'if-match': '*', 'x-emulator-generation': '1' });
    expect((await control('GET', '/checks')).olderWrites).toMatchObject({ applied: 2 });
  });

  it('find nothing when writes follow one another', async () => {
    for (let round = 0; round < 20; round += 1) await put('a', { 'if-match': '*' });
    expect((await control('GET', '/checks')).overlaps).toMatchObject({ count: 0 });
  });
});

describe('the control API', () => {
  it('sets reported properties as the device would', async () => {
    await put('a');
    const twin = await control('POST', '/devices/a/reported', { battery: { level: 80 } });
    expect(twin).toMatchObject({
      etag: 'AAAAAAAAAAE=',
      properties: { reported: { battery: { level: 80 }, $version: 2 }, desired: { $version: 1 } },
    });
    expect(await control('POST', '/devices/nobody/reported', {})).toEqual({ error: "There is no device 'nobody'" });
  });

  it('lists hubs without their keys', async () => {
    await put('a');
    expect(await control('GET', '/hubs')).toEqual({
      hubs: [
        {
          hostName: emulator.hostNames[0],
          policies: ['iothubowner', 'service', 'device', 'registryRead', 'registryReadWrite'],
          devices: 1,
          modules: 0,
          disabledDevices: 0,
        },
      ],
    });
  });

  it('gives a policy other keys, and shows them', async () => {
    const hub = `/hubs/${emulator.hostNames[0]}/policy-keys`;
    const keys = async (body: unknown) => (await control('POST', hub, body)) as { primary: string; secondary: string };
    const first = await keys({});
    expect(first.primary).toBe(emulator.connectionString());
    const second = await keys({ key: 'secondary' });
    expect([second.primary === first.primary, second.secondary === first.secondary]).toEqual([true, false]);
    expect(await keys({ key: 'swap' })).toEqual({ primary: second.secondary, secondary: second.primary });
    expect(await keys({ policy: 'nobody' })).toEqual({ error: expect.stringContaining("There is no policy 'nobody'") });
  });

  it('shows and changes the switches, all of them or none', async () => {
    expect(await control('PATCH', '/switches', { twinLimitStatus: 413 })).toMatchObject({ twinLimitStatus: 413, bulkErrorCode: 'name' });
    expect(await control('PATCH', '/switches', { twinLimitStatus: 400, bulkErrorCode: 'smell' })).toEqual({
      error: expect.stringContaining('bulkErrorCode'),
    });
    expect(await control('GET', '/switches')).toMatchObject({ twinLimitStatus: 413 });
  });

  it('says what it does not have', async () => {
    expect(await control('GET', '/nothing')).toEqual({ error: expect.stringContaining('/emulator/nothing') });
    expect(await control('PUT', '/journal', {})).toEqual({ error: '/emulator/journal does not take PUT' });
  });
});
