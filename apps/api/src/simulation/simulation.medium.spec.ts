/** Real: PostgreSQL, HTTP, HTTPS, the API and a worker. Emulated: the hub and the fleet manager, which are changed and broken through the API. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_TENANT, SIMULATED_FAULTS, type SimulatedFault } from '#core';
import type { Running } from '#platform';
import { apiCaller, type ApiCaller } from '../../../../test/support/api-caller.js';
import { freePort } from '../../../../test/support/free-port.js';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { startApiUnderTest } from '../../../../test/support/api.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { startWorker } from '../../../worker/src/start-worker.js';

const BASE = '/api/v1/simulation';

describe('the simulated fleet', () => {
  let stack: Stack;
  let worker: Running;
  let admin: ApiCaller;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres', simulated: true });
    worker = await startWorker(stack.env);
    admin = apiCaller(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'alice', 'admin')).token.reveal());
  }, 240_000);
  afterEach(async () => {
    await stack.hubControl.clearFaults();
    await stack.menderControl.clearFaults();
    await stack.menderControl.settings({ dropWebhooksShare: 0, reportDelayMs: 0 });
  });
  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  const add = async (count: number): Promise<string[]> => (await admin.post(`${BASE}/devices`, { body: { count } })).body.deviceIds;
  const change = async (body: object): Promise<number> => (await admin.post(`${BASE}/changes`, { body })).body.changed;
  const broken = (faults: { fault: SimulatedFault; broken: boolean }[]): SimulatedFault[] => faults.filter((one) => one.broken).map(({ fault }) => fault);
  const brokenNow = async (): Promise<SimulatedFault[]> => broken((await admin.get(BASE)).body.faults);
  const set = async (fault: SimulatedFault): Promise<SimulatedFault[]> => broken((await admin.put(`${BASE}/faults/${fault}`)).body.faults);

  it('is told of to whoever is signed in', async () => {
    expect((await admin.get('/api/v1/me')).body.simulated).toBe(true);
  });

  it('takes a new device from pending to in sync, and out of the hub again', async () => {
    const [id = ''] = await add(1);
    await waitFor('the device to be heard of', async () => (await stack.device(id))?.status === 'pending');
    expect(await change({ action: 'accept', deviceIds: [id, 'nobody'] })).toBe(1);
    await stack.inSync(id, 'accepted');
    const { items } = (await admin.get(`${BASE}/devices?status=accepted`)).body;
    expect(items).toEqual([{ deviceId: id, status: 'accepted', known: { status: 'accepted', hubStatus: 'enabled', sync: 'in-sync', why: expect.anything() } }]);

    for (const [action, status] of [['reject', 'rejected'], ['dismiss', 'noauth'], ['decommission', 'decommissioned']] as const) {
      expect(await change({ action, deviceIds: [id] })).toBe(1);
      await stack.inSync(id, status);
    }
    expect((await admin.get(`${BASE}/devices?status=accepted`)).body.items).toEqual([]);
  }, 240_000);

  it('changes all devices with a status, and shows them page by page', async () => {
    const ids = (await add(5)).toSorted();
    expect((await admin.get(BASE)).body.devices).toMatchObject({ pending: 5, accepted: 0 });
    const first = await admin.get(`${BASE}/devices?limit=3`);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const seen = [first.body, (await admin.get(next)).body].flatMap(({ items }) => items.map(({ deviceId }: { deviceId: string }) => deviceId));
    expect(seen).toEqual(ids);
    expect(await change({ action: 'decommission', status: 'pending' })).toBe(5);
    expect((await admin.get(BASE)).body.devices).toMatchObject({ pending: 0 });
  }, 240_000);

  it('breaks and mends each thing by itself, and shows what is broken', async () => {
    expect(await brokenNow()).toEqual([]);
    for (const fault of SIMULATED_FAULTS) {
      expect(await set(fault)).toEqual([fault]);
      expect(await brokenNow()).toEqual([fault]);
      expect(broken((await admin.delete(`${BASE}/faults/${fault}`)).body.faults)).toEqual([]);
    }
  });

  it('lets one fault of the hub take the place of another, and leaves the others', async () => {
    await set('webhooks-lost');
    await set('fleet-away');
    await set('hub-away');
    expect((await set('hub-refuses')).toSorted()).toEqual(['fleet-away', 'hub-refuses', 'webhooks-lost']);
  });

  it('does not take a fault that others ordered for some requests for one of its own', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 503, device: 'pump-1' });
    expect(await brokenNow()).toEqual([]);
  });

  it('shows on the device why the broken hub keeps it, and heals by itself once all is mended', async () => {
    await set('hub-away');
    const [id = ''] = await add(1);
    await change({ action: 'accept', deviceIds: [id] });
    await waitFor('the device to wait for the hub', async () => (await stack.device(id))?.reason === 'hub-is-away');
    expect(broken((await admin.delete(`${BASE}/faults`)).body.faults)).toEqual([]);
    await stack.inSync(id, 'accepted');
    await change({ action: 'decommission', deviceIds: [id] });
    await stack.inSync(id, 'decommissioned');
  }, 240_000);

  it('has devices that Lockstep never heard of, while webhooks are lost', async () => {
    await set('webhooks-lost');
    const [id = ''] = await add(1);
    await waitFor('the webhook to be lost', async () => (await stack.menderControl.webhooksUnderWay()) === 0);
    expect((await admin.get(`${BASE}/devices`)).body.items).toContainEqual({ deviceId: id, status: 'pending', known: null });
  }, 240_000);

  it('says what is wrong with a change, and knows no other faults', async () => {
    for (const body of [{}, { action: 'accept' }, { action: 'accept', deviceIds: [] }, { action: 'accept', deviceIds: ['a'], status: 'pending' }, { action: 'preauthorize', status: 'pending' }]) {
      expect([body, (await admin.post(`${BASE}/changes`, { body })).status]).toEqual([body, 422]);
    }
    expect((await admin.put(`${BASE}/faults/hub-on-fire`)).status).toBe(404);
  });

  it('is for administrators of the whole tenant', async () => {
    const operator = apiCaller(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'oscar', 'operator')).token.reveal());
    for (const path of [BASE, `${BASE}/devices`]) expect([path, (await operator.get(path)).status]).toEqual([path, 403]);
  });
});

describe('a simulated fleet whose emulators are away', () => {
  it('says so', async () => {
    const port = await freePort();
    const under = await startApiUnderTest({ LOCKSTEP_SIMULATION: `http://127.0.0.1:${port}`, LOCKSTEP_HUB_GATEWAY: `127.0.0.1:${port}` });
    try {
      const answer = await under.call('GET', `${BASE}/devices`, { token: await under.token('admin') });
      expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ type: '/problems/simulation-is-away', detail: expect.stringContaining('The Mender emulator does not answer') })]);
    } finally {
      await under.stop();
    }
  }, 240_000);
});

describe('where nothing is simulated', () => {
  it('is not there at all', async () => {
    const under = await startApiUnderTest();
    try {
      const token = await under.token('admin');
      expect((await under.call('GET', BASE, { token })).status).toBe(404);
      expect((await under.call('PUT', `${BASE}/faults/hub-away`, { token })).status).toBe(404);
      expect(await (await under.call('GET', '/api/v1/me', { token })).json()).toMatchObject({ simulated: false });
    } finally {
      await under.stop();
    }
  }, 240_000);
});
