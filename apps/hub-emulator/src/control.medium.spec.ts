// Real here: HTTPS, broken connections and the journal; the control API is driven as a stranger would.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startHubEmulator, type FaultOrder, type RunningHubEmulator } from './index.js';
import { authorize, sendRaw, VERSION } from './testing/send-raw.js';

let emulator: RunningHubEmulator;

beforeEach(async () => {
  emulator = await startHubEmulator({ port: 0 });
});

afterEach(() => emulator.stop());

const control = async (method: string, path: string, body?: unknown) => (await sendRaw(emulator, { method, path: `/emulator${path}`, body })).json;
const put = (deviceId: string, headers: Record<string, string> = {}) =>
  sendRaw(emulator, { method: 'PUT', path: `/devices/${deviceId}?${VERSION}`, headers: { ...authorize(emulator), ...headers }, body: { deviceId } });
const get = (deviceId: string) => sendRaw(emulator, { path: `/devices/${deviceId}?${VERSION}`, headers: authorize(emulator) });
const order = (fault: FaultOrder) => control('POST', '/faults', fault);

/** Looks again until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}

describe('an ordered fault', () => {
  it('of kind reset-after breaks the connection when the effect is there', async () => {
    await order({ kind: 'reset-after', method: 'PUT', times: 1 });
    await expect(put('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await get('a')).status).toBe(200);
    const { entries } = await control('GET', '/journal?device=a');
    expect(entries[0]).toMatchObject({ operation: 'put-device', status: 0, fault: 'reset-after', changed: true, changedIds: ['a'] });
  });

  it('of kind reset-before breaks it without effect', async () => {
    await order({ kind: 'reset-before', method: 'PUT', times: 1 });
    await expect(put('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await get('a')).status).toBe(404);
  });

  it('of kind status answers in the words of the service, without effect', async () => {
    await order({ kind: 'status', status: 429, times: 1, headers: { 'retry-after': '7' } });
    const { status, headers, json } = await put('a');
    expect([status, headers['retry-after'], headers['iothub-errorcode']]).toEqual([429, '7', 'ThrottlingBacklogTimeout']);
    expect(json.Message).toBe('ErrorCode:ThrottlingBacklogTimeout;The request has been throttled. Wait 10 seconds and try again. Operation type: CRUD');
    expect((await get('a')).status).toBe(404);
  });

  it('of kind status can send any body under any type', async () => {
    await order({ kind: 'status', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } });
    const { status, headers, text } = await get('a');
    expect([status, headers['content-type'], text]).toEqual([200, 'text/html', '<html>']);
  });

  it('of kind delay takes effect even when the caller has gone', async () => {
    await order({ kind: 'delay', delayMs: 50, times: 1 });
    const gone = new AbortController();
    const asked = fetchAndLeave(gone.signal);
    await until(async () => (await control('GET', '/journal')).entries.length === 1);
    gone.abort();
    await asked;
    await until(async () => (await get('late')).status === 200);
    expect((await control('GET', '/journal?device=late&limit=1000')).entries[0]).toMatchObject({ fault: 'delay', changed: true });
  });

  it('of kind silence never answers, and the journal closes when the caller goes', async () => {
    await order({ kind: 'silence', times: 1 });
    const gone = new AbortController();
    const asked = fetchAndLeave(gone.signal);
    await until(async () => (await control('GET', '/journal')).entries.length === 1);
    expect((await control('GET', '/journal')).entries[0]).toMatchObject({ endedAt: null });
    gone.abort();
    await asked;
    await until(async () => (await control('GET', '/journal')).entries[0].endedAt !== null);
    expect((await get('late')).status).toBe(404);
  });

  it('can be listed, taken back, and refused with its reason', async () => {
    const { id } = await order({ kind: 'silence', device: 'a' });
    expect((await control('GET', '/faults')).faults).toEqual([{ id, order: { kind: 'silence', device: 'a' }, met: 0 }]);
    await control('DELETE', `/faults/${id}`);
    await order({ kind: 'silence' });
    await control('DELETE', '/faults');
    expect((await control('GET', '/faults')).faults).toEqual([]);
    expect(await control('POST', '/faults', { kind: 'earthquake' })).toEqual({ error: expect.stringContaining('kind') });
  });

  /** A create that is given up. */
  async function fetchAndLeave(signal: AbortSignal): Promise<void> {
    const { request } = await import('node:https');
    const outgoing = request({ host: '127.0.0.1', port: emulator.port, ca: emulator.caPem, servername: 'localhost', agent: false, method: 'PUT', signal, path: `/devices/late?${VERSION}`, headers: { host: emulator.hostNames[0], ...authorize(emulator) } });
    const left = new Promise<void>((resolve) => outgoing.once('error', () => resolve()));
    outgoing.end('{}');
    await left;
  }
});

