/** Real: PostgreSQL, HTTP, HTTPS, the API and a worker. Emulated: the hub and the fleet manager, in which somebody writes beside us. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import type { Running } from '#platform';
import { openDrift, type DriftControl } from '../support/drift.js';
import { startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

const THEIRS = 'HostName=elsewhere.azure-devices.net;DeviceId=x;SharedAccessKey=dGhlaXJz';

describe('a connection string that somebody overwrote after it was delivered', () => {
  let stack: Stack;
  let worker: Running;
  let drift: DriftControl;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres', settings: { LOCKSTEP_INSPECT_MS: '1' } });
    worker = await startWorker(stack.env);
    drift = openDrift(stack);
    await stack.menderControl.make(['pump-1', 'pump-2', 'pump-3', 'pump-4']);
    await stack.menderControl.bulk('accept', ['pump-1', 'pump-2', 'pump-3', 'pump-4']);
    for (const id of ['pump-1', 'pump-2', 'pump-3', 'pump-4']) await stack.inSync(id, 'accepted');
    await waitFor('all of them to report it', async () => (await stack.database.prisma.device.count({ where: { confirmedKey: { not: null }, sync: 'in-sync', wakeAt: null } })) === 4);
  }, 240_000);
  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  const configured = async (id: string): Promise<Record<string, string>> => (await stack.menderControl.configuration(id)).configured;

  it('is found by a dry run, which changes nothing and shows no string', async () => {
    const { azureConnectionString: ours } = await configured('pump-1');
    await stack.menderControl.configure('pump-1', { azureConnectionString: THEIRS, other: 'kept' });
    await stack.menderControl.configure('pump-2', { other: 'kept' });

    expect(await drift.sweep({ dryRun: true })).toMatchObject({ state: 'done', mended: 0, found: { 'delivery-overwritten': 2 } });
    expect(await drift.found()).toEqual(['delivery-overwritten pump-1', 'delivery-overwritten pump-2']);
    expect(await configured('pump-1')).toEqual({ azureConnectionString: THEIRS, other: 'kept' });
    const said = JSON.stringify([await drift.list(), await drift.runs.list('default', { limit: 10 })], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    for (const secret of [THEIRS, ours!, 'SharedAccessKey']) expect(said).not.toContain(secret);
  }, 240_000);

  it('is healed by the next sweep, with one deployment for each device that needs it and the other keys left alone', async () => {
    const before = await Promise.all(['pump-1', 'pump-2', 'pump-3', 'pump-4'].map((id) => stack.menderControl.deployments(id)));
    expect(await drift.sweep()).toMatchObject({ state: 'done', mended: 2, found: { 'delivery-overwritten': 2 } });
    for (const id of ['pump-1', 'pump-2']) {
      await waitFor(`${id} to have its own string again`, async () => {
        const { azureConnectionString: held, other } = await configured(id);
        expect(other).toBe('kept');
        return held?.includes(`DeviceId=${id};`) === true && (await stack.hubControl.signIn(held)) === 204;
      });
    }
    await waitFor('all of them to report it', async () => (await stack.database.prisma.device.count({ where: { confirmedKey: { not: null }, sync: 'in-sync', wakeAt: null } })) === 4);
    const after = await Promise.all(['pump-1', 'pump-2', 'pump-3', 'pump-4'].map((id) => stack.menderControl.deployments(id)));
    expect(after.map((count, place) => count - before[place]!)).toEqual([1, 1, 0, 0]);

    expect(await drift.sweep()).toMatchObject({ state: 'done', mended: 0, found: {} });
    expect(await drift.found()).toEqual([]);
  }, 240_000);
});
