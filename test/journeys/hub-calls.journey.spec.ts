/** Real: PostgreSQL, HTTP, HTTPS, the API and a worker. Emulated: the hub, whose journal has the same ids, and the fleet manager. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT } from '#core';
import type { Running } from '#platform';
import { apiCaller, type ApiCaller } from '../support/api-caller.js';
import { startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

interface Call {
  system: 'hub' | 'fleet';
  operation: string;
  status: number | null;
  ms: number;
  requestId: string | null;
}

describe('the timeline of a device', () => {
  let stack: Stack;
  let worker: Running;
  let viewer: ApiCaller;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    worker = await startWorker(stack.env);
    viewer = apiCaller(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'vera', 'viewer')).token.reveal());
  }, 240_000);
  afterEach(() => stack.hubControl.clearFaults());
  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  const timeline = async (id: string): Promise<{ kind: string; step: string | null; reason: string | null; calls: Call[] }[]> => (await viewer.get(`/api/v1/devices/${id}/timeline`)).body.items;
  const accept = async (ids: readonly string[]): Promise<void> => {
    await stack.menderControl.make(ids);
    await stack.menderControl.bulk('accept', ids);
  };
  const hubCalls = (line?: { calls: Call[] }): Call[] => (line?.calls ?? []).filter(({ system }) => system === 'hub');
  const idsInJournal = async (id: string): Promise<string[]> => (await stack.hubControl.journal(id)).map(({ requestId }) => requestId);

  it('names the calls to the hub behind each step, as the hub knows them', async () => {
    await accept(['pump-1']);
    await stack.inSync('pump-1', 'accepted');
    await stack.menderControl.bulk('decommission', ['pump-1']);
    await stack.inSync('pump-1', 'decommissioned');

    const lines = await timeline('pump-1');
    const created = lines.find(({ kind, step }) => kind === 'done' && step === 'create-identity');
    expect(hubCalls(created)).toEqual([{ system: 'hub', operation: 'change-many', status: 200, ms: expect.any(Number), requestId: expect.any(String) }]);
    const removed = lines.find(({ kind, step }) => kind === 'done' && step === 'delete-identity');
    expect(hubCalls(removed)).toEqual([expect.objectContaining({ operation: 'remove-identity', status: 204 })]);
    expect(lines.filter(({ kind }) => kind === 'event').every(({ calls }) => calls.length === 0)).toBe(true);
    // Every call about this device, and each of them once.
    expect(lines.flatMap((line) => hubCalls(line).map(({ requestId }) => requestId)).toSorted()).toEqual((await idsInJournal('pump-1')).toSorted());
  }, 240_000);

  it('names the calls to Mender behind a delivery, as Mender knows them', async () => {
    await accept(['fan-1']);
    await stack.inSync('fan-1', 'accepted');
    const lines = await timeline('fan-1');
    const delivered = lines.find(({ kind, step }) => kind === 'done' && step === 'deliver-connection');
    expect(delivered?.calls.filter(({ system }) => system === 'fleet')).toEqual(
      [['write-configuration', 204], ['deploy-configuration', 200]].map(([operation, status]) => ({ system: 'fleet', operation, status, ms: expect.any(Number), requestId: expect.any(String) })),
    );
    expect(lines.flatMap(({ calls }) => calls).map(({ operation }) => operation)).toEqual(expect.arrayContaining(['look', 'read-configuration']));
  }, 240_000);

  it('gives one call for many devices to each of them', async () => {
    const ids = Array.from({ length: 30 }, (_, at) => `valve-${at}`);
    await accept(ids);
    for (const id of ids) await stack.inSync(id, 'accepted');
    for (const id of ids) {
      const created = (await timeline(id)).filter(({ kind, step }) => kind === 'done' && step === 'create-identity');
      expect([id, created.flatMap((line) => hubCalls(line).map(({ requestId }) => requestId))]).toEqual([id, await idsInJournal(id)]);
    }
  }, 240_000);

  it('names the call that the hub refused, beside the reason', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 400, device: 'boiler-1' });
    await accept(['boiler-1']);
    await waitFor('the device to be given up', async () => (await stack.device('boiler-1'))?.sync === 'dead');
    const died = (await timeline('boiler-1')).find(({ kind }) => kind === 'died');
    expect(hubCalls(died)).toEqual([expect.objectContaining({ operation: 'change-many', status: 400 })]);
    expect(await idsInJournal('boiler-1')).toContain(hubCalls(died)[0]?.requestId);
  }, 240_000);
});