describe('the journal', () => {
  it('tells every request and its effect, and counts them', async () => {
    await put('a');
    await put('a');
    await put('a', { 'if-match': '*' });
    await get('a');
    const { entries, counters } = await control('GET', '/journal');
    expect(entries.map(({ seq, operation, status, changed, error, ifMatch }: any) => [seq, operation, status, changed, error, ifMatch])).toEqual([
      [1, 'put-device', 200, true, null, undefined],
      [2, 'put-device', 409, false, 'DeviceAlreadyExists', undefined],
      [3, 'put-device', 200, true, null, '*'],
      [4, 'get-device', 200, false, null, undefined],
    ]);
    expect(counters).toEqual({ 'put-device': { calls: 3, changed: 2, statuses: { 200: 2, 409: 1 } }, 'get-device': { calls: 1, changed: 0, statuses: { 200: 1 } } });
    await control('DELETE', '/journal');
    expect(await control('GET', '/journal')).toEqual({ entries: [], counters: {} });
  });

  it('explains a refusal that the answer does not', async () => {
    await sendRaw(emulator, { path: `/devices/a?${VERSION}`, headers: { authorization: 'Bearer x' } });
    expect((await control('GET', '/journal')).entries[0]).toMatchObject({ status: 401, note: 'the emulator does not take Entra ID tokens' });
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

  it('find nothing when writes follow one another', async () => {
    for (let round = 0; round < 20; round += 1) await put('a', { 'if-match': '*' });
    expect((await control('GET', '/checks')).overlaps).toMatchObject({ count: 0 });
  });
});

describe('the control API', () => {
  it('sets reported properties as the device would', async () => {
    await put('a');
    const twin = await control('POST', '/devices/a/reported', { battery: { level: 80 } });
    expect(twin).toMatchObject({ etag: 'AAAAAAAAAAE=', properties: { reported: { battery: { level: 80 }, $version: 2 }, desired: { $version: 1 } } });
    expect(await control('POST', '/devices/nobody/reported', {})).toEqual({ error: "There is no device 'nobody'" });
  });

  it('lists hubs without their keys', async () => {
    await put('a');
    expect(await control('GET', '/hubs')).toEqual({
      hubs: [{ hostName: emulator.hostNames[0], policies: ['iothubowner', 'service', 'device', 'registryRead', 'registryReadWrite'], devices: 1, disabledDevices: 0 }],
    });
  });

  it('shows and changes the switches, all of them or none', async () => {
    expect(await control('PATCH', '/switches', { twinLimitStatus: 413 })).toMatchObject({ twinLimitStatus: 413, bulkErrorCode: 'name' });
    expect(await control('PATCH', '/switches', { twinLimitStatus: 400, bulkErrorCode: 'smell' })).toEqual({ error: expect.stringContaining('bulkErrorCode') });
    expect(await control('GET', '/switches')).toMatchObject({ twinLimitStatus: 413 });
  });

  it('says what it does not have', async () => {
    expect(await control('GET', '/nothing')).toEqual({ error: expect.stringContaining('/emulator/nothing') });
    expect(await control('PUT', '/journal', {})).toEqual({ error: '/emulator/journal does not take PUT' });
  });
});
