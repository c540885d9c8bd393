import { afterEach, beforeEach } from '@jest/globals';

import { Secret, type DeviceHub, type Failure, type HubConnection } from '#core';

import { SystemClock } from '#platform';

import { FakeHubBudgets } from '../../../../test/support/fake-hub-budgets.js';
import { AzureIotHubs, type AzureIotHubsSettings } from '../src/azure-iot-hubs.js';
import { HOST, startScriptedHub, type Script, type ScriptedHub } from './scripted-hub.js';

export const POLICY_KEY = Buffer.alloc(32, 9).toString('base64');
export const KEYS = { primary: new Secret(Buffer.alloc(32, 1).toString('base64')), secondary: new Secret(Buffer.alloc(32, 2).toString('base64')) };
export const SAS = { type: 'sas', symmetricKey: { primaryKey: KEYS.primary.reveal(), secondaryKey: KEYS.secondary.reveal() } };
export const NEW = { deviceId: 'd1', status: 'enabled', keys: KEYS, ownership: { managed: true } } as const;

export const DEVICE = { deviceId: 'd1', etag: 'MTA0', status: 'enabled', authentication: { type: 'none' } };
export const TWIN = { deviceId: 'd1', etag: 'AAAAAAAAAAE=', deviceEtag: 'MTA0', status: 'enabled' };
export const GOOD_BULK = { isSuccessful: true, errors: [], warnings: [] };

const LOST_WRITES = { create: 'hub-outcome-unknown', setStatus: 'hub-outcome-unknown', remove: 'hub-outcome-unknown' };
/** What the five verbs fail with, by what happened. */
export const LOST = { look: 'hub-is-away', read: 'hub-is-away', ...LOST_WRITES };
export const UNREADABLE = { look: 'hub-answer-unreadable', read: 'hub-answer-unreadable', ...LOST_WRITES };
export const AWAY = { look: 'hub-is-away', read: 'hub-is-away', create: 'hub-is-away', setStatus: 'hub-is-away', remove: 'hub-is-away' };

export const aConnection = (odd: Partial<HubConnection> = {}): HubConnection => ({
  id: 'c1',
  tenantId: 'default',
  hostName: HOST,
  credentials: { kind: 'shared-access-policy', policyName: 'iothubowner', key: new Secret(POLICY_KEY) },
  edition: null,
  paused: false,
  trouble: null,
  revision: 1,
  ...odd,
});

/** Gives each test of a file a scripted hub of its own, and closes what the test opened. */
export function useScriptedHub() {
  let server: ScriptedHub;
  const opened: AzureIotHubs[] = [];
  beforeEach(async () => void (server = await startScriptedHub()));
  afterEach(async () => {
    opened.splice(0).forEach((hubs) => hubs.close());
    await server.stop();
  });

  const openHubs = (odd: Partial<AzureIotHubsSettings> = {}): AzureIotHubs => {
    const gateway = { host: '127.0.0.1', port: server.port };
    const usual = { allowedHosts: ['*.azure-devices.net'], gateway, caPem: server.caPem, timeoutMs: 5_000, maxSockets: 2, bulkCost: 'per-device' } as const;
    opened.push(new AzureIotHubs({ ...usual, ...odd }, new FakeHubBudgets(new SystemClock()), { report: async () => undefined }));
    return opened.at(-1)!;
  };
  return {
    server: () => server,
    openHubs,
    openHub: (odd: Partial<AzureIotHubsSettings> = {}): DeviceHub => openHubs(odd).of(aConnection()),
  };
}

/** The failure that a call ends with. Rejects when it does not fail. */
export const failureOf = (call: Promise<unknown>): Promise<Failure> =>
  call.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure: Failure) => failure,
  );

export const codeOf = async (call: Promise<unknown>): Promise<string> => (await failureOf(call)).code;

/** What each verb fails with, one after the other; each on a hub of its own where a way to open one is given, so that none is held. */
export const codesOf = async (hub: DeviceHub | (() => DeviceHub)) => {
  const at = (): DeviceHub => (typeof hub === 'function' ? hub() : hub);
  return {
    look: await codeOf(at().look('d1')),
    read: await codeOf(at().read('d1')),
    create: await codeOf(at().create(NEW)),
    setStatus: await codeOf(at().setStatus('d1', { status: 'disabled', etag: 'MTA0', keys: KEYS })),
    remove: await codeOf(at().remove('d1', 'MTA0')),
  };
};

/** One script for the paths of twins, another for the rest. */
export const byPath =
  ({ twins, devices }: { twins: Script; devices: Script }): Script =>
  (response, seen) =>
    (seen.target.startsWith('/twins') ? twins : devices)(response, seen);
