// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports.
import { describe, expect, it } from '@jest/globals';
import { HUB_HOST } from '../../../test/support/builders.js';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerSupply } from '../../../test/support/power-cut.js';
import { CONNECTION_STRING_KEY } from './look-at-configuration.js';

const FOREIGN = { kind: 'keys', primary: 'Zm9yZWlnbg==', secondary: 'Zm9yZWlnbi0y' } as const;

const stringWith = ({ key }: InMemoryLockstep, primary: string): string =>
  `HostName=${HUB_HOST};DeviceId=${key.deviceId};SharedAccessKey=${primary}`;

const derived = async ({ keyring, key }: InMemoryLockstep, number: number): Promise<string> =>
  (await keyring.keysOf(key, number)).primary.reveal();

describe('a new device that is accepted', () => {
  it('is created, delivered to and waited for in one pass, with one call each', async () => {
    const lockstep = new InMemoryLockstep();
    await lockstep.say('accepted');

    expect(await lockstep.pass()).toEqual({ kind: 'wait', reason: 'not-reported-yet', afterMs: 2_000 });
    expect(lockstep.hubCalls).toEqual(['create']);
    expect(lockstep.fleetCalls).toEqual(['look', 'readConfiguration', 'writeConfiguration', 'deployConfiguration', 'readConfiguration']);
    expect(lockstep.hub.identityOf('pump-7')).toMatchObject({ status: 'enabled', ownership: { managed: true, tenant: 'default', key: 1 } });
    expect(lockstep.delivered).toBe(stringWith(lockstep, await derived(lockstep, 1)));
    expect(lockstep.story).toEqual([
      'began create-identity',
      'done create-identity',
      'began deliver-connection',
      'done deliver-connection',
      'waits not-reported-yet',
    ]);
  });

  it('is in sync once it has reported its connection string', async () => {
    const lockstep = new InMemoryLockstep();
    await lockstep.say('accepted');
    await lockstep.pass();
    lockstep.fleet.report(lockstep.key);

    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.record).toMatchObject({ delivery: { delivered: 1, confirmed: 1 }, intent: null, attempts: 0 });
    expect(lockstep.devices.rowOf(lockstep.key).wakeAt).toBeNull();
    expect(lockstep.story.slice(-2)).toEqual(['done note-confirmation', 'rests as-wanted']);
  });

  it('is asked for its report ever more seldom, and the story does not grow', async () => {
    const lockstep = new InMemoryLockstep();
    lockstep.reports = false;
    await lockstep.say('accepted');

    const waits: number[] = [];
    for (let pass = 0; pass < 5; pass++) {
      const outcome = await lockstep.pass();
      const afterMs = outcome.kind === 'wait' ? outcome.afterMs : 0;
      waits.push(afterMs);
      lockstep.clock.advance(afterMs);
    }
    expect(waits).toEqual([2_000, 2_000, 4_000, 8_000, 16_000]);
    expect(lockstep.story.filter((line) => line.startsWith('waits'))).toEqual(['waits not-reported-yet']);
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toHaveLength(1);
  });

  it('keeps whatever else is in its configuration', async () => {
    const lockstep = new InMemoryLockstep();
    await lockstep.say('accepted');
    lockstep.fleet.configure(lockstep.key, { timezone: 'Europe/Berlin' });
    await lockstep.settle();
    expect(lockstep.fleet.configuredFor(lockstep.key)).toEqual({ timezone: 'Europe/Berlin', [CONNECTION_STRING_KEY]: lockstep.delivered });
  });

  it('is delivered to again when somebody overwrote its configuration before it had its connection string', async () => {
    const lockstep = new InMemoryLockstep();
    await lockstep.say('accepted');
    await lockstep.pass();
    lockstep.fleet.configure(lockstep.key, { [CONNECTION_STRING_KEY]: 'HostName=other' });
    await lockstep.settle();
    expect(lockstep.delivered).toBe(stringWith(lockstep, await derived(lockstep, 1)));
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toHaveLength(2);
    expect(lockstep.record.delivery.confirmed).toBe(1);
  });

  it('goes on in a second pass when one pass is not enough', async () => {
    const lockstep = new InMemoryLockstep();
    lockstep.hub.plant('pump-7', { status: 'disabled', authentication: FOREIGN });
    await lockstep.say('accepted');
    let deployed = false;
    const reportAtOnce = new PowerSupply(null, ({ verb }) => {
      deployed ||= verb === 'deployConfiguration';
      if (deployed && verb === 'readConfiguration') lockstep.fleet.report(lockstep.key);
    });
    expect(await lockstep.pass(reportAtOnce)).toEqual({ kind: 'changed', reason: 'still-moving' });
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
  });
});

