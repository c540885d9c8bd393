// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports, which fail on purpose.
import { describe, expect, it } from '@jest/globals';
import {
  FleetRefusesConfiguration,
  HubAnswerUnreadable,
  HubIsAway,
  HubIsBusy,
  HubIsFull,
  HubQuotaUsedUp,
  HubRefusesCredentials,
  HubRefusesDevice,
  KeyMissing,
  StoreIsAway,
} from '#core';
import { aFleetConnection, aHubConnection } from '../../../test/support/builders.js';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerSupply } from '../../../test/support/power-cut.js';

describe('when the hub asks to slow down', () => {
  it.each([
    { named: 'for a moment', failure: new HubIsBusy(7_000, 'Slow down.'), afterMs: 7_000 },
    { named: 'until the quota is renewed', failure: new HubQuotaUsedUp(3_600_000, 'Used up.'), afterMs: 3_600_000 },
  ])('waits as long as it says ($named), costs no attempt and is not hastened by a ring', async ({ failure, afterMs }) => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(failure);

    expect(await lockstep.pass()).toEqual({ kind: 'wait', reason: failure.code, afterMs, detail: failure.message, byHub: true });
    expect(lockstep.record).toMatchObject({ attempts: 0, intent: null, notBefore: new Date(lockstep.clock.now().getTime() + afterMs) });

    await lockstep.tell('accepted');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: failure.code, afterMs: afterMs - 1, byHub: true });
    expect(lockstep.hubCalls).toEqual(['create']);

    lockstep.clock.advance(afterMs - 1);
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it('goes on at once when an operator wakes the device', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(new HubIsBusy(60_000, 'Slow down.'));
    await lockstep.pass();
    await lockstep.devices.wake(lockstep.key);
    expect(await lockstep.pass()).toMatchObject({ reason: 'not-reported-yet' });
  });
});

describe('when somebody else changed the identity', () => {
  it('looks again at once and changes it then', async () => {
    const lockstep = await InMemoryLockstep.after('accepted', 'rejected');
    lockstep.hub.plant('pump-7', {});
    await lockstep.say('accepted');
    expect(await lockstep.pass()).toEqual({ kind: 'changed', reason: 'hub-changed-underneath' });
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hubCalls).toEqual(['setStatus', 'read', 'setStatus']);
  });

  it('backs off when it happens again and again', async () => {
    const lockstep = await InMemoryLockstep.after('accepted', 'rejected');
    await lockstep.say('accepted');
    const rival = new PowerSupply(null, ({ verb }) => {
      if (verb === 'setStatus') lockstep.hub.plant('pump-7', {});
    });
    const kinds: string[] = [];
    for (let pass = 0; pass < 4; pass++) kinds.push((await lockstep.pass(rival)).kind);
    expect(kinds).toEqual(['changed', 'changed', 'changed', 'wait']);
  });

  it('makes a device anew that was deleted before it could be enabled', async () => {
    const lockstep = await InMemoryLockstep.after('accepted', 'rejected');
    await lockstep.hub.remove('pump-7', lockstep.hub.identityOf('pump-7')!.etag);
    await lockstep.say('accepted');
    await lockstep.settle();
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 2 }, delivery: { confirmed: 2 } });
  });
});

