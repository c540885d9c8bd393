// Real: the consumer, the reading of events and AcceptEvent. Not real: the queue, which hands over its jobs right here, and the store.
import { describe, expect, it } from '@jest/globals';
import { DelayedError } from 'bullmq';
import { AcceptEvent } from '#lifecycle';
import { BackendWithoutQueue } from '../../../test/support/backend-without-queue.js';
import { aKey } from '../../../test/support/builders.js';
import { FakeDevices } from '../../../test/support/fake-devices.js';
import { FakeDoorbell } from '../../../test/support/fake-doorbell.js';
import { FakeInbox } from '../../../test/support/fake-inbox.js';
import { FakeLog } from '../../../test/support/fake-log.js';
import { HeldClock } from '../../../test/support/held-clock.js';
import { DeviceEventsConsumer } from './device-events.consumer.js';

function open() {
  const backend = new BackendWithoutQueue();
  const devices = new FakeDevices(new HeldClock());
  const inbox = new FakeInbox(devices);
  const doorbell = new FakeDoorbell();
  const log = new FakeLog();
  const consumer = new DeviceEventsConsumer(backend, new AcceptEvent(inbox, doorbell, log), { log, lockMs: 10_000 });
  const delays: { afterMs: number; token: string | undefined }[] = [];
  const take = (data: unknown): Promise<unknown> => {
    const moveToDelayed = async (until: number, token?: string): Promise<void> => void delays.push({ afterMs: until - Date.now(), token });
    return backend.take({ data, moveToDelayed }, 'token-1');
  };
  return { consumer, devices, inbox, doorbell, log, delays, take };
}

const job = (odd: Record<string, unknown> = {}) => ({ id: 'event-1', deviceId: 'pump-7', type: 'reject', occurredAt: '2026-03-01T12:00:00Z', ...odd });

describe('an event on the queue', () => {
  it('is done once it is stored, and the bell rings', async () => {
    const { inbox, doorbell, take } = open();
    expect(await take(job())).toBeUndefined();
    expect(inbox.events).toMatchObject([{ origin: { tenantId: 'default', sourceId: 'queue' }, event: { id: 'event-1', status: 'rejected' } }]);
    expect(JSON.parse(Buffer.from(inbox.events[0]!.raw).toString())).toEqual(job());
    expect(doorbell.rings).toEqual([aKey()]);
  });

  it('belongs to the tenant that it names', async () => {
    const { inbox, doorbell, take } = open();
    await take(job({ tenantId: 'acme' }));
    expect(inbox.events[0]?.origin.tenantId).toBe('acme');
    expect(doorbell.rings).toEqual([{ tenantId: 'acme', deviceId: 'pump-7' }]);
  });

  it.each([
    { named: 'nothing', data: undefined, reason: 'not-json', tenant: 'default' },
    { named: 'a text', data: 'hello', reason: 'not-json', tenant: 'default' },
    { named: 'an unknown type', data: job({ type: 'explode' }), reason: 'unknown-type', tenant: 'default' },
    { named: 'an unknown type of another tenant', data: job({ tenantId: 'acme', type: 'explode' }), reason: 'unknown-type', tenant: 'acme' },
    { named: 'a tenant that cannot be', data: job({ tenantId: '../acme' }), reason: 'unknown-tenant', tenant: 'default' },
  ])('that holds $named is buried once and does not come again', async ({ data, reason, tenant }) => {
    const { inbox, delays, take } = open();
    expect(await take(data)).toBeUndefined();
    expect(inbox.letters).toMatchObject([{ reason, origin: { tenantId: tenant } }]);
    expect([inbox.events, delays]).toEqual([[], []]);
  });

  it.each([
    { named: 'a good one', data: job() },
    { named: 'an unreadable one', data: 'hello' },
  ])('comes again while the store is away, which costs no attempt: $named', async ({ data }) => {
    const { inbox, log, delays, take } = open();
    inbox.goAway();
    await expect(take(data)).rejects.toThrow(DelayedError);
    expect(delays).toHaveLength(1);
    expect(delays[0]!.token).toBe('token-1');
    expect(delays[0]!.afterMs).toBeGreaterThan(1_000);
    expect(delays[0]!.afterMs).toBeLessThanOrEqual(2_000);
    expect(log.lines).toEqual([{ level: 'warn', fields: { queue: 'device-events' }, sentence: 'The database is away; events wait in the queue' }]);

    inbox.goAway(false);
    expect(await take(data)).toBeUndefined();
    expect(inbox.events.length + inbox.letters.length).toBe(1);
  });

  it('comes again after a fault without a name, which is told to the log', async () => {
    const { inbox, log, delays, take } = open();
    const fault = new TypeError('x is not a function');
    inbox.accept = () => Promise.reject(fault);
    await expect(take(job())).rejects.toThrow(DelayedError);
    expect(delays[0]!.afterMs).toBeGreaterThan(50_000);
    expect(log.lines).toEqual([
      { level: 'error', fields: { queue: 'device-events', error: fault }, sentence: 'An event could not be taken for a reason that has no name; it waits in the queue' },
    ]);
  });
});
