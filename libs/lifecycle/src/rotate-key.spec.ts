// Real: the whole pass. Not real: the hub, the fleet and the store behind its ports.
import { describe, expect, it } from '@jest/globals';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerSupply } from '../../../test/support/power-cut.js';

const FOREIGN = { kind: 'keys', primary: 'Zm9yZWlnbg==', secondary: 'Zm9yZWlnbi0y' } as const;

/** The key in a connection string. */
const keyIn = (connectionString: string | undefined): string => /SharedAccessKey=(.*)$/.exec(connectionString ?? '')?.[1] ?? 'none';

const keysInHub = ({ hub, key }: InMemoryLockstep): string[] => {
  const authentication = hub.identityOf(key.deviceId)?.authentication;
  return authentication?.kind === 'keys' ? [authentication.primary, authentication.secondary] : [];
};

async function rotating(lockstep: InMemoryLockstep): Promise<string> {
  const old = lockstep.delivered!;
  lockstep.forgetCalls();
  lockstep.devices.rotate(lockstep.key);
  return keyIn(old);
}

const adopted = async (): Promise<InMemoryLockstep> => {
  const lockstep = new InMemoryLockstep();
  lockstep.hub.plant('pump-7', { authentication: FOREIGN });
  await lockstep.say('accepted');
  await lockstep.settle();
  return lockstep;
};

describe('a rotation', () => {
  it('adds the next key, delivers it, and lets the old one go when the device reports it', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    const old = await rotating(lockstep);

    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'not-reported-yet' });
    const next = keyIn(lockstep.delivered);
    expect(next).not.toBe(old);
    expect(keysInHub(lockstep)).toEqual([old, next]);

    lockstep.fleet.report(lockstep.key);
    expect(await lockstep.pass()).toEqual({ kind: 'in-sync', reason: 'as-wanted' });
    const [primary, secondary] = keysInHub(lockstep);
    expect(primary).toBe(next);
    expect(secondary).not.toBe(old);
    expect(lockstep.hubCalls).toEqual(['look', 'setKeys', 'setKeys']);
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toHaveLength(2);
    expect(lockstep.story.slice(-9)).toEqual([
      'began add-key', 'done add-key', 'began deliver-connection', 'done deliver-connection', 'waits not-reported-yet',
      'done note-confirmation', 'began promote-key', 'done promote-key', 'rests as-wanted',
    ]);
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 2, nextKey: null, keys: 'derived' }, lastKeyNumber: 2, delivery: { delivered: 2, confirmed: 2 } });
  });

  it('leaves the old key valid for as long as the device is away', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    const old = await rotating(lockstep);
    for (let week = 0; week < 4; week++) {
      expect((await lockstep.pass()).kind).toBe('wait');
      lockstep.clock.advance(7 * 24 * 3_600_000);
    }
    expect(keysInHub(lockstep)).toEqual([old, keyIn(lockstep.delivered)]);
    expect(lockstep.hubCalls.filter((verb) => verb === 'setKeys')).toHaveLength(1);
    expect(lockstep.fleet.deploymentsOf(lockstep.key)).toHaveLength(2);
  });

  it('gives an adopted device keys of ours', async () => {
    const lockstep = await adopted();
    await rotating(lockstep);
    await lockstep.pass();
    expect(keysInHub(lockstep)).toEqual([FOREIGN.primary, keyIn(lockstep.delivered)]);
    expect((await lockstep.settle()).kind).toBe('in-sync');
    const { primary, secondary } = await lockstep.keyring.keysOf(lockstep.key, lockstep.record.lastKeyNumber);
    expect(keysInHub(lockstep)).toEqual([primary.reveal(), secondary.reveal()]);
    expect(lockstep.record.hub).toMatchObject({ nextKey: null, keys: 'derived', madeBy: 'somebody-else' });
  });

  it('goes on after the device was shut out in the middle, with both keys as they were', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await rotating(lockstep);
    await lockstep.pass();
    const keys = keysInHub(lockstep);
    await lockstep.say('rejected');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('disabled');
    expect(keysInHub(lockstep)).toEqual(keys);

    await lockstep.say('accepted');
    await lockstep.settle();
    expect(keysInHub(lockstep)[0]).toBe(keys[1]);
    expect(keyIn(lockstep.delivered)).toBe(keys[1]);
  });

  it.each(['add-key', 'promote-key'])('is taken for done when the answer to %s was lost', async (step) => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await rotating(lockstep);
    if (step === 'promote-key') await lockstep.pass();
    lockstep.fleet.report(lockstep.key);
    lockstep.hub.loseNextAnswer('setKeys');
    expect(await lockstep.pass()).toMatchObject({ reason: 'hub-outcome-unknown' });
    lockstep.clock.advance(1_000);
    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(lockstep.hubCalls.filter((verb) => verb === 'setKeys')).toHaveLength(2);
    expect(lockstep.record).toMatchObject({ hub: { keyNumber: 2, nextKey: null }, lastKeyNumber: 2 });
  });

  it('begins again when somebody took the next key away', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    const old = await rotating(lockstep);
    await lockstep.pass();
    lockstep.hub.plant(lockstep.key.deviceId, { authentication: { kind: 'keys', primary: old, secondary: FOREIGN.secondary } });
    await lockstep.devices.wake(lockstep.key);
    expect((await lockstep.settle()).kind).toBe('in-sync');
    expect(keysInHub(lockstep)[0]).toBe(keyIn(lockstep.delivered));
    expect(lockstep.record.hub).toMatchObject({ keyNumber: 3, nextKey: null });
  });

  it('is made once, however often it is asked for before it begins', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await rotating(lockstep);
    const twice = new PowerSupply(null, ({ verb }) => (verb === 'claim' ? undefined : lockstep.devices.rotate(lockstep.key)));
    await rotating(lockstep);
    await lockstep.pass(twice);
    await lockstep.settle();
    expect(lockstep.record.hub).toMatchObject({ keyNumber: 2, nextKey: null });
  });

  it('does not begin while nothing can be delivered', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await rotating(lockstep);
    const { fleet } = lockstep.devices;
    lockstep.devices.fleet = null;
    expect(await lockstep.pass()).toMatchObject({ kind: 'wait', reason: 'no-fleet-connection' });
    expect(lockstep.hubCalls).not.toContain('setKeys');
    lockstep.devices.fleet = fleet;
    expect((await lockstep.settle()).kind).toBe('in-sync');
  });

  it('ends with the identity when the device is decommissioned, and the next identity has newer keys', async () => {
    const lockstep = await InMemoryLockstep.after('accepted');
    await rotating(lockstep);
    await lockstep.pass();
    await lockstep.say('decommissioned');
    await lockstep.settle();
    expect(lockstep.hubStatus).toBe('none');
    await lockstep.say('accepted');
    await lockstep.settle();
    expect(lockstep.record.hub).toMatchObject({ keyNumber: 3, nextKey: null });
    expect(keysInHub(lockstep)[0]).toBe(keyIn(lockstep.delivered));
  });
});
