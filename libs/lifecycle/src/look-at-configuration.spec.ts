// Real: the look. Not real: the fleet, which shows what a row says, and the keyring.
import { describe, expect, it } from '@jest/globals';
import { Secret, deviceConnectionString, type DeviceConfiguration, type Intent, type PresentRecord } from '#core';
import { HUB_HOST, aClaim, aFleetConnection, aKey, aPresentRecord, aRecord } from '../../../test/support/builders.js';
import { FakeFleet } from '../../../test/support/fake-fleet.js';
import { FakeKeyring } from '../../../test/support/fake-keyring.js';
import { CONNECTION_STRING_KEY, LookAtConfiguration } from './look-at-configuration.js';
import { startPass } from './pass.js';

const keyring = new FakeKeyring();
const primaryKey = async (number: number): Promise<Secret> => (await keyring.keysOf(aKey(), number)).primary;
const OURS = deviceConnectionString(HUB_HOST, aKey().deviceId, await primaryKey(1)).reveal();
const OTHER = deviceConnectionString(HUB_HOST, aKey().deviceId, await primaryKey(2)).reveal();

const begun = (odd: Partial<Intent> = {}): Intent => ({ step: 'deliver-connection', keyNumber: 1, deploymentBefore: 'deployment-1', recordIsBehind: false, ...odd });
const values = (connectionString: string | null) => new Secret<Record<string, string>>(connectionString === null ? { timezone: 'UTC' } : { [CONNECTION_STRING_KEY]: connectionString });

async function look(shown: DeviceConfiguration | null, { intent = null, identity = aPresentRecord() }: { intent?: Intent | null; identity?: PresentRecord } = {}) {
  const fleet = new FakeFleet();
  fleet.readConfiguration = async () => shown;
  const pass = startPass(aClaim({ record: aRecord({ intent }) }), { assertHeld: () => undefined }, new Date(0));
  return new LookAtConfiguration(fleet, keyring).run(pass, HUB_HOST, identity, aFleetConnection());
}

interface Row {
  because: string;
  configured: string | null;
  reported: string | null;
  deploymentId: string | null;
  intent: Intent | null;
  seen: { configured: boolean; deployed: boolean; reported: boolean };
}

describe('a look at the configuration of a device', () => {
  it.each<Row>([
    { because: 'there is nothing of ours', configured: null, reported: null, deploymentId: null, intent: null, seen: { configured: false, deployed: false, reported: false } },
    { because: 'it holds the string of another key', configured: OTHER, reported: OTHER, deploymentId: 'deployment-2', intent: begun(), seen: { configured: false, deployed: false, reported: false } },
    { because: 'it holds our string, and nobody began to deploy it', configured: OURS, reported: null, deploymentId: 'deployment-2', intent: null, seen: { configured: true, deployed: false, reported: false } },
    { because: 'a deployment followed the one before ours was begun', configured: OURS, reported: null, deploymentId: 'deployment-2', intent: begun(), seen: { configured: true, deployed: true, reported: false } },
    { because: 'the first deployment followed after ours was begun', configured: OURS, reported: null, deploymentId: 'deployment-1', intent: begun({ deploymentBefore: null }), seen: { configured: true, deployed: true, reported: false } },
    { because: 'the last deployment is the one before ours was begun', configured: OURS, reported: null, deploymentId: 'deployment-1', intent: begun(), seen: { configured: true, deployed: false, reported: false } },
    { because: 'there is no deployment at all', configured: OURS, reported: null, deploymentId: null, intent: begun({ deploymentBefore: null }), seen: { configured: true, deployed: false, reported: false } },
    { because: 'another key was begun to be deployed', configured: OURS, reported: null, deploymentId: 'deployment-2', intent: begun({ keyNumber: 2 }), seen: { configured: true, deployed: false, reported: false } },
    { because: 'another step was begun', configured: OURS, reported: null, deploymentId: 'deployment-2', intent: begun({ step: 'set-status' }), seen: { configured: true, deployed: false, reported: false } },
    { because: 'the device reports our string', configured: OURS, reported: OURS, deploymentId: 'deployment-1', intent: null, seen: { configured: true, deployed: true, reported: true } },
    { because: 'the device reports our string, which was overwritten since', configured: OTHER, reported: OURS, deploymentId: 'deployment-1', intent: null, seen: { configured: false, deployed: false, reported: true } },
  ])('is true to what is there when $because', async ({ configured, reported, deploymentId, intent, seen }) => {
    const sight = await look({ configured: values(configured), reported: values(reported), deploymentId }, { intent });
    expect(sight.look).toEqual({ kind: 'seen', ...seen });
    expect(sight.held?.connectionString.reveal()).toBe(OURS);
  });

  it('sees nothing in a configuration that is not there yet', async () => {
    const sight = await look(null);
    expect(sight.look).toEqual({ kind: 'seen', configured: false, deployed: false, reported: false });
    expect(sight.held?.configuration).toBeNull();
  });

  it('looks for the key that was adopted', async () => {
    const adopted = new Secret('YWRvcHRlZA==');
    const connectionString = deviceConnectionString(HUB_HOST, aKey().deviceId, adopted).reveal();
    const shown = { configured: values(connectionString), reported: values(null), deploymentId: null };
    expect((await look(shown, { identity: aPresentRecord({ keys: { adopted } }) })).look).toMatchObject({ configured: true });
  });

  it('is not made for a device that signs in with a certificate', async () => {
    expect(await look(null, { identity: aPresentRecord({ keys: { adopted: null } }) })).toEqual({ look: { kind: 'not-needed' }, held: null });
  });
});
