// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports, which fail on purpose.
import { describe, expect, it } from '@jest/globals';
import {
  FleetIsAway,
  FleetIsBusy,
  FleetRefusesConfiguration,
  FleetRefusesCredentials,
  HubAnswerUnreadable,
  HubIsAway,
  HubIsBusy,
  HubIsFull,
  HubOutcomeUnknown,
  HubQuotaUsedUp,
  HubRefusesCredentials,
  HubRefusesDevice,
  type FleetStatus,
} from '#core';
import { aFleetConnection } from '../../../test/support/builders.js';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerSupply } from '../../../test/support/power-cut.js';

const FOREIGN = { kind: 'keys', primary: 'Zm9yZWlnbg==', secondary: 'Zm9yZWlnbi0y' } as const;

async function after(...statuses: FleetStatus[]): Promise<InMemoryLockstep> {
  const lockstep = new InMemoryLockstep();
  for (const status of statuses) {
    await lockstep.say(status);
    await lockstep.settle();
  }
  lockstep.hub.calls.length = 0;
  lockstep.fleet.calls.length = 0;
  return lockstep;
}

const hubStatus = ({ hub }: InMemoryLockstep): string => hub.identityOf('pump-7')?.status ?? 'none';

describe('when the hub asks to slow down', () => {
  it.each([
    { named: 'for a moment', failure: new HubIsBusy(7_000, 'Slow down.'), afterMs: 7_000 },
    { named: 'until the quota is renewed', failure: new HubQuotaUsedUp(3_600_000, 'Used up.'), afterMs: 3_600_000 },
  ])('waits as long as it says ($named), costs no attempt and is not hastened by a ring', async ({ failure, afterMs }) => {
    const lockstep = await after();
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
    const lockstep = await after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(new HubIsBusy(60_000, 'Slow down.'));
    await lockstep.pass();
    await lockstep.devices.wake(lockstep.key);
    expect(await lockstep.pass()).toMatchObject({ reason: 'not-reported-yet' });
  });
});

