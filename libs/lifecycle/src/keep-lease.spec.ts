// Real: keepLease. Not real: the time and the devices.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LeaseLost } from '#core';
import { aClaim, aRecord } from '../../../test/support/builders.js';
import { FakeDevices } from '../../../test/support/fake-devices.js';
import { HeldClock } from '../../../test/support/held-clock.js';
import { keepLease } from './keep-lease.js';

describe('a lease that is kept', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  async function held() {
    const clock = new HeldClock();
    const devices = new FakeDevices(clock, 9_000);
    devices.plant(aRecord());
    const claim = await devices.claim(aRecord().key);
    if (typeof claim === 'string') throw new Error(`The device is ${claim}.`);
    const pass = async (ms: number): Promise<void> => {
      clock.advance(ms);
      await jest.advanceTimersByTimeAsync(ms);
    };
    return { clock, devices, claim, pass };
  }

  it('lasts far beyond its time while the pass is at work', async () => {
    const { devices, claim, pass } = await held();
    const { letGo } = keepLease(devices, claim, performance.now());
    for (let beat = 0; beat < 10; beat++) await pass(3_000);
    expect(await devices.claim(claim.key)).toBe('leased');
    letGo();
  });

  it('runs out when it is let go', async () => {
    const { devices, claim, pass } = await held();
    keepLease(devices, claim, performance.now()).letGo();
    await pass(9_001);
    expect(await devices.claim(claim.key)).toMatchObject({ fence: 2n });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('survives a renewal that fails', async () => {
    const { devices, claim, pass } = await held();
    const renew = devices.renew.bind(devices);
    let beats = 0;
    devices.renew = (one) => (++beats === 1 ? Promise.reject(new Error('The store is away.')) : renew(one));
    const { letGo } = keepLease(devices, claim, performance.now());
    for (let beat = 0; beat < 6; beat++) await pass(3_000);
    expect(await devices.claim(claim.key)).toBe('leased');
    letGo();
  });

  it('does not take back a device that another worker has', async () => {
    const { devices, claim, pass } = await held();
    const { letGo } = keepLease(devices, aClaim({ ...claim, fence: 0n }), performance.now());
    for (let beat = 0; beat < 4; beat++) await pass(3_000);
    expect(await devices.claim(claim.key)).not.toBe('leased');
    letGo();
  });

  it('is held as long as renewals come through, and not a moment longer', async () => {
    const { devices, claim, pass } = await held();
    const lease = keepLease(devices, claim, performance.now());
    for (let beat = 0; beat < 4; beat++) await pass(3_000);
    devices.renew = () => Promise.reject(new Error('The store is away.'));
    await pass(8_999);
    expect(() => lease.assertHeld()).not.toThrow();
    await pass(1);
    expect(() => lease.assertHeld()).toThrow(LeaseLost);
    lease.letGo();
  });

  it('is counted from when it was asked for, and not from when the answer was read', async () => {
    const { devices, claim, pass } = await held();
    const askedAt = performance.now();
    await pass(9_000);
    const lease = keepLease(devices, claim, askedAt);
    expect(() => lease.assertHeld()).toThrow(`The lease of device ${claim.key.deviceId} ran out`);
    lease.letGo();
  });

  it('is not held any more once it is let go', async () => {
    const { devices, claim } = await held();
    const lease = keepLease(devices, claim, performance.now());
    expect(() => lease.assertHeld()).not.toThrow();
    lease.letGo();
    expect(() => lease.assertHeld()).toThrow(LeaseLost);
  });

  it('stays let go when a renewal comes through late', async () => {
    const { devices, claim, pass } = await held();
    const lease = keepLease(devices, claim, performance.now());
    const answer = Promise.withResolvers<boolean>();
    devices.renew = () => answer.promise;
    await pass(3_000);
    lease.letGo();
    answer.resolve(true);
    await pass(0);
    expect(() => lease.assertHeld()).toThrow(LeaseLost);
  });

  it('is not held any more once a renewal is refused', async () => {
    const { devices, claim, pass } = await held();
    const lease = keepLease(devices, aClaim({ ...claim, fence: 0n }), performance.now());
    await pass(3_000);
    expect(() => lease.assertHeld()).toThrow(LeaseLost);
    lease.letGo();
  });
});
