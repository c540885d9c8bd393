/** Real: PostgreSQL, HTTP, HTTPS, the API, and workers in processes of their own, one of which stands still. Emulated: the hub and the fleet manager. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FaultyProcess } from '../faults/stack/faulty-process.js';
import { startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

const LEASE_MS = 2_000;
const BLOCK_MS = 30_000;

describe('a worker whose event loop stands still for 30 s in the middle of a pass', () => {
  let stack: Stack;
  let blocked: FaultyProcess;
  let other: FaultyProcess | null = null;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres', leaseMs: LEASE_MS });
    blocked = await FaultyProcess.start('worker', { ...stack.environment, LOG_LEVEL: 'debug' });
  }, 240_000);
  afterAll(async () => {
    await Promise.all([blocked.kill(), other?.kill()]);
    await stack.stop();
  }, 240_000);

  const row = async () => stack.database.prisma.device.findFirst({ where: { deviceId: 'pump-7' } });

  it('loses its lease to another worker, and what it writes afterwards is refused', async () => {
    // The hub answers late, so that the block falls between the call and its answer.
    await stack.hubControl.fault({ kind: 'delay', delayMs: 4_000, times: 1 });
    await stack.menderControl.make(['pump-7']);
    await stack.menderControl.bulk('accept', ['pump-7']);
    await waitFor('the call to be on its way', async () => (await stack.hubControl.journal('pump-7')).length > 0);
    const fence = (await row())!.fence;
    blocked.suffer({ blockMs: BLOCK_MS });
    const began = performance.now();

    other = await FaultyProcess.start('worker', { ...stack.environment, LOG_LEVEL: 'debug' });
    await stack.inSync('pump-7', 'accepted');
    expect(performance.now() - began).toBeLessThan(BLOCK_MS);
    const settled = (await row())!;
    expect(settled.fence).toBeGreaterThan(fence);

    // The blocked one says what became of its pass once it goes on.
    await waitFor('the blocked worker to go on', async () => /"reason":"lease-lost"/.test(blocked.output), { withinMs: 120_000 });
    const device = await stack.inSync('pump-7', 'accepted');
    expect(device).toMatchObject({ hubStatus: 'enabled', attempts: 0 });
    const writes = (await stack.hubControl.journal('pump-7')).filter(({ changed }) => changed);
    expect(writes).toHaveLength(1);
    expect(await stack.menderControl.deployments('pump-7')).toBe(1);
    const { configured } = await stack.menderControl.configuration('pump-7');
    expect(await stack.hubControl.signIn(configured.azureConnectionString!)).toBe(204);
    expect(blocked.isAlive).toBe(true);
  }, 240_000);
});