describe('a device that is in sync', () => {
  it('costs no call of the hub when the same is told again', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.tell('accepted');
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hubCalls).toEqual([]);
    expect(lockstep.fleetCalls).toEqual(['look']);
  });

  it('is disabled by one conditional change when it is rejected', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hubCalls).toEqual(['look', 'setStatus']);
    expect(lockstep.hubStatus).toBe('disabled');
  });

  it('keeps its key and is not delivered to again when it is accepted after a rejection', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    await lockstep.pass();
    lockstep.forgetCalls();

    await lockstep.say('accepted');
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hubCalls).toEqual(['setStatus']);
    expect(lockstep.fleetCalls).toEqual(['look']);
    expect(lockstep.record.delivery).toMatchObject({ delivered: 1, confirmed: 1 });
  });

  it('is deleted when it is decommissioned', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('decommissioned');
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'nothing-wanted' });
    expect(lockstep.hubCalls).toEqual(['look', 'remove']);
    expect(lockstep.hub.deviceIds).toEqual([]);
    expect(lockstep.record).toMatchObject({ hub: { kind: 'absent' }, delivery: { delivered: null, confirmed: null }, lastKeyNumber: 1, intent: null });
  });

  it('gets a new key, delivered anew, when it comes back after a decommission', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    const first = lockstep.delivered;
    for (const status of ['decommissioned', 'accepted'] as const) {
      await lockstep.say(status);
      await lockstep.settle();
    }
    expect(lockstep.delivered).toBe(stringWith(lockstep, await derived(lockstep, 2)));
    expect(lockstep.delivered).not.toBe(first);
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 2 }, lastKeyNumber: 2, delivery: { confirmed: 2 } });
  });

  it('is enabled when it is preauthorized, and only if it is there', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.say('rejected');
    await lockstep.settle();
    await lockstep.say('preauthorized');
    await lockstep.settle();
    expect(lockstep.hub.identityOf('pump-7')?.status).toBe('enabled');

    await lockstep.say('decommissioned');
    await lockstep.settle();
    await lockstep.say('preauthorized');
    expect(await lockstep.settle()).toEqual({ kind: 'in-sync', reason: 'nothing-wanted' });
    expect(lockstep.hub.deviceIds).toEqual([]);
  });

  it('is looked at anew when an operator wakes it', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    lockstep.hub.plant('pump-7', { status: 'disabled' });
    await lockstep.devices.wake(lockstep.key);
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hubCalls).toEqual(['read', 'setStatus']);
    expect(lockstep.hub.identityOf('pump-7')?.status).toBe('enabled');
  });

  it('is delivered to again when a look shows that somebody made it anew with other keys', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    lockstep.hub.plant('pump-7', { authentication: FOREIGN });
    await lockstep.devices.wake(lockstep.key);
    await lockstep.settle();
    expect(lockstep.delivered).toBe(stringWith(lockstep, FOREIGN.primary));
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 2 }, delivery: { delivered: 2, confirmed: 2 } });
  });

  it('is made anew with a new key when a look shows that it was deleted', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.hub.remove('pump-7', lockstep.hub.identityOf('pump-7')!.etag);
    await lockstep.devices.wake(lockstep.key);
    await lockstep.settle();
    expect(lockstep.delivered).toBe(stringWith(lockstep, await derived(lockstep, 2)));
  });
});
