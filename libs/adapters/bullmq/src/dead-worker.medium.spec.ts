// Real: BullMQ on Redis and on PostgreSQL, and a worker in a process of its own that is killed with SIGKILL.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aKey } from '../../../../test/support/builders.js';
import { LOCK_MS, QUEUE_KINDS, startQueues, type TestQueues } from '../../../../test/support/queues.js';
import { waitFor } from '../../../../test/support/wait-for.js';

/** With the lock time of 10 s that we ship, this is 15 s. */
const LONGEST_MS = LOCK_MS * 1.5;

describe.each(QUEUE_KINDS)('a worker that is killed in the middle of a pass, on %s', (kind) => {
  let queues: TestQueues;

  beforeAll(async () => {
    queues = await startQueues(kind);
  }, 240_000);
  afterAll(() => queues.stop(), 240_000);

  const startHolder = ({ aheadMs = 0 } = {}): ChildProcess =>
    fork('dist/test/support/holding-worker.js', { env: { ...process.env, NODE_OPTIONS: '', HOLD: JSON.stringify({ settings: queues.settings, lockMs: LOCK_MS, aheadMs }) } });

  async function kill(holder: ChildProcess): Promise<void> {
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  }

  it.each([
    { named: 'also when it dies of the same device again', deviceId: 'poison', deaths: [0, 0] },
    { named: 'also when its clock was an hour ahead', deviceId: 'early', deaths: [60 * 60_000] },
  ])('leaves its ring to another worker within one and a half lock times, $named', async ({ deviceId, deaths }) => {
    const key = aKey(deviceId);
    const { bell, listen } = queues.openProcess();
    await bell.ring(key);
    for (const [death, aheadMs] of deaths.entries()) {
      const holder = startHolder({ aheadMs });
      const [{ holds }] = (await once(holder, 'message')) as [{ holds: unknown }];
      expect({ death, holds }).toEqual({ death, holds: key });
      await kill(holder);
    }

    let heardAt = 0;
    const survivor = await listen(async () => {
      heardAt = Date.now();
    });
    // How long it takes to start is a matter of the machine.
    const listening = Date.now();
    await waitFor('the ring to be answered', () => heardAt);
    expect(heardAt - listening).toBeLessThan(LONGEST_MS);
    await survivor.stop();
  }, 240_000);

  it('does not swallow the ring that came during its pass', async () => {
    const key = aKey('rung-again');
    const { bell, listen } = queues.openProcess();
    const holder = startHolder();
    await bell.ring(key);
    await once(holder, 'message');
    await bell.ring(key);
    await kill(holder);

    let passes = 0;
    const survivor = await listen(async () => void passes++);
    await waitFor('the pass that was broken off, and one more look', () => passes === 2);
    await survivor.stop();
  }, 240_000);
});
