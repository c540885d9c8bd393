// Real: the emulator, over HTTP.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIGURATIONS, DEVICES, IOT_MANAGER, MenderClient } from '../../test/mender-client.js';
import { startMenderEmulator, type RunningMenderEmulator } from '../index.js';

let emulator: RunningMenderEmulator;
let client: MenderClient;

beforeEach(async () => {
  emulator = await startMenderEmulator();
  client = new MenderClient(emulator);
});

afterEach(() => emulator.stop());

const statusCounts = async () => (await client.get('/emulator')).body.statuses;

describe('the control of devices', () => {
  it('makes devices with the ids that are wanted, once', async () => {
    expect(await client.post('/emulator/devices', { ids: ['d-1', 'd-2'] })).toMatchObject({ status: 201, body: { ids: ['d-1', 'd-2'] } });
    expect((await client.post('/emulator/devices', { ids: ['d-3', 'd-2'] })).status).toBe(409);
    expect(await statusCounts()).toMatchObject({ pending: 2 });
  });

  it('lists devices by id from behind a given one', async () => {
    await client.post('/emulator/devices', { ids: ['d-3', 'd-1', 'd-2'] });
    const first = (await client.get('/emulator/devices?limit=2')).body;
    expect(first).toMatchObject({ devices: [{ id: 'd-1' }, { id: 'd-2' }], next: 'd-2' });
    const second = (await client.get(`/emulator/devices?limit=2&after=${first.next}`)).body;
    expect(second).toMatchObject({ devices: [{ id: 'd-3' }], next: null });
    expect((await client.get('/emulator/devices?limit=0')).status).toBe(400);
  });

  it('changes those devices in bulk that can be changed, and counts them', async () => {
    await client.makeDevices(4);
    const bulk = async (body: object) => (await client.post('/emulator/bulk', body)).body.changed;
    expect(await bulk({ action: 'accept', status: 'pending', count: 3 })).toBe(3);
    expect(await bulk({ action: 'accept', all: true })).toBe(1);
    expect(await bulk({ action: 'reject', all: true, count: 2 })).toBe(2);
    expect(await bulk({ action: 'reject', status: 'rejected' })).toBe(0);
    expect(await bulk({ action: 'dismiss', status: 'rejected' })).toBe(2);
    expect(await statusCounts()).toMatchObject({ accepted: 2, noauth: 2, rejected: 0 });
    expect(await bulk({ action: 'accept', status: 'noauth' })).toBe(2);
    expect(await bulk({ action: 'decommission', all: true })).toBe(4);
    expect((await client.get('/emulator')).body.devices).toBe(0);
  });

  it('does not guess which devices are meant', async () => {
    expect((await client.post('/emulator/bulk', { action: 'decommission' })).status).toBe(400);
  });
});

describe('a fault on order', () => {
  it('answers in the place of Mender, as often as ordered', async () => {
    const slowDown = { kind: 'status', status: 429, headers: { 'Retry-After': '3' }, body: { error: 'slow down' }, times: 1 };
    await client.post('/emulator/faults', slowDown);
    const answer = await client.get(DEVICES);
    expect(answer).toMatchObject({ status: 429, body: { error: 'slow down' } });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect((await client.get(DEVICES)).status).toBe(200);
    expect((await client.get('/emulator/faults')).body).toMatchObject([{ kind: 'status', met: 1 }]);
  });

  it('cuts the connection after the work is done, when that is ordered', async () => {
    await client.post('/emulator/faults', { kind: 'reset', when: 'after', path: 'configurations', times: 1 });
    await expect(client.put(`${CONFIGURATIONS}/d-1`, { a: 'b' })).rejects.toThrow();
    expect((await client.get(`${CONFIGURATIONS}/d-1`)).body.configured).toEqual({ a: 'b' });
  });

  it('delays an answer, and leaves the control routes alone', async () => {
    const { body: fault } = await client.post('/emulator/faults', { kind: 'delay', delayMs: 30 });
    const began = performance.now();
    expect((await client.get(DEVICES)).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(29);
    expect((await client.delete(`/emulator/faults/${fault.id}`)).status).toBe(204);
    expect((await client.get('/emulator/faults')).body).toEqual([]);
  });
});

describe('the integration', () => {
  const http = { url: 'http://127.0.0.1:9/hook', secret: '00ff' };
  const webhook = { provider: 'webhook', credentials: { type: 'http', http }, description: 'ours' };

  it('is one, shown without its secret, and can be removed', async () => {
    const made = await client.post(`${IOT_MANAGER}/integrations`, webhook);
    const location = made.headers.get('location')!;
    expect(made.status).toBe(201);
    expect((await client.post(`${IOT_MANAGER}/integrations`, webhook)).status).toBe(409);

    const [listed] = (await client.get(`${IOT_MANAGER}/integrations`)).body;
    expect(listed).toMatchObject({ ...webhook, credentials: { type: 'http', http: { ...http, secret: '<omitted>' } } });
    expect(location).toBe(`${IOT_MANAGER}/integrations/${listed.id}`);
    expect((await client.delete(location)).status).toBe(204);
    expect((await client.get(`${IOT_MANAGER}/integrations`)).body).toEqual([]);
  });

  it('is refused when its secret is not hex or its provider is another', async () => {
    const credentials = { type: 'http', http: { ...http, secret: 'xyz' } };
    expect((await client.post(`${IOT_MANAGER}/integrations`, { ...webhook, credentials })).status).toBe(400);
    expect((await client.post(`${IOT_MANAGER}/integrations`, { ...webhook, provider: 'iot-hub' })).status).toBe(400);
  });
});

describe('the page', () => {
  it('is served without a token and loads nothing from elsewhere', async () => {
    const { status, headers, body } = await client.call('GET', '/', undefined, { authorization: '' });
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(body).toContain('<title>');
    expect(body).not.toMatch(/(?:src|href)="https?:/);
  });

  it('is the only one whose scripts reach the control routes', async () => {
    const answer = await client.call('POST', '/emulator/devices', {}, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
    expect((await client.get('/emulator')).body.devices).toBe(0);
  });
});
