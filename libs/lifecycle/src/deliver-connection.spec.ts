// Real: the delivery. Not real: the fleet, which keeps what it was told, and the lease.
import { describe, expect, it } from '@jest/globals';
import { LeaseLost, Secret } from '#core';
import { aClaim, aFleetConnection, aRecord } from '../../../test/support/builders.js';
import { FakeFleet } from '../../../test/support/fake-fleet.js';
import { DeliverConnection } from './deliver-connection.js';
import type { Sight } from './gather.js';
import { CONNECTION_STRING_KEY } from './look-at-configuration.js';
import { startPass } from './pass.js';

const STRING = 'HostName=h;DeviceId=pump-7;SharedAccessKey=a2V5';

/** Delivers while the lease is held for so many questions, and tells what was called. */
async function deliver(configured: Record<string, string>, { heldFor }: { heldFor: number }): Promise<{ calls: string[]; failure: unknown }> {
  const calls: string[] = [];
  const fleet = new FakeFleet();
  fleet.writeConfiguration = async (_, __, values) => void calls.push(`write ${Object.keys(values.reveal()).join(',')}`);
  fleet.deployConfiguration = async () => {
    calls.push('deploy');
    return 'deployment-1';
  };
  const assertHeld = (): void => {
    if (heldFor-- <= 0) throw new LeaseLost('It ran out.');
  };
  const pass = startPass({ ...aClaim({ record: aRecord() }), fleet: aFleetConnection() }, { assertHeld }, new Date(0));
  const held = { connectionString: new Secret(STRING), configuration: { configured: new Secret(configured), reported: new Secret({}), deploymentId: null } };
  const failure: unknown = await new DeliverConnection(fleet).run(pass, { held } as unknown as Sight).then(() => null, (error: unknown) => error);
  return { calls, failure };
}

describe('a delivery', () => {
  it('writes the string beside what is there, and deploys it', async () => {
    expect(await deliver({ timezone: 'UTC' }, { heldFor: 9 })).toEqual({ calls: [`write timezone,${CONNECTION_STRING_KEY}`, 'deploy'], failure: null });
  });

  it('deploys what is written already', async () => {
    expect(await deliver({ [CONNECTION_STRING_KEY]: STRING }, { heldFor: 9 })).toEqual({ calls: ['deploy'], failure: null });
  });

  it.each([
    { when: 'before the writing', heldFor: 0, calls: [] },
    { when: 'between the writing and the deployment', heldFor: 1, calls: [`write timezone,${CONNECTION_STRING_KEY}`] },
  ])('stops where the lease ran out $when, since the fleet refuses nothing that is late', async ({ heldFor, calls }) => {
    expect(await deliver({ timezone: 'UTC' }, { heldFor })).toEqual({ calls, failure: expect.any(LeaseLost) });
  });
});