describe('when it fails again and again', () => {
  it.each([new HubIsAway('Away.'), new HubAnswerUnreadable('A page.')])('waits longer each time, and forgets it after a success ($code)', async (failure) => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failAlways(failure);
    const waits: number[] = [];
    for (let pass = 0; pass < 12; pass++) {
      const outcome = await lockstep.pass();
      waits.push(outcome.kind === 'wait' ? outcome.afterMs : -1);
      lockstep.clock.advance(waits.at(-1)!);
    }
    expect(waits).toEqual([2_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 900_000, 900_000]);
    expect(lockstep.record.attempts).toBe(11);

    lockstep.hub.failAlways(null);
    await lockstep.settle();
    expect(lockstep.record.attempts).toBe(0);
  });

  it('holds nothing against a device that news brought before its time, and lets it wait no longer for it', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failAlways(new HubIsAway('It says 503.'));
    await lockstep.pass();
    const { retryAt } = lockstep.devices.rowOf(lockstep.key);
    for (let events = 0; events < 20; events++) {
      await lockstep.tell('accepted');
      expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'hub-is-away' });
    }
    expect([lockstep.record.attempts, lockstep.devices.rowOf(lockstep.key).retryAt]).toEqual([0, retryAt]);
  });

  it('gives up in time on a device of which there is news without end', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failAlways(new HubIsAway('It says 503.'));
    const began = lockstep.clock.now().getTime();
    while ((await lockstep.pass()).kind !== 'dead') {
      lockstep.clock.advance(1_000);
      await lockstep.tell('accepted');
    }
    expect(lockstep.clock.now().getTime() - began).toBeLessThan(2 * 3_600_000);
  });

  it('gives up on a device with which it alone fails, until there is news of it', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failAlways(new HubIsAway('It says 503.'));
    expect(await lockstep.settle()).toMatchObject({ kind: 'dead', reason: 'hub-is-away', detail: expect.stringContaining('It says 503.') });
    expect(lockstep.devices.rowOf(lockstep.key).wakeAt).toBeNull();
    const calls = lockstep.hubCalls.length;

    await lockstep.say('accepted');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'hub-is-away' });
    lockstep.hub.failAlways(null);
    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(calls).toBeLessThan(20);
  });

  it.each([new HubIsFull('Full.'), new HubRefusesCredentials('No.')])('waits for whoever mends it, without an attempt ($code)', async (failure) => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failAlways(failure);
    for (let pass = 0; pass < 30; pass++) expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: failure.code });
    expect(lockstep.record.attempts).toBe(0);
    lockstep.hub.failAlways(null);
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it.each(['hub-is-away', 'hub-refuses-credentials'] as const)('calls nobody while the connection is known to be in trouble (%s)', async (reason) => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    lockstep.devices.hub = aHubConnection({ trouble: { reason, detail: 'The hub says no.', since: new Date(0) } });
    lockstep.forgetCalls();
    for (let pass = 0; pass < 5; pass++) expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason, detail: 'The hub says no.' });
    expect([lockstep.hubCalls, lockstep.record.attempts]).toEqual([[], 0]);
    lockstep.devices.hub = aHubConnection();
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('disabled');
  });

  it('asks the fleet nothing while its token is known to be refused, and shuts out all the same', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    lockstep.devices.fleet = aFleetConnection({ trouble: { reason: 'fleet-refuses-credentials', detail: 'It refuses the token.', since: new Date(0) } });
    lockstep.forgetCalls();
    await lockstep.tell('rejected');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'fleet-refuses-credentials' });
    expect([lockstep.hubStatus, lockstep.fleetCalls, lockstep.record.attempts]).toEqual(['disabled', [], 0]);
  });

  it('says that a key is missing, and looks again in a minute', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'claim') throw new KeyMissing('The key k1 is missing.');
    });
    expect(await lockstep.pass(supply)).toEqual({ kind: 'wait', reason: 'key-missing', detail: 'The key k1 is missing.', afterMs: 60_000 });
  });

  it('says in the story what was the matter, once as long as it lasts', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('rejected');
    lockstep.hub.failAlways(new HubIsAway('It says 503.'));
    for (let pass = 0; pass < 3; pass++) await lockstep.pass();
    expect(lockstep.devices.rowOf(lockstep.key).story).toEqual([{ kind: 'failed', step: null, reason: 'hub-is-away', detail: 'It says 503.' }]);
  });

  it('gives up on a device that the hub refuses, until a newer event or an operator', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(new HubRefusesDevice('A device cannot be called so.'));
    expect(await lockstep.pass()).toEqual({ kind: 'dead', reason: 'hub-refuses-device', detail: 'A device cannot be called so.' });
    expect(lockstep.devices.rowOf(lockstep.key).wakeAt).toBeNull();
    expect(lockstep.story.at(-1)).toBe('died hub-refuses-device');

    await lockstep.devices.wake(lockstep.key);
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it('gives up on a configuration that the fleet refuses', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'writeConfiguration') lockstep.fleet.failWith(new FleetRefusesConfiguration('Too large.'));
    });
    expect(await lockstep.pass(supply)).toMatchObject({ kind: 'dead', reason: 'fleet-refuses-configuration' });
    expect(lockstep.hubStatus).toBe('enabled');
  });

  it('gives the lease back when nothing can be saved', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'settle') throw new StoreIsAway('The database is away.');
    });
    await expect(lockstep.pass(supply)).rejects.toThrow(StoreIsAway);
    expect(lockstep.devices.rowOf(lockstep.key)).toMatchObject({ leaseUntil: null, record: { intent: { step: 'set-status' } } });
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it('lets a failure without a name go up, saves nothing and gives the lease back', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    const before = lockstep.record;
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'look') throw new TypeError('x is not a function');
    });
    await expect(lockstep.pass(supply)).rejects.toThrow(TypeError);
    expect(lockstep.record).toEqual(before);
    expect(lockstep.devices.rowOf(lockstep.key).leaseUntil).toBeNull();
  });
});
