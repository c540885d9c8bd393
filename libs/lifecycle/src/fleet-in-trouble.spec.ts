// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports, which fail on purpose.
import { describe, expect, it } from '@jest/globals';
import { FleetIsAway, FleetIsBusy, FleetRefusesCredentials, HubIsBusy, type FleetStatus } from '#core';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';

describe('when the fleet cannot be asked', () => {
  it.each([
    { failure: new FleetIsAway('Away.') },
    { failure: new FleetIsBusy(600_000, 'Slow down.') },
    { failure: new FleetRefusesCredentials('No.') },
  ])('a rejected device is disabled all the same, and is looked after until the fleet has spoken ($failure.code)', async ({ failure }) => {
    const lockstep = await InMemoryLockstep.after('accepted');
    lockstep.fleet.failWith(failure);
    await lockstep.tell('rejected');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: failure.code });
    expect(lockstep.hubStatus).toBe('disabled');

    lockstep.fleet.recover();
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('enabled');
  });

  it.each<{ told: FleetStatus; before: FleetStatus[]; hub: string }>([
    { told: 'accepted', before: [], hub: 'none' },
    { told: 'accepted', before: ['accepted', 'rejected'], hub: 'disabled' },
    { told: 'preauthorized', before: ['accepted', 'rejected'], hub: 'disabled' },
    { told: 'decommissioned', before: ['accepted'], hub: 'enabled' },
  ])('nothing is done about a device that is told to be $told', async ({ told, before, hub }) => {
    const lockstep = await InMemoryLockstep.after(...before);
    lockstep.fleet.failWith(new FleetIsAway('Away.'));
    await lockstep.tell(told);
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'fleet-is-away' });
    expect([lockstep.hubStatus, lockstep.hubCalls]).toEqual([hub, []]);
  });

  it('what it said last is kept', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    expect(lockstep.record.fleetStatus).toBe('accepted');
    lockstep.fleet.failWith(new FleetIsAway('Away.'));
    await lockstep.tell('rejected');
    await lockstep.pass();
    expect(lockstep.record).toMatchObject({ fleetStatus: 'accepted', told: { status: 'rejected' } });
    lockstep.fleet.recover();
    await lockstep.say('noauth');
    await lockstep.settle();
    expect(lockstep.record.fleetStatus).toBe('noauth');
  });

  it('a wait that the fleet asked for does not hold back a rejection, and holds back the rest', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    lockstep.fleet.failWith(new FleetIsBusy(3_600_000, 'Slow down.'));
    await lockstep.tell('accepted');
    await lockstep.pass();
    await lockstep.tell('rejected');
    await lockstep.pass();
    expect(lockstep.hubStatus).toBe('disabled');

    const asked = lockstep.fleetCalls.length;
    await lockstep.tell('rejected');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'fleet-is-busy', byHub: true });
    expect(lockstep.fleetCalls).toHaveLength(asked);
  });

  it('a wait that the hub asked for holds back a rejection too', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    lockstep.hub.failNext(new HubIsBusy(60_000, 'Slow down.'));
    await lockstep.pass();
    await lockstep.say('rejected');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'hub-is-busy', afterMs: 59_999 });
  });
});
