// Real: BullMQ on Redis and on PostgreSQL, and two processes' worth of connections with a worker each. Not real: what a pass does.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceKey } from '#core';
import { aKey } from '../../../../test/support/builders.js';
import { QUEUE_KINDS, startQueues, type QueueProcess, type TestQueues } from '../../../../test/support/queues.js';
import { waitFor } from '../../../../test/support/wait-for.js';

const RINGS = 40;

describe.each(QUEUE_KINDS)('a burst of rings, on %s', (kind) => {
  let queues: TestQueues;
  let workers: [QueueProcess, QueueProcess];

  beforeAll(async () => {
    queues = await startQueues(kind);
    workers = [queues.openProcess(), queues.openProcess()];
  }, 240_000);
  afterAll(() => queues.stop(), 240_000);

  /** A device whose state changes before every ring, and passes that look at it and take a while. */
  const aBusyDevice = (key: DeviceKey) => {
    const device = { state: 0, seen: 0, passes: 0, atOnce: 0, mostAtOnce: 0 };
    const pass = async (rung: DeviceKey): Promise<void> => {
      if (rung.deviceId !== key.deviceId) return;
      device.passes += 1;
      device.atOnce += 1;
      device.mostAtOnce = Math.max(device.mostAtOnce, device.atOnce);
      const looked = device.state;
      for (let n = 0; n < 10; n++) await workers[0].bell.waiting();
      device.seen = Math.max(device.seen, looked);
      device.atOnce -= 1;
    };
    return { device, pass };
  };

  it('ends with the last state seen, by few passes, and never by two at once', async () => {
    const key = aKey(`burst-${kind}`);
    const { device, pass } = aBusyDevice(key);
    const consumers = await Promise.all(workers.map((worker) => worker.listen(pass)));

    for (let n = 1; n <= RINGS; n++) {
      device.state = n;
      await workers[n % 2]!.bell.ring(key);
    }
    await waitFor('the last state to be seen', () => device.seen === RINGS);
    await Promise.all(consumers.map((consumer) => consumer.stop()));

    expect(device.mostAtOnce).toBe(1);
    expect(device.passes).toBeLessThanOrEqual(RINGS / 2);
  }, 240_000);

  it('of many devices ends with the last state of each seen, in the order that the workers like', async () => {
    const busy = Array.from({ length: 20 }, (_, n) => ({ key: aKey(`many-${kind}-${n}`), ...aBusyDevice(aKey(`many-${kind}-${n}`)) }));
    const consumers = await Promise.all(workers.map((worker) => worker.listen(async (key) => void (await Promise.all(busy.map(({ pass }) => pass(key)))))));

    for (let state = 1; state <= 10; state++) {
      await Promise.all(
        busy.map(({ key, device }, n) => {
          device.state = state;
          return workers[n % 2]!.bell.ring(key);
        }),
      );
    }
    await waitFor('the last state of each to be seen', () => busy.every(({ device }) => device.seen === 10));
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    expect(Math.max(...busy.map(({ device }) => device.mostAtOnce))).toBe(1);
  }, 240_000);
});