describe('when a change was not answered', () => {
  it('looks before the next change, and does not make it twice', async () => {
    const lockstep = await after();
    await lockstep.say('accepted');
    lockstep.hub.loseNextAnswer('create');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'hub-outcome-unknown', afterMs: 500 });
    expect(lockstep.record).toMatchObject({ lookFirst: true, attempts: 1, intent: { step: 'create-identity', keyNumber: 1 } });

    lockstep.hub.calls.length = 0;
    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(lockstep.hubCalls).toEqual(['read']);
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 1, keys: 'derived' }, lastKeyNumber: 1, attempts: 0 });
  });

  it.each<{ then: FleetStatus; lost: 'setStatus' | 'remove'; calls: string[] }>([
    { then: 'rejected', lost: 'setStatus', calls: ['read'] },
    { then: 'decommissioned', lost: 'remove', calls: ['read'] },
  ])('takes a $lost that had its effect for done', async ({ then, lost, calls }) => {
    const lockstep = await after('accepted');
    await lockstep.say(then);
    lockstep.hub.loseNextAnswer(lost);
    await lockstep.pass();
    lockstep.hub.calls.length = 0;
    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(lockstep.hubCalls).toEqual(calls);
  });

  it('uses the same key again when the create had no effect', async () => {
    const lockstep = await after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(new HubOutcomeUnknown('No answer came.'));
    await lockstep.settle();
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 1 }, lastKeyNumber: 1 });
  });

  it('finds a create that took effect after all, even when the device is not wanted any more', async () => {
    const lockstep = await after('accepted', 'decommissioned');
    await lockstep.say('accepted');
    lockstep.hub.loseNextAnswer('create');
    await lockstep.pass();
    await lockstep.say('rejected');
    await lockstep.settle();
    expect(hubStatus(lockstep)).toBe('disabled');
  });

  it('does not deploy twice when the answer to a deployment was lost', async () => {
    const lockstep = await after();
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
    const lockstep = await after('accepted');
    await lockstep.say('rejected');
    await lockstep.pass(new PowerSupply({ call: 'setStatus', when: 'after' })).catch(() => undefined);
    expect([hubStatus(lockstep), lockstep.record.intent?.step]).toEqual(['disabled', 'set-status']);

    lockstep.clock.advance(11_000);
    await lockstep.say('accepted');
    lockstep.fleet.failWith(failure);
    await lockstep.pass();
    lockstep.fleet.recover();
    lockstep.clock.advance(3_600_000);
    await lockstep.settle();
    expect(hubStatus(lockstep)).toBe('enabled');
  });

  it.each([new HubIsBusy(1_000, 'Slow down.'), new HubIsAway('Away.')])('a create that may have been made is still looked for after $code', async (failure) => {
    const lockstep = await after('accepted', 'decommissioned');
    await lockstep.say('accepted');
    await lockstep.pass(new PowerSupply({ call: 'create', when: 'after' })).catch(() => undefined);
    expect([hubStatus(lockstep), lockstep.record.intent?.step]).toEqual(['enabled', 'create-identity']);

    lockstep.clock.advance(11_000);
    await lockstep.say('rejected');
    lockstep.hub.failNext(failure);
    await lockstep.pass();
    lockstep.clock.advance(3_600_000);
    await lockstep.settle();
    expect(hubStatus(lockstep)).toBe('disabled');
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
    expect([hubStatus(lockstep), lockstep.record.hub]).toMatchObject(['enabled', { status: 'disabled' }]);

    lockstep.clock.advance(11_000);
    await lockstep.say('rejected');
    await lockstep.settle();
    expect(hubStatus(lockstep)).toBe('disabled');
  });

  it('a foreign identity that was seen is seen again when the pass broke off before it was adopted', async () => {
    const lockstep = await after('accepted');
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

describe('when somebody else changed the identity', () => {
  it('looks again at once and changes it then', async () => {
    const lockstep = await after('accepted', 'rejected');
    lockstep.hub.plant('pump-7', {});
    await lockstep.say('accepted');
    expect(await lockstep.pass()).toEqual({ kind: 'changed', reason: 'hub-changed-underneath' });
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hubCalls).toEqual(['setStatus', 'read', 'setStatus']);
  });

  it('backs off when it happens again and again', async () => {
    const lockstep = await after('accepted', 'rejected');
    await lockstep.say('accepted');
    const rival = new PowerSupply(null, ({ verb }) => {
      if (verb === 'setStatus') lockstep.hub.plant('pump-7', {});
    });
    const kinds: string[] = [];
    for (let pass = 0; pass < 4; pass++) kinds.push((await lockstep.pass(rival)).kind);
    expect(kinds).toEqual(['changed', 'changed', 'changed', 'wait']);
  });

  it('makes a device anew that was deleted before it could be enabled', async () => {
    const lockstep = await after('accepted', 'rejected');
    await lockstep.hub.remove('pump-7', lockstep.hub.identityOf('pump-7')!.etag);
    await lockstep.say('accepted');
    await lockstep.settle();
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 2 }, delivery: { confirmed: 2 } });
  });
});

