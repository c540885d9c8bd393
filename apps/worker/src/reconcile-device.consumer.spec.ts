// Real: the consumer and its way through BullMQ's types. Not real: the queue, which hands over its jobs right here, and the pass.
import { describe, expect, it } from '@jest/globals';
import { UnrecoverableError } from '#adapters/bullmq';
import { REASONS, StoreIsAway, type DeviceKey, type Outcome } from '#core';
import { Places, type ReconcileDevice } from '#lifecycle';
import { BackendWithoutQueue } from '../../../test/support/backend-without-queue.js';
import { aKey } from '../../../test/support/builders.js';
import { FakeDoorbell } from '../../../test/support/fake-doorbell.js';
import { FakeLog } from '../../../test/support/fake-log.js';
import { ReconcileDeviceConsumer } from './reconcile-device.consumer.js';

function open(answer: Outcome | Error) {
  const backend = new BackendWithoutQueue();
  const doorbell = new FakeDoorbell();
  const log = new FakeLog();
  const passes: DeviceKey[] = [];
  const run = async (key: DeviceKey): Promise<Outcome> => {
    passes.push(key);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const consumer = new ReconcileDeviceConsumer(backend, { run } as ReconcileDevice, doorbell, { log, places: new Places(1), concurrency: 1, lockMs: 10_000 });
  const take = (data: unknown = aKey()): Promise<unknown> => backend.take({ data });
  return { consumer, doorbell, log, passes, take };
}

const inSync: Outcome = { kind: 'in-sync', reason: 'as-wanted' };

describe('a ring', () => {
  it.each<{ because: string; outcome: Outcome }>([
    { because: 'the device is in sync', outcome: inSync },
    { because: 'the device waits: the relay rings when that is over', outcome: { kind: 'wait', reason: 'not-reported-yet', afterMs: 2_000 } },
    { because: 'the hub asked for a wait', outcome: { kind: 'wait', reason: 'hub-is-busy', afterMs: 9_000, detail: 'Slow down.', byHub: true } },
  ])('is done when $because', async ({ outcome }) => {
    const { doorbell, passes, take } = open(outcome);
    expect(await take()).toBeUndefined();
    expect(passes).toEqual([aKey()]);
    expect(doorbell.rings).toEqual([]);
  });

  it('is done and rings again when the device changed', async () => {
    const { doorbell, take } = open({ kind: 'changed', reason: 'newer-event' });
    await take();
    expect(doorbell.rings).toEqual([aKey()]);
  });

  it('is done when the bell is broken: the relay rings for a device that changed', async () => {
    const { doorbell, take } = open({ kind: 'changed', reason: 'newer-event' });
    doorbell.failWith(new Error('The queue is away.'));
    expect(await take()).toBeUndefined();
  });

  it('fails for good when the device is dead', async () => {
    const { take } = open({ kind: 'dead', reason: 'hub-refuses-device', detail: 'No such name.' });
    await expect(take()).rejects.toThrow(new UnrecoverableError('hub-refuses-device'));
  });

  it.each([new StoreIsAway('The database is away.'), new TypeError('x is not a function')])('comes again when the pass throws ($name)', async (error) => {
    const { take } = open(error);
    const thrown = await take().catch((caught: unknown) => caught);
    expect(thrown).toBe(error);
    expect(thrown).not.toBeInstanceOf(UnrecoverableError);
  });

  it('carries a name and nothing else: whatever stands beside it is not handed on', async () => {
    const { passes, take } = open(inSync);
    await take({ ...aKey(), status: 'decommissioned' });
    expect(passes).toEqual([aKey()]);
  });

  it.each([undefined, null, 'pump-7', {}, { deviceId: 'pump-7' }, { tenantId: 'default', deviceId: 'a/b' }, { tenantId: '', deviceId: 'pump-7' }, [aKey()]])(
    'that names no device fails for good and makes no pass (%j)',
    async (data) => {
      const { passes, take } = open(inSync);
      // `take()` would name the device of the test.
      await expect(take(data ?? null)).rejects.toThrow(UnrecoverableError);
      expect(passes).toEqual([]);
    },
  );
});

describe('what the log is told of a pass', () => {
  it.each<{ outcome: Outcome; level: string }>([
    { outcome: inSync, level: 'debug' },
    { outcome: { kind: 'changed', reason: 'still-moving' }, level: 'debug' },
    { outcome: { kind: 'wait', reason: 'not-reported-yet', afterMs: 2_000 }, level: 'debug' },
    { outcome: { kind: 'wait', reason: 'hub-is-away', afterMs: 2_000, detail: 'It says 503.' }, level: 'warn' },
    { outcome: { kind: 'dead', reason: 'hub-refuses-device', detail: 'It says 400.' }, level: 'error' },
  ])('is $level for $outcome.kind because of $outcome.reason', async ({ outcome, level }) => {
    const { log, take } = open(outcome);
    await take().catch(() => undefined);
    expect(log.lines).toEqual([{ level, fields: expect.objectContaining({ ...aKey(), outcome: outcome.kind, reason: outcome.reason }), sentence: REASONS[outcome.reason] }]);
  });
});

describe('a ring whose tenant holds its share of the places', () => {
  /** A worker with four places, three of which are held by passes that last until they are told how to end. */
  function openHeld() {
    const backend = new BackendWithoutQueue();
    const doorbell = new FakeDoorbell();
    const passes: string[] = [];
    const ends: ((end: Outcome | Error) => void)[] = [];
    const run = ({ deviceId }: DeviceKey): Promise<Outcome> => {
      passes.push(deviceId);
      return new Promise((resolve, reject) => ends.push((end) => (end instanceof Error ? reject(end) : resolve(end))));
    };
    const log = new FakeLog();
    const consumer = new ReconcileDeviceConsumer(backend, { run, handOver: async () => undefined } as unknown as ReconcileDevice, doorbell, { log, places: new Places(4), concurrency: 4, lockMs: 10_000 });
    const take = (deviceId: string, lifo = false): Promise<unknown> => backend.take({ data: aKey(deviceId), opts: { lifo } });
    const held = ['pump-1', 'pump-2', 'pump-3'].map((deviceId) => take(deviceId));
    return { consumer, doorbell, log, passes, ends, take, held };
  }

  it('is done at once and makes its pass when its turn comes', async () => {
    const { passes, ends, take, held } = openHeld();
    expect(await take('pump-4')).toBeUndefined();
    expect(passes).toEqual(['pump-1', 'pump-2', 'pump-3']);
    ends[0]!(inSync);
    await held[0];
    expect(passes).toEqual(['pump-1', 'pump-2', 'pump-3', 'pump-4']);
  });

  it('is rung again for other workers when this one stops, as urgent as it was', async () => {
    const { consumer, doorbell, ends, take, held } = openHeld();
    await take('pump-4');
    await take('pump-5', true);
    await take('pump-6', true);
    const stopped = consumer.stop();
    expect(await Promise.all([take('late').catch((error: unknown) => error)])).toEqual([expect.any(Error)]);
    for (const end of ends) end(inSync);
    await Promise.all([stopped, ...held]);
    expect([doorbell.rings, doorbell.urgent]).toEqual([['pump-5', 'pump-6', 'pump-4'].map((deviceId) => aKey(deviceId)), [aKey('pump-5'), aKey('pump-6')]]);
  });

  it('is left to the relay when the bell is broken at the stop', async () => {
    const { consumer, doorbell, log, ends, take, held } = openHeld();
    await take('pump-4');
    doorbell.failWith(new Error('The queue is away.'));
    const stopped = consumer.stop();
    for (const end of ends) end(inSync);
    await Promise.all([stopped, ...held]);
    expect(log.lines).toContainEqual({ level: 'warn', fields: { rings: 1, error: 'Error: The queue is away.' }, sentence: 'The rings in line could not be handed over; the relay rings again' });
  });

  it.each([{ named: 'waits for its pass', handOver: false }, { named: 'does not wait for what is handed over', handOver: true }])('$named when it had come out of the line at a stop', async ({ handOver }) => {
    const { consumer, ends, take, held } = openHeld();
    await take('pump-4');
    ends[0]!(inSync);
    await held[0];
    let isStopped = false;
    const stopped = consumer.stop().then(() => (isStopped = true));
    for (const end of ends.slice(1, 3)) end(inSync);
    await Promise.all(held);
    await new Promise(setImmediate);
    expect(isStopped).toBe(false);
    if (handOver) await consumer.handOver();
    else ends[3]!(inSync);
    await stopped;
  });
});
