// Real: the API, a worker, PostgreSQL, Redis, HTTP and HTTPS. Emulated: the hub and the fleet manager.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { startWorker } from '../../../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT, type Role } from '#core';
import { PROCESS_NAME, type Running } from '#platform';
import { BACKENDS, startStack, type Stack } from '../../../../test/support/lockstep.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import type { QueueResponse } from './queue-responses.js';

const SLOW_MS = 8_000;

describe.each(BACKENDS)('the queue on %s, in terms of devices', (backend) => {
  let stack: Stack;
  let worker: Running | undefined;
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    stack = await startStack({ backend, leaseMs: 30_000 });
    for (const role of ['viewer', 'operator', 'admin'] as const) tokens.set(role, (await stack.tokens.issue(DEFAULT_TENANT, role, role)).token.reveal());
  }, 240_000);
  afterAll(async () => {
    await worker?.stop();
    await stack.stop();
  }, 240_000);

  const ask = (role: Role) => fetch(`${stack.api.address}/api/v1/queue`, { headers: { authorization: `Bearer ${tokens.get(role)}` } });
  const show = async (): Promise<z.infer<typeof QueueResponse>> => {
    const response = await ask('admin');
    expect(response.status).toBe(200);
    return (await response.json()) as z.infer<typeof QueueResponse>;
  };
  const jobsOf = ({ jobs }: z.infer<typeof QueueResponse>, state: string) => jobs!.find((one) => one.queue === 'reconcile-device' && one.state === state)!.jobs;

  it('shows what waits while no worker runs', async () => {
    await stack.menderControl.make(['pump-1', 'pump-2']);
    await stack.menderControl.bulk('accept', ['pump-1', 'pump-2']);
    const seen = await waitFor('both to wait', async () => {
      const shown = await show();
      return shown.wakeUps.length === 2 && jobsOf(shown, 'waiting') === 2 ? shown : null;
    });
    expect(seen.underWay).toEqual({ devices: 0, first: [] });
    expect(seen.wakeUps.map(({ deviceId }) => deviceId).sort()).toEqual(['pump-1', 'pump-2']);
    expect(seen.awaited).toEqual([{ sync: 'waiting', reason: null, why: null, devices: 2, due: expect.any(Number), nextAt: expect.any(String) }]);
  }, 240_000);

  it('shows who is at work on which device', async () => {
    await stack.hubControl.fault({ kind: 'delay', delayMs: SLOW_MS });
    worker = await startWorker(stack.env);
    const seen = await waitFor('both to be under way', async () => {
      const shown = await show();
      return shown.underWay.devices === 2 && jobsOf(shown, 'active') === 2 ? shown : null;
    });
    expect(seen.underWay.first.map(({ deviceId, worker: at, attempts }) => [deviceId, at, attempts]).sort()).toEqual([['pump-1', PROCESS_NAME, 0], ['pump-2', PROCESS_NAME, 0]]);
    await stack.hubControl.clearFaults();
    for (const id of ['pump-1', 'pump-2']) await stack.inSync(id, 'accepted');
  }, 240_000);

  it('is for those who look after the installation', async () => {
    expect([(await ask('viewer')).status, (await ask('operator')).status, (await ask('admin')).status]).toEqual([403, 403, 200]);
  });
});
