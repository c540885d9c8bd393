// Real: BullMQ on Redis and on PostgreSQL, by a line that is cut, or swallows everything.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aKey } from '../../../../test/support/builders.js';
import { QUEUE_KINDS, startQueues, type TestQueues } from '../../../../test/support/queues.js';
import { waitFor } from '../../../../test/support/wait-for.js';

/** A command fails after 2 s; the rest is for a machine that does other work. Without that limit it would wait for the server. */
const PATIENCE_MS = 20_000;

/** How long a call took to fail. Throws when it did not. */
async function failure(call: () => Promise<unknown>): Promise<number> {
  const began = Date.now();
  const outcome = await call().then(
    () => 'success',
    () => 'failure',
  );
  expect(outcome).toBe('failure');
  return Date.now() - began;
}

describe.each(QUEUE_KINDS)('while the server of the queues is away, on %s', (kind) => {
  let queues: TestQueues;
  const key = aKey('pump-7');

  beforeAll(async () => {
    queues = await startQueues(kind);
  }, 240_000);
  beforeEach(() => queues.line.mend());
  afterAll(() => queues.stop(), 240_000);

  const openByLine = () => queues.openProcess({ by: queues.line.through(queues.settings.url) });

  it('a ring fails soon, and the next one after it is back is heard', async () => {
    const { bell } = openByLine();
    await bell.ring(key);
    await queues.line.cut();
    expect(await failure(() => bell.ring(key))).toBeLessThan(PATIENCE_MS);
    expect(await failure(() => bell.ringAll([key, aKey('pump-8')]))).toBeLessThan(PATIENCE_MS);
    expect(await failure(() => bell.waiting())).toBeLessThan(PATIENCE_MS);
    await queues.line.mend();

    const last = aKey(`last-${kind}`);
    await waitFor('the bell to ring', () => bell.ring(last).then(() => true));
    let heard = false;
    const worker = await queues.openProcess().listen(async ({ deviceId }) => {
      heard ||= deviceId === last.deviceId;
    });
    await waitFor('the ring to be heard', () => heard);
    await worker.stop();
  }, 240_000);

  it('a worker waits, and goes on within 15 s of its return', async () => {
    const heard = new Set<string>();
    const worker = await openByLine().listen(async ({ deviceId }) => void heard.add(deviceId));
    const { bell } = queues.openProcess();
    await bell.ring(aKey('before'));
    await waitFor('the ring before', () => heard.has('before'));

    await queues.line.cut();
    await bell.ring(aKey('during'));
    await queues.line.mend();
    await waitFor('the ring during', () => heard.has('during'), { withinMs: 15_000 });
    await bell.ring(aKey('after'));
    await waitFor('the ring after', () => heard.has('after'));
    await worker.stop();
  }, 240_000);
});

describe('on Redis', () => {
  let queues: TestQueues;
  const key = aKey('pump-7');

  beforeAll(async () => {
    queues = await startQueues('redis');
  }, 240_000);
  afterAll(() => queues.stop(), 240_000);

  it('a producer that starts before its server fails soon, and rings when it is there', async () => {
    await queues.line.cut();
    const { bell } = queues.openProcess({ by: queues.line.through(queues.settings.url) });
    expect(await failure(() => bell.ring(key))).toBeLessThan(PATIENCE_MS);
    expect(await failure(() => bell.waiting())).toBeLessThan(PATIENCE_MS);
    await queues.line.mend();
    await waitFor('the bell to ring', () => bell.ring(key).then(() => true));
    expect(await bell.waiting()).toBe(1);
  }, 240_000);

  it('a ring to a server that froze fails soon', async () => {
    const { bell } = queues.openProcess({ by: queues.line.through(queues.settings.url) });
    await bell.ring(key);
    queues.line.freeze();
    expect(await failure(() => bell.ring(key))).toBeLessThan(PATIENCE_MS);
    expect(await failure(() => bell.waiting())).toBeLessThan(PATIENCE_MS);
    await queues.line.mend();
    await waitFor('the bell to ring', () => bell.ring(key).then(() => true));
  }, 240_000);
});
