// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports.
import { describe, expect, it } from '@jest/globals';
import { aHubConnection } from '../../../test/support/builders.js';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';

describe('a device whose connections are not all there', () => {
  it('waits for a hub and asks nobody', async () => {
    const lockstep = new InMemoryLockstep({ hub: false });
    await lockstep.say('accepted');
    expect(await lockstep.pass()).toEqual({ kind: 'wait', reason: 'no-hub-connection', afterMs: 900_000 });
    lockstep.devices.hub = aHubConnection();
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it('waits while the hub is paused and does not touch it', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    lockstep.devices.hub = aHubConnection({ paused: true });
    await lockstep.say('decommissioned');
    expect(await lockstep.pass()).toEqual({ kind: 'wait', reason: 'hub-paused', afterMs: 900_000 });
    expect(lockstep.hubCalls).toEqual([]);
  });

  it('is created without a fleet connection, then waits and says what for', async () => {
    const lockstep = new InMemoryLockstep({ fleet: false });
    await lockstep.tell('accepted');
    expect(await lockstep.pass()).toEqual({ kind: 'wait', reason: 'no-fleet-connection', afterMs: 900_000 });
    expect(lockstep.hub.identityOf('pump-7')?.status).toBe('enabled');
    expect(lockstep.story.at(-1)).toBe('waits no-fleet-connection');
    expect(lockstep.record.intent).toBeNull();
  });

  it('goes by the word of the events alone where no fleet is connected', async () => {
    const lockstep = new InMemoryLockstep({ fleet: false });
    await lockstep.tell('accepted');
    await lockstep.pass();
    for (const [status, hub] of [['rejected', 'disabled'], ['decommissioned', undefined]] as const) {
      await lockstep.tell(status);
      expect((await lockstep.pass()).kind).toBe('in-sync');
      expect(lockstep.hub.identityOf('pump-7')?.status).toBe(hub);
    }
    expect(lockstep.fleetCalls).toEqual([]);
  });

  it('follows the fleet itself where an event says something else', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await lockstep.tell('decommissioned');
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    expect(lockstep.hubCalls).toEqual([]);
  });
});
