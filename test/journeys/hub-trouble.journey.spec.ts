/** Real: PostgreSQL, Redis, HTTP, HTTPS, the API and a worker. Emulated: the hub and the fleet manager, which fail for a while. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT } from '#core';
import type { Running } from '#platform';
import { apiCaller, type ApiCaller } from '../support/api-caller.js';
import { openHubCalls, type HubCalls } from '../support/hub-calls.js';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

const RESUMES_MS = 30_000;

describe.each(BACKENDS)('a connection in trouble, with the queue on %s', (backend) => {
  let stack: Stack;
  let worker: Running;
  let admin: ApiCaller;
  let hubCalls: HubCalls;
  let made = 0;

  beforeAll(async () => {
    stack = await startStack({ backend, leaseMs: 2_000 });
    worker = await startWorker(stack.env);
    admin = apiCaller(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'alice', 'admin')).token.reveal());
    hubCalls = openHubCalls(stack.hub);
  }, 240_000);
  afterEach(async () => {
    await hubCalls.call('DELETE', '/emulator/faults');
    await stack.menderControl.clearFaults();
  });
  afterAll(async () => {
    hubCalls.close();
    await worker.stop();
    await stack.stop();
  }, 240_000);

  const accept = async (count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => `pump-${++made}`);
    await stack.menderControl.make(ids);
    await stack.menderControl.bulk('accept', ids);
    return ids;
  };

  /** All of them wait for this one reason. */
  const waitForAll = (ids: readonly string[], reason: string): Promise<unknown> =>
    waitFor(`${ids.length} devices to wait for ${reason}`, async () => {
      const devices = await Promise.all(ids.map((id) => stack.device(id)));
      const others = devices.filter((device) => device?.reason !== reason);
      if (others.length > 0) throw new Error(`${others.length} others, such as ${others[0]?.key.deviceId}: ${others[0]?.reason}`);
      return true;
    });

  const callsFor = async (ids: readonly string[]): Promise<number[]> => Promise.all(ids.map(async (id) => (await stack.hubControl.journal(id)).length));

  const trouble = async (): Promise<any> => (await admin.get('/api/v1/integrations')).body.items[0].trouble;

  async function expectRecovery(ids: readonly string[]): Promise<void> {
    const from = Date.now();
    for (const id of ids) expect(await stack.inSync(id, 'accepted')).toMatchObject({ attempts: 0, hubStatus: 'enabled' });
    expect(Date.now() - from).toBeLessThan(RESUMES_MS);
    expect(await trouble()).toBeNull();
    expect((await admin.get('/api/v1/dead-letters')).body.items).toEqual([]);
  }

  it('costs no device an attempt when the hub is away, calls it no more than needed, and goes on by itself', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 503 });
    const first = await accept(40);
    await waitFor('the trouble to be known', trouble);
    await waitForAll(first, 'hub-is-away');
    expect((await admin.get('/api/v1/hub-budget')).body.trouble).toMatchObject({ reason: 'hub-is-away', detail: expect.stringContaining('503'), since: expect.any(String) });

    const before = await callsFor(first);
    const later = await accept(40);
    await waitForAll(later, 'hub-is-away');
    expect([await callsFor(first), await callsFor(later)]).toEqual([before, later.map(() => 0)]);
    expect(Math.max(...before)).toBeLessThanOrEqual(4);
    // Whoever was called twice before it was known that the hub is away for all has tried once.
    for (const id of first) expect((await stack.device(id))?.attempts).toBeLessThanOrEqual(1);
    for (const id of later) expect((await stack.device(id))?.attempts).toBe(0);

    await hubCalls.call('DELETE', '/emulator/faults');
    await expectRecovery([...first, ...later]);
  }, 240_000);

  it('stops at credentials that are refused, says so once, and goes on within 30 s after they are mended in the hub', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 401 });
    const ids = await accept(20);
    await waitForAll(ids, 'hub-refuses-credentials');
    expect(await trouble()).toMatchObject({ reason: 'hub-refuses-credentials', sentence: expect.stringContaining('refuses our credentials') });
    const before = await callsFor(ids);
    const later = await accept(20);
    await waitForAll(later, 'hub-refuses-credentials');
    expect([await callsFor(ids), await callsFor(later)]).toEqual([before, later.map(() => 0)]);

    await hubCalls.call('DELETE', '/emulator/faults');
    await expectRecovery([...ids, ...later]);
  }, 240_000);

  it('goes on at once when the credentials are put in anew', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 401 });
    const ids = await accept(5);
    await waitForAll(ids, 'hub-refuses-credentials');
    await hubCalls.call('DELETE', '/emulator/faults');
    const { id, version } = (await admin.get('/api/v1/integrations')).body.items[0];
    const credentials = { kind: 'connection-string', connectionString: stack.hub.connectionString() };
    const changed = await admin.put(`/api/v1/integrations/${id}/credentials`, { body: credentials, headers: { 'if-match': `"${version}"` } });
    expect([changed.status, changed.body.trouble]).toEqual([200, null]);
    await expectRecovery(ids);
  }, 240_000);

  it('leaves a fleet alone that refuses its token, and goes on within 30 s after that is mended', async () => {
    await stack.menderControl.fault({ kind: 'status', status: 401 });
    const ids = await accept(10);
    await waitForAll(ids, 'fleet-refuses-credentials');
    expect((await admin.get('/api/v1/fleet')).body.trouble).toMatchObject({ reason: 'fleet-refuses-credentials' });
    await stack.menderControl.clearFaults();
    await expectRecovery(ids);
    expect((await admin.get('/api/v1/fleet')).body.trouble).toBeNull();
  }, 240_000);

  it('leaves a fleet alone that is away, says so, shuts devices out all the same, and goes on within 30 s after it is back', async () => {
    const [rejected] = await accept(1);
    await stack.inSync(rejected!, 'accepted');
    await stack.menderControl.fault({ kind: 'status', status: 503 });
    const ids = await accept(20);
    await stack.menderControl.bulk('reject', [rejected!]);
    const known = await waitFor('the trouble to be known', async () => (await admin.get('/api/v1/fleet')).body.trouble);
    expect(known).toMatchObject({ reason: 'fleet-is-away', detail: expect.stringContaining('503'), since: expect.any(String) });
    await waitForAll(ids, 'fleet-is-away');
    await waitFor('the rejected device to be shut out', async () => (await stack.device(rejected!))?.hubStatus === 'disabled');
    const attempts = new Map(await Promise.all(ids.map(async (id) => [id, (await stack.device(id))?.attempts] as const)));
    const later = await accept(5);
    await waitForAll(later, 'fleet-is-away');
    for (const id of later) expect((await stack.device(id))?.attempts).toBe(0);
    for (const id of ids) expect((await stack.device(id))?.attempts).toBe(attempts.get(id));

    await stack.menderControl.clearFaults();
    await expectRecovery([...ids, ...later]);
    expect((await admin.get('/api/v1/fleet')).body.trouble).toBeNull();
  }, 240_000);

  it('keeps a device that the hub refuses as a dead letter, until it is replayed', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 400, device: `pump-${made + 1}`, body: { Message: 'ErrorCode:ArgumentInvalid;Bad device.' }, headers: { 'iothub-errorcode': 'ArgumentInvalid' } });
    const [id] = await accept(1);
    // The fleet tells of an acceptance in two events. The second may come after the device was given up: that is one more attempt.
    await waitFor('the device to be given up', async () => {
      const device = (await stack.menderControl.webhooksUnderWay()) === 0 ? await stack.device(id!) : null;
      return device?.sync === 'dead' && device.wakeAt === null;
    });
    const [letter] = (await admin.get(`/api/v1/dead-letters?deviceId=${id}`)).body.items;
    expect(letter).toMatchObject({ sourceId: 'device', reason: 'hub-refuses-device' });
    expect([1, 2]).toContain(letter.attempts);
    expect(await callsFor([id!])).toEqual([letter.attempts]);
    await hubCalls.call('DELETE', '/emulator/faults');
    expect((await admin.post(`/api/v1/dead-letters/${letter.id}/replay`)).body).toMatchObject({ replayed: 1 });
    await stack.inSync(id!, 'accepted');
    expect((await admin.get(`/api/v1/dead-letters/${letter.id}`)).body.answer).toMatchObject({ how: 'replayed', by: 'alice' });
  }, 240_000);
});
