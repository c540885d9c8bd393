// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports, which fail on purpose.
import { describe, expect, it } from '@jest/globals';
import { FleetIsAway, FleetIsBusy, FleetRefusesCredentials, HubIsAway, HubIsBusy, HubOutcomeUnknown, type FleetStatus } from '#core';
import { aFleetConnection } from '../../../test/support/builders.js';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerSupply } from '../../../test/support/power-cut.js';
import { CONNECTION_STRING_KEY } from './look-at-configuration.js';

const FOREIGN = { kind: 'keys', primary: 'Zm9yZWlnbg==', secondary: 'Zm9yZWlnbi0y' } as const;

describe('when a change was not answered', () => {
  it('looks before the next change, and does not make it twice', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.loseNextAnswer('create');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'hub-outcome-unknown', afterMs: 2_000 });
    expect(lockstep.record).toMatchObject({ lookFirst: true, attempts: 0, intent: { step: 'create-identity', keyNumber: 1 } });

    lockstep.hub.calls.length = 0;
    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(lockstep.hubCalls).toEqual(['read']);
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 1, keys: 'derived' }, lastKeyNumber: 1, attempts: 0 });
  });

  it.each<{ then: FleetStatus; lost: 'setStatus' | 'remove'; calls: string[] }>([
    { then: 'rejected', lost: 'setStatus', calls: ['read'] },
    { then: 'decommissioned', lost: 'remove', calls: ['read'] },
  ])('takes a $lost that had its effect for done', async ({ then, lost, calls }) => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say(then);
    lockstep.hub.loseNextAnswer(lost);
    await lockstep.pass();
    lockstep.hub.calls.length = 0;
    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(lockstep.hubCalls).toEqual(calls);
  });

  it('uses the same key again when the create had no effect', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(new HubOutcomeUnknown('No answer came.'));
    await lockstep.settle();
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 1 }, lastKeyNumber: 1 });
  });

  it('finds a create that took effect after all, even when the device is not wanted any more', async () => {
    const lockstep = await InMemoryLockstep.after('accepted', 'decommissioned');
    await lockstep.say('accepted');
    lockstep.hub.loseNextAnswer('create');
    await lockstep.pass();
    await lockstep.say('rejected');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('disabled');
  });

  it('does not deploy twice when the answer to a deployment was lost', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'deployConfiguration') lockstep.fleet.failWith(new FleetIsAway('No answer came.'), 'after');
    });
    expect(await lockstep.pass(supply)).toMatchObject({ kind: 'wait', reason: 'fleet-is-away' });
    lockstep.fleet.recover();
    await lockstep.settle();
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toHaveLength(1);
    expect(lockstep.hubCalls).toEqual(['create']);
  });
});

