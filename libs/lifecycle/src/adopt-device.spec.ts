// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports.
import { describe, expect, it } from '@jest/globals';
import { HUB_HOST } from '../../../test/support/builders.js';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';

const FOREIGN = { kind: 'keys', primary: 'Zm9yZWlnbg==', secondary: 'Zm9yZWlnbi0y' } as const;

const stringWith = ({ key }: InMemoryLockstep, primary: string): string =>
  `HostName=${HUB_HOST};DeviceId=${key.deviceId};SharedAccessKey=${primary}`;

describe('a device that the hub already had', () => {
  it('is adopted as it is, and its own connection string is delivered', async () => {
    const lockstep = new InMemoryLockstep();
    lockstep.hub.plant('pump-7', { authentication: FOREIGN });
    const before = lockstep.hub.identityOf('pump-7');
    await lockstep.say('accepted');

    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(lockstep.hub.identityOf('pump-7')).toEqual(before);
    expect(lockstep.hubCalls).toEqual(['create', 'read']);
    expect(lockstep.delivered).toBe(stringWith(lockstep, FOREIGN.primary));
    expect(lockstep.story).toContain('done adopt-identity');
    expect(lockstep.story).not.toContain('done create-identity');
  });

  it('keeps its foreign keys when its status is changed', async () => {
    const lockstep = new InMemoryLockstep();
    lockstep.hub.plant('pump-7', { authentication: FOREIGN });
    await lockstep.say('rejected');
    await lockstep.settle();
    expect(lockstep.hub.identityOf('pump-7')).toMatchObject({ status: 'disabled', authentication: FOREIGN });
    expect(lockstep.hubCalls).toEqual(['read', 'setStatus']);
  });

  it('is adopted with its certificate, and nothing is delivered', async () => {
    const lockstep = new InMemoryLockstep();
    lockstep.hub.plant('pump-7');
    const before = lockstep.hub.identityOf('pump-7');
    await lockstep.say('accepted');

    expect(await lockstep.settle()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hub.identityOf('pump-7')).toEqual(before);
    expect(lockstep.fleet.configuredFor(lockstep.key)).toEqual({});
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toEqual([]);
  });

  it('is deleted when its first event says that it was decommissioned', async () => {
    const lockstep = new InMemoryLockstep();
    lockstep.hub.plant('pump-7', { authentication: FOREIGN });
    await lockstep.say('decommissioned');
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'nothing-wanted' });
    expect(lockstep.hub.deviceIds).toEqual([]);
  });

  it('is not compared with the configuration before it is adopted', async () => {
    const lockstep = await InMemoryLockstep.after();
    await lockstep.say('accepted');
    await lockstep.pass();
    lockstep.hub.plant('pump-7', { authentication: FOREIGN });
    await lockstep.devices.wake(lockstep.key);
    lockstep.forgetCalls();
    await lockstep.pass();
    expect(lockstep.fleetCalls).toEqual(['look', 'readConfiguration', 'writeConfiguration', 'deployConfiguration', 'readConfiguration']);
  });

  it('is left alone while nobody tells of it', async () => {
    const lockstep = new InMemoryLockstep();
    lockstep.hub.plant('pump-7');
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'nothing-wanted' });
    expect(lockstep.hubCalls).toEqual([]);
  });
});
