// Real: Relay. Not real: the devices and the bell.
import { describe, expect, it } from '@jest/globals';
import { aKey, anEvent } from '../../../test/support/builders.js';
import { FakeDevices } from '../../../test/support/fake-devices.js';
import { FakeDoorbell } from '../../../test/support/fake-doorbell.js';
import { FakeLog } from '../../../test/support/fake-log.js';
import { HeldClock } from '../../../test/support/held-clock.js';
import { foldEvent, type Urgency } from '#core';
import { Relay } from './relay.js';

function open() {
  const clock = new HeldClock();
  const devices = new FakeDevices(clock);
  const doorbell = new FakeDoorbell();
  const log = new FakeLog();
  const crowded: Record<Urgency, string[]> = { urgent: [], usual: [] };
  const relay = new Relay(devices, doorbell, { crowded: (urgency) => crowded[urgency] }, log);
  /** An event came in, and its ring was lost. */
  const tell = (deviceId: string) => devices.fold(aKey(deviceId), (told) => foldEvent(told, anEvent({ deviceId })));
  return { clock, devices, doorbell, log, crowded, relay, tell };
}

describe('the relay', () => {
  it('rings for nobody before a wake-up is due', async () => {
    const { clock, doorbell, log, relay, tell } = open();
    tell('pump-7');
    clock.advance(4_999);
    expect(await relay.run()).toBe(0);
    expect([doorbell.rings, log.lines]).toEqual([[], []]);
  });

  it('rings for devices whose ring was lost, the longest due first', async () => {
    const { clock, doorbell, relay, tell } = open();
    tell('pump-7');
    clock.advance(1_000);
    tell('pump-8');
    clock.advance(5_000);
    expect(await relay.run()).toBe(2);
    expect(doorbell.rings).toEqual([aKey('pump-7'), aKey('pump-8')]);
  });

  it('rings again after twelve seconds when nobody came, and not before', async () => {
    const { clock, doorbell, relay, tell } = open();
    tell('pump-7');
    clock.advance(5_000);
    await relay.run();
    clock.advance(11_999);
    expect(await relay.run()).toBe(0);
    clock.advance(1);
    expect(await relay.run()).toBe(1);
    expect(doorbell.rings).toHaveLength(2);
  });

  it('rings for a device whose worker died, once the lease has run out', async () => {
    const { clock, devices, relay, tell } = open();
    tell('pump-7');
    await devices.claim(aKey());
    clock.advance(10_999);
    expect(await relay.run()).toBe(0);
    clock.advance(1);
    expect(await relay.run()).toBe(1);
  });

  it('rings first, and urgently, for devices that are to be shut out', async () => {
    const { clock, devices, doorbell, relay, tell } = open();
    tell('pump-7');
    devices.fold(aKey('pump-8'), (told) => foldEvent(told, anEvent({ deviceId: 'pump-8', status: 'rejected' })));
    clock.advance(5_000);
    expect(await relay.run()).toBe(2);
    expect([doorbell.rings, doorbell.urgent]).toEqual([[aKey('pump-8'), aKey('pump-7')], [aKey('pump-8')]]);
  });

  it('rings for devices that are to be shut out however many rings wait', async () => {
    const { clock, devices, doorbell, relay, tell } = open();
    doorbell.queued = 1_000_000;
    tell('pump-7');
    devices.fold(aKey('pump-8'), (told) => foldEvent(told, anEvent({ deviceId: 'pump-8', status: 'decommissioned' })));
    clock.advance(5_000);
    expect(await relay.run()).toBe(1);
    expect(doorbell.rings).toEqual([aKey('pump-8')]);
  });

  it('rings for at most 500 at a time', async () => {
    const { clock, relay, tell } = open();
    for (let number = 0; number < 501; number++) tell(`pump-${number}`);
    clock.advance(5_000);
    expect([await relay.run(), await relay.run(), await relay.run()]).toEqual([500, 1, 0]);
  });

  it.each([
    { queued: 1_999, rang: 1 },
    { queued: 2_000, rang: 0 },
  ])('with $queued rings waiting for a worker it rings for $rang', async ({ queued, rang }) => {
    const { clock, doorbell, relay, tell } = open();
    tell('pump-7');
    clock.advance(5_000);
    doorbell.queued = queued;
    expect(await relay.run()).toBe(rang);
  });

  it('does not ring for a tenant with a long line of such rings, and rings for the others; its devices stay due', async () => {
    const { clock, devices, doorbell, crowded, relay } = open();
    const accepted = { tenantId: 'crowd', deviceId: 'pump-1' };
    const [rejected, neighbour] = [{ tenantId: 'crowd', deviceId: 'pump-2' }, { tenantId: 'neighbour', deviceId: 'pump-1' }];
    for (const key of [accepted, neighbour]) devices.fold(key, (told) => foldEvent(told, anEvent({ deviceId: key.deviceId })));
    devices.fold(rejected, (told) => foldEvent(told, anEvent({ deviceId: 'pump-2', status: 'rejected' })));
    clock.advance(5_000);
    crowded.usual.push('crowd');
    await relay.run();
    expect([doorbell.rings, doorbell.urgent]).toEqual([[rejected, neighbour], [rejected]]);
    crowded.usual.pop();
    crowded.urgent.push('crowd');
    await relay.run();
    expect(doorbell.rings.slice(2)).toEqual([accepted]);
  });

  it('loses nobody when the bell breaks: it rings when the bell is mended', async () => {
    const { clock, doorbell, relay, tell } = open();
    tell('pump-7');
    clock.advance(5_000);
    doorbell.ringAll = () => Promise.reject(new Error('The queue is away.'));
    await expect(relay.run()).rejects.toThrow('The queue is away.');
    Reflect.deleteProperty(doorbell, 'ringAll');
    clock.advance(12_000);
    expect(await relay.run()).toBe(1);
    expect(doorbell.rings).toEqual([aKey('pump-7')]);
  });
});