describe('when what is in doubt is not cleared up yet', () => {
  it.each([
    { named: 'the fleet asks to slow down', failure: new FleetIsBusy(1_000, 'Slow down.') },
    { named: 'the fleet refuses our token', failure: new FleetRefusesCredentials('No.') },
    { named: 'the fleet is away', failure: new FleetIsAway('Away.') },
  ])('a change that may have been made is still looked for after $named', async ({ failure }) => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    await lockstep.pass(new PowerSupply({ call: 'setStatus', when: 'after' })).catch(() => undefined);
    expect([lockstep.hubStatus, lockstep.record.intent?.step]).toEqual(['disabled', 'set-status']);

    lockstep.clock.advance(11_000);
    await lockstep.say('accepted');
    lockstep.fleet.failWith(failure);
    await lockstep.pass();
    lockstep.fleet.recover();
    lockstep.clock.advance(3_600_000);
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('enabled');
  });

  it.each([new HubIsBusy(1_000, 'Slow down.'), new HubIsAway('Away.')])('a create that may have been made is still looked for after $code', async (failure) => {
    const lockstep = await InMemoryLockstep.after('accepted', 'decommissioned');
    await lockstep.say('accepted');
    await lockstep.pass(new PowerSupply({ call: 'create', when: 'after' })).catch(() => undefined);
    expect([lockstep.hubStatus, lockstep.record.intent?.step]).toEqual(['enabled', 'create-identity']);

    lockstep.clock.advance(11_000);
    await lockstep.say('rejected');
    lockstep.hub.failNext(failure);
    await lockstep.pass();
    lockstep.clock.advance(3_600_000);
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('disabled');
  });

  it('a create that takes effect long after it was sent is still looked for, though it was sent again and refused', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(new HubOutcomeUnknown('No answer came.'));
    await lockstep.pass();
    lockstep.clock.advance(4_000);
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'create') lockstep.hub.failNext(new HubIsBusy(1_000, 'Slow down.'));
    });
    expect(await lockstep.pass(supply)).toMatchObject({ reason: 'hub-is-busy' });

    const { primary, secondary } = await lockstep.keyring.keysOf(lockstep.key, 1);
    lockstep.hub.plant('pump-7', { authentication: { kind: 'keys', primary: primary.reveal(), secondary: secondary.reveal() } });
    lockstep.clock.advance(1_000);
    await lockstep.say('rejected');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('disabled');
  });

  it('a status that was changed before the delivery in which the pass died is still looked for', async () => {
    const lockstep = new InMemoryLockstep({ fleet: false });
    for (const status of ['accepted', 'rejected'] as const) {
      await lockstep.tell(status);
      await lockstep.pass();
    }
    lockstep.devices.fleet = aFleetConnection();
    await lockstep.say('accepted');
    await lockstep.pass(new PowerSupply({ call: 'writeConfiguration', when: 'before' })).catch(() => undefined);
    expect([lockstep.hubStatus, lockstep.record.hub]).toMatchObject(['enabled', { status: 'disabled' }]);

    lockstep.clock.advance(11_000);
    await lockstep.say('rejected');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('disabled');
  });

  it.each<{ because: string; interrupt: (lockstep: InMemoryLockstep) => PowerSupply }>([
    { because: 'the pass died', interrupt: () => new PowerSupply({ call: 'writeConfiguration', when: 'after' }) },
    {
      because: 'the fleet asked to slow down',
      interrupt: (lockstep) =>
        new PowerSupply(null, ({ verb }) => {
          if (verb === 'deployConfiguration') lockstep.fleet.failWith(new FleetIsBusy(1_000, 'Slow down.'));
        }),
    },
  ])('a string that was delivered before, overwritten, and written again without being deployed because $because is deployed', async ({ interrupt }) => {
    const lockstep = new InMemoryLockstep();
    await lockstep.say('accepted');
    await lockstep.pass();
    lockstep.fleet.configure(lockstep.key, { [CONNECTION_STRING_KEY]: 'HostName=other' });
    await lockstep.say('accepted');
    await lockstep.pass(interrupt(lockstep)).catch(() => undefined);
    expect(lockstep.delivered).toContain(`DeviceId=${lockstep.key.deviceId}`);
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toHaveLength(1);

    lockstep.fleet.recover();
    lockstep.clock.advance(11_000);
    await lockstep.pass();
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toHaveLength(2);
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it('a foreign identity that was adopted stays so when the pass fails after it', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    lockstep.hub.plant('pump-7', { status: 'disabled', authentication: FOREIGN });
    await lockstep.devices.wake(lockstep.key);
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'setStatus') lockstep.hub.failNext(new HubIsAway('Away.'));
    });
    await lockstep.pass(supply);
    await lockstep.settle();
    expect(lockstep.hub.identityOf('pump-7')?.authentication).toEqual(FOREIGN);
    expect(lockstep.record.delivery.confirmed).toBe(lockstep.record.lastKeyNumber);
    expect(lockstep.fleet.configuredFor(lockstep.key)?.['azureConnectionString']).toContain(FOREIGN.primary);
  });
});
