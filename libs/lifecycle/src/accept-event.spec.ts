// Real: AcceptEvent. Not real: the inbox, the bell and the log.
import { describe, expect, it } from '@jest/globals';
import { StoreIsAway, readQueueJob, type FleetStatus, type ReadEvent } from '#core';
import { aKey, anEvent, anOrigin } from '../../../test/support/builders.js';
import { FakeDevices } from '../../../test/support/fake-devices.js';
import { FakeDoorbell } from '../../../test/support/fake-doorbell.js';
import { FakeInbox } from '../../../test/support/fake-inbox.js';
import { FakeLog } from '../../../test/support/fake-log.js';
import { HeldClock } from '../../../test/support/held-clock.js';
import { AcceptEvent } from './accept-event.js';

function open() {
  const devices = new FakeDevices(new HeldClock());
  const inbox = new FakeInbox(devices);
  const doorbell = new FakeDoorbell();
  const log = new FakeLog();
  const acceptEvent = new AcceptEvent(inbox, doorbell, log);
  const accept = (read: ReadEvent, raw = 'as it came') => acceptEvent.run({ origin: anOrigin(), read, raw: new TextEncoder().encode(raw) });
  return { devices, inbox, doorbell, log, accept };
}

const readable = (odd: Parameters<typeof anEvent>[0] = {}): ReadEvent => ({ kind: 'readable', event: anEvent(odd) });

describe('an event that can be read', () => {
  it('is stored with its bytes and folded into its device, and the bell rings', async () => {
    const { devices, inbox, doorbell, accept } = open();
    expect(await accept(readable({ status: 'rejected' }), '{"as":"it came"}')).toBe('accepted');
    expect(inbox.events).toEqual([{ origin: anOrigin(), event: anEvent({ status: 'rejected' }), raw: new TextEncoder().encode('{"as":"it came"}') }]);
    expect(devices.rowOf(aKey()).record.told).toMatchObject({ status: 'rejected', eventId: 'event-1' });
    expect(doorbell.rings).toEqual([aKey()]);
  });

  it.each<{ status: FleetStatus; urgent: boolean }>([
    { status: 'accepted', urgent: false },
    { status: 'preauthorized', urgent: false },
    { status: 'rejected', urgent: true },
    { status: 'noauth', urgent: true },
    { status: 'pending', urgent: true },
    { status: 'decommissioned', urgent: true },
  ])('rings urgently for $status: $urgent', async ({ status, urgent }) => {
    const { accept, doorbell } = open();
    await accept(readable({ status }));
    expect(doorbell.urgent).toHaveLength(urgent ? 1 : 0);
  });

  it('changes nothing when it is repeated, and the bell rings again, for the first ring may be what was lost', async () => {
    const { devices, inbox, doorbell, accept } = open();
    await accept(readable());
    const { generation } = devices.rowOf(aKey());
    expect(await accept(readable())).toBe('repeated');
    expect(inbox.events).toHaveLength(1);
    expect(devices.rowOf(aKey()).generation).toBe(generation);
    expect(doorbell.rings).toEqual([aKey(), aKey()]);
  });

  it('is counted even when it is older than what is known', async () => {
    const { devices, accept } = open();
    await accept(readable({ id: 'event-2', status: 'rejected' }));
    expect(await accept(readable({ id: 'event-1', status: 'accepted', occurredAt: new Date(0) }))).toBe('accepted');
    expect(devices.rowOf(aKey())).toMatchObject({ generation: 2n, record: { told: { status: 'rejected', eventId: 'event-2' } } });
  });

  it('is accepted although the bell is broken, which is told to the log', async () => {
    const { inbox, doorbell, log, accept } = open();
    doorbell.failWith(new Error('The queue is away.'));
    expect(await accept(readable())).toBe('accepted');
    await new Promise(setImmediate);
    expect(inbox.events).toHaveLength(1);
    expect(log.lines).toEqual([
      { level: 'warn', fields: { ...aKey(), error: 'Error: The queue is away.' }, sentence: 'The bell did not ring; the relay rings again' },
    ]);
  });

  it('is answered although the bell never comes to an end', async () => {
    const { doorbell, accept } = open();
    doorbell.ring = () => new Promise(() => undefined);
    expect(await accept(readable())).toBe('accepted');
  });

  it('is not accepted while the store is away, and no bell rings', async () => {
    const { inbox, doorbell, accept } = open();
    inbox.goAway();
    await expect(accept(readable())).rejects.toThrow(StoreIsAway);
    expect(doorbell.rings).toEqual([]);
  });
});

describe('an event that cannot be read', () => {
  const unreadable = readQueueJob({ id: 'e', deviceId: 'pump-7', type: 'explode', occurredAt: '2026-03-01T12:00:00Z' });

  it('is buried with its bytes and its reason, and rings no bell', async () => {
    const { inbox, doorbell, accept } = open();
    expect(await accept(unreadable, 'not understood')).toBe('buried');
    expect(inbox.letters).toMatchObject([
      { origin: anOrigin(), reason: 'unknown-type', deviceId: 'pump-7', raw: new TextEncoder().encode('not understood'), attempts: 1 },
    ]);
    expect(doorbell.rings).toEqual([]);
  });

  it('is told to the log by its reason, without its text', async () => {
    const { log, accept } = open();
    await accept(unreadable);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        fields: { tenantId: 'default', sourceId: 'queue', reason: 'unknown-type' },
        sentence: 'An event could not be read and is kept as a dead letter',
      },
    ]);
  });

  it('is not acknowledged while the store is away', async () => {
    const { inbox, accept } = open();
    inbox.goAway();
    await expect(accept(unreadable)).rejects.toThrow(StoreIsAway);
  });
});
