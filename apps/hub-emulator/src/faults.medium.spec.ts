// Real here: HTTPS, broken connections and callers that give up.
import { request } from 'node:https';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '../../../test/support/wait-for.js';
import { startHubEmulator, type FaultOrder, type RunningHubEmulator } from './index.js';
import { askControl, getDevice, putDevice } from './test/ask.js';
import { authorize, VERSION } from './test/send-raw.js';

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
    expect(json.Message).toBe(
      'ErrorCode:ThrottlingBacklogTimeout;The request has been throttled. Wait 10 seconds and try again. Operation type: CRUD',
    );
    expect((await get('a')).status).toBe(404);
  });

  it('of kind status can send any body under any type', async () => {
    await order({ kind: 'status', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } });
    const { status, headers, text } = await get('a');
    expect([status, headers['content-type'], text]).toEqual([200, 'text/html', '<html>']);
  });

  it('of kind delay takes effect even when the caller has gone', async () => {
    await order({ kind: 'delay', delayMs: 1_000, times: 1 });
    const gone = new AbortController();
    const asked = fetchAndLeave(gone.signal);
    await waitFor('one call to be on its way', async () => (await control('GET', '/journal')).entries.length === 1);
    gone.abort();
    await asked;
    await waitFor('the effect', async () => (await get('late')).status === 200);
    expect((await control('GET', '/journal?device=late&limit=1000')).entries[0]).toMatchObject({ fault: 'delay', changed: true });
  });

  it('of kind silence never answers, and the journal closes when the caller goes', async () => {
    await order({ kind: 'silence', times: 1 });
    const gone = new AbortController();
    const asked = fetchAndLeave(gone.signal);
    await waitFor('one call to be on its way', async () => (await control('GET', '/journal')).entries.length === 1);
    expect((await control('GET', '/journal')).entries[0]).toMatchObject({ endedAt: null });
    gone.abort();
    await asked;
    await waitFor('the call to end', async () => (await control('GET', '/journal')).entries[0].endedAt !== null);
    expect((await get('late')).status).toBe(404);
  });

  it('of kind half-close ends the connection without effect and without an answer', async () => {
    await order({ kind: 'half-close', operation: 'put-device', times: 1 });
    await expect(put('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await get('a')).status).toBe(404);
  });

  it('of kind truncate breaks off within the body, and the effect is there', async () => {
    await order({ kind: 'truncate', method: 'PUT', times: 1, afterBytes: 10 });
    await expect(put('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await get('a')).status).toBe(200);
    expect((await control('GET', '/journal?device=a')).entries[0]).toMatchObject({ status: 0, fault: 'truncate', changed: true });
  });

  it('of kind wrong-type answers under another content type', async () => {
    await put('a');
    await order({ kind: 'wrong-type', times: 1 });
    const { status, headers, text } = await get('a');
    expect([status, headers['content-type'], JSON.parse(text).deviceId]).toEqual([200, 'text/html', 'a']);
  });

  it('of kind clock-skew moves the Date header and the time by which tokens are judged', async () => {
    await put('a');
    await order({ kind: 'clock-skew', skewMs: -3_600_000, times: 1 });
    const { status, headers } = await get('a');
    expect(status).toBe(200);
    expect(Date.now() - Date.parse(headers.date!)).toBeGreaterThan(3_590_000);
    await order({ kind: 'clock-skew', skewMs: 2 * 3_600_000, times: 1 });
    expect((await get('a')).status).toBe(401);
    expect((await get('a')).status).toBe(200);
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
    const outgoing = request({
      host: '127.0.0.1',
      port: emulator.port,
      ca: emulator.caPem,
      servername: 'localhost',
      agent: false,
      method: 'PUT',
      signal,
      path: `/devices/late?${VERSION}`,
      headers: { host: emulator.hostNames[0], ...authorize(emulator) },
    });
    const left = new Promise<void>((resolve) => outgoing.once('error', () => resolve()));
    outgoing.end('{}');
    await left;
  }
});
