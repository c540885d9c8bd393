// Real: the whole pass, and two workers at once. Not real: everything behind the ports.
import { describe, expect, it } from '@jest/globals';
import { HubIsBusy, type FleetStatus } from '#core';
import { aFleetConnection, aKey } from '../../../test/support/builders.js';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerSupply } from '../../../test/support/power-cut.js';

/** A worker that stands still at its first call of a verb, while something else happens. */
function stalledAt(verb: string, meanwhile: () => Promise<unknown>): PowerSupply {
  let stood = false;
  return new PowerSupply(null, async (call) => {
    if (stood || call.verb !== verb) return;
    stood = true;
    await meanwhile();
  });
}

describe('a pass over a device that another worker has', () => {
  it('waits and touches nothing', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    await lockstep.devices.claim(lockstep.key);
    expect(await lockstep.pass()).toEqual({ kind: 'wait', reason: 'leased-elsewhere', afterMs: 5_000 });
    expect([lockstep.hubCalls, lockstep.fleetCalls]).toEqual([[], []]);
  });

  it('has nothing to do for a device that no event named', async () => {
    const lockstep = await InMemoryLockstep.after();
    expect(await lockstep.worker().run(aKey('nobody'))).toEqual({ kind: 'in-sync', reason: 'nothing-wanted' });
  });
});

describe('an event that comes in during a pass', () => {
  it.each(['look', 'create', 'deployConfiguration', 'settle'])('is looked at right after it, when it came in at the call of %s', async (verb) => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    expect(await lockstep.pass(stalledAt(verb, () => lockstep.say('rejected')))).toEqual({ kind: 'changed', reason: 'newer-event' });
    expect(lockstep.devices.rowOf(lockstep.key).wakeAt).toBe(lockstep.clock.now().getTime());

    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(lockstep.hubStatus).not.toBe('enabled');
  });

  it('delivers no second time to a device that is decommissioned while its connection string is delivered', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    let deployed = false;
    const supply = new PowerSupply(null, async ({ verb }) => {
      // The configuration goes with the device, and the pass has asked the fleet before.
      if (deployed && verb === 'readConfiguration') lockstep.fleet.setStatus(lockstep.key, 'decommissioned');
      deployed ||= verb === 'deployConfiguration';
    });
    await lockstep.pass(supply);
    expect(lockstep.fleetCalls.filter((call) => call === 'deployConfiguration')).toHaveLength(1);
    await lockstep.say('decommissioned');
    expect(await lockstep.settle()).toMatchObject({ kind: 'in-sync' });
    expect(lockstep.hubStatus).toBe('none');
  });

  it('does not undo a wait that the hub asked for', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    const supply = stalledAt('create', async () => {
      lockstep.hub.failNext(new HubIsBusy(60_000, 'Slow down.'));
      await lockstep.say('accepted');
    });
    expect(await lockstep.pass(supply)).toEqual({ kind: 'changed', reason: 'newer-event' });
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'hub-is-busy', byHub: true });
    expect(lockstep.hubCalls).toEqual(['create']);
  });
});

describe("an operator's wake during a pass", () => {
  it('is a fresh look right after it', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.tell('accepted');
    const supply = stalledAt('settle', async () => {
      lockstep.hub.plant('pump-7', { status: 'disabled' });
      await lockstep.devices.wake(lockstep.key);
    });
    expect((await lockstep.pass(supply)).kind).toBe('changed');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('enabled');
  });
});

describe('a pass that stalls until its lease is gone', () => {
  /** The lease runs out and another worker makes a whole pass. */
  const taken = (lockstep: InMemoryLockstep, status: FleetStatus) => async (): Promise<void> => {
    lockstep.clock.advance(11_000);
    await lockstep.say(status);
    await lockstep.pass();
  };

  it('saves nothing', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    let after11s: unknown;
    const supply = stalledAt('settle', async () => {
      lockstep.clock.advance(11_000);
      await lockstep.devices.claim(lockstep.key);
      after11s = lockstep.record.hub;
    });
    expect(await lockstep.pass(supply)).toEqual({ kind: 'changed', reason: 'lease-lost' });
    expect(lockstep.record.hub).toEqual(after11s);
    expect(lockstep.record.hub).toEqual({ kind: 'unseen' });
  });

  it('asks for no fresh look when it changed nothing', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.tell('accepted');
    const supply = stalledAt('settle', async () => {
      lockstep.clock.advance(11_000);
      await lockstep.devices.claim(lockstep.key);
    });
    expect(await lockstep.pass(supply)).toEqual({ kind: 'changed', reason: 'lease-lost' });
    expect(lockstep.record.lookFirst).toBe(false);
  });

  it('begins no further step', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    const supply = stalledAt('readConfiguration', async () => {
      lockstep.clock.advance(11_000);
      await lockstep.devices.claim(lockstep.key);
    });
    expect(await lockstep.pass(supply)).toEqual({ kind: 'changed', reason: 'lease-lost' });
    expect(lockstep.fleetCalls).not.toContain('writeConfiguration');
  });

  it.each<{ before: FleetStatus[]; says: FleetStatus; at: string; meanwhile: FleetStatus; hub: string }>([
    { before: [], says: 'accepted', at: 'create', meanwhile: 'rejected', hub: 'disabled' },
    { before: [], says: 'accepted', at: 'create', meanwhile: 'decommissioned', hub: 'none' },
    { before: ['accepted'], says: 'rejected', at: 'setStatus', meanwhile: 'accepted', hub: 'enabled' },
    { before: ['accepted', 'rejected'], says: 'accepted', at: 'setStatus', meanwhile: 'rejected', hub: 'disabled' },
    { before: ['accepted'], says: 'decommissioned', at: 'remove', meanwhile: 'accepted', hub: 'enabled' },
  ])('does no lasting harm with a $at that lands after the fleet said $meanwhile', async ({ before, says, at, meanwhile, hub }) => {
    const lockstep = await InMemoryLockstep.after(...before);
    await lockstep.say(says);
    expect((await lockstep.pass(stalledAt(at, taken(lockstep, meanwhile)))).kind).toBe('changed');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe(hub);
  });

  it.each([{ answer: 'comes' }, { answer: 'is lost' }])('does no lasting harm with a change that lands after a delivery of the other worker, when its answer $answer', async ({ answer }) => {
    const lockstep = new InMemoryLockstep({ fleet: false });
    await lockstep.tell('accepted');
    await lockstep.pass();
    lockstep.devices.fleet = aFleetConnection();
    await lockstep.say('rejected');
    const supply = stalledAt('setStatus', async () => {
      await taken(lockstep, 'accepted')();
      if (answer === 'is lost') lockstep.hub.loseNextAnswer('setStatus');
    });
    expect((await lockstep.pass(supply)).kind).toBe('changed');
    expect(lockstep.hubStatus).toBe('disabled');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('enabled');
  });
});
