/** Real: PostgreSQL, Redis, HTTP, HTTPS, API and workers as processes of their own, and a balancer. Emulated: the hub and the fleet manager. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../bench/app-process.js';
import { flawsOf, rollingRestart } from '../bench/rolling-restart.js';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

describe.each(BACKENDS)('with the queue on %s', (backend) => {
  it('a rolling restart refuses nothing, loses nothing, and stalls no job', async () => {
    const result = await rollingRestart(backend, 1, () => undefined);
    expect(flawsOf(result)).toEqual([]);
    expect(result.stops).toHaveLength(4);
    // Twelve starts and stops of a process, on a machine that may be busy.
  }, 600_000);

  describe('a worker whose pass takes longer than a stop may', () => {
    // Far longer than the test: whoever waited for the lease to run out would be seen.
    const LEASE_MS = 120_000;
    let stack: Stack;

    beforeAll(async () => {
      stack = await startStack({ backend, leaseMs: LEASE_MS });
    }, 240_000);
    afterAll(async () => stack?.stop(), 240_000);

    it('hands it over in time, and another one goes on at once', async () => {
      const { menderControl: mender, hubControl: hub } = stack;
      const first = await startApp('worker', stack.environment);
      await hub.fault({ kind: 'delay', delayMs: 30_000, times: 1 });
      await mender.make(['slow']);
      await mender.bulk('accept', ['slow']);
      await waitFor('the first worker to be at work', async () => (await stack.story('slow')).some(({ kind }) => kind === 'began'));

      const ended = await first.stop();
      expect(ended.code).toBe(0);
      expect(ended.ms).toBeLessThan(10_000);

      const second = await startApp('worker', stack.environment);
      const began = Date.now();
      expect(await stack.inSync('slow', 'accepted')).toMatchObject({ hubStatus: 'enabled' });
      expect(Date.now() - began).toBeLessThan(60_000);
      expect((await second.stop()).code).toBe(0);
    }, 240_000);
  });
});