describe('when the fleet cannot be asked', () => {
  it.each([
    { failure: new FleetIsAway('Away.') },
    { failure: new FleetIsBusy(600_000, 'Slow down.') },
    { failure: new FleetRefusesCredentials('No.') },
  ])('a rejected device is disabled all the same, and is looked after until the fleet has spoken ($failure.code)', async ({ failure }) => {
    const lockstep = await after('accepted');
    lockstep.fleet.failWith(failure);
    await lockstep.tell('rejected');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: failure.code });
    expect(hubStatus(lockstep)).toBe('disabled');

    lockstep.fleet.recover();
    await lockstep.settle();
    expect(hubStatus(lockstep)).toBe('enabled');
  });

  it.each<{ told: FleetStatus; before: FleetStatus[]; hub: string }>([
    { told: 'accepted', before: [], hub: 'none' },
    { told: 'accepted', before: ['accepted', 'rejected'], hub: 'disabled' },
    { told: 'preauthorized', before: ['accepted', 'rejected'], hub: 'disabled' },
    { told: 'decommissioned', before: ['accepted'], hub: 'enabled' },
  ])('nothing is done about a device that is told to be $told', async ({ told, before, hub }) => {
    const lockstep = await after(...before);
    lockstep.fleet.failWith(new FleetIsAway('Away.'));
    await lockstep.tell(told);
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'fleet-is-away' });
    expect([hubStatus(lockstep), lockstep.hubCalls]).toEqual([hub, []]);
  });

  it('a wait that the fleet asked for does not hold back a rejection, and holds back the rest', async () => {
    const lockstep = await after('accepted');
    lockstep.fleet.failWith(new FleetIsBusy(3_600_000, 'Slow down.'));
    await lockstep.tell('accepted');
    await lockstep.pass();
    await lockstep.tell('rejected');
    await lockstep.pass();
    expect(hubStatus(lockstep)).toBe('disabled');

    const asked = lockstep.fleetCalls.length;
    await lockstep.tell('rejected');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'fleet-is-busy', byHub: true });
    expect(lockstep.fleetCalls).toHaveLength(asked);
  });

  it('a wait that the hub asked for holds back a rejection too', async () => {
    const lockstep = await after('accepted');
    await lockstep.say('rejected');
    lockstep.hub.failNext(new HubIsBusy(60_000, 'Slow down.'));
    await lockstep.pass();
    await lockstep.say('rejected');
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'hub-is-busy', afterMs: 59_999 });
  });
});

describe('when it fails again and again', () => {
  it.each([new HubIsAway('Away.'), new HubIsFull('Full.'), new HubRefusesCredentials('No.'), new HubAnswerUnreadable('A page.')])(
    'waits longer each time, and forgets it after a success ($code)',
    async (failure) => {
      const lockstep = await after();
      await lockstep.say('accepted');
      lockstep.hub.failAlways(failure);
      const waits: number[] = [];
      for (let pass = 0; pass < 12; pass++) {
        const outcome = await lockstep.pass();
        waits.push(outcome.kind === 'wait' ? outcome.afterMs : -1);
      }
      expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 150_000, 150_000, 150_000]);
      expect(lockstep.record.attempts).toBe(12);

      lockstep.hub.failAlways(null);
      await lockstep.settle();
      expect(lockstep.record.attempts).toBe(0);
    },
  );

  it('gives up on a device that the hub refuses, until a newer event or an operator', async () => {
    const lockstep = await after();
    await lockstep.say('accepted');
    lockstep.hub.failNext(new HubRefusesDevice('A device cannot be called so.'));
    expect(await lockstep.pass()).toEqual({ kind: 'dead', reason: 'hub-refuses-device', detail: 'A device cannot be called so.' });
    expect(lockstep.devices.rowOf(lockstep.key).wakeAt).toBeNull();
    expect(lockstep.story.at(-1)).toBe('died hub-refuses-device');

    await lockstep.devices.wake(lockstep.key);
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it('gives up on a configuration that the fleet refuses', async () => {
    const lockstep = await after();
    await lockstep.say('accepted');
    const supply = new PowerSupply(null, ({ verb }) => {
      if (verb === 'writeConfiguration') lockstep.fleet.failWith(new FleetRefusesConfiguration('Too large.'));
    });
    expect(await lockstep.pass(supply)).toMatchObject({ kind: 'dead', reason: 'fleet-refuses-configuration' });
    expect(hubStatus(lockstep)).toBe('enabled');
  });

  it('lets a failure without a name go up, saves nothing and gives the lease back', async () => {
    const lockstep = await after('accepted');
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
