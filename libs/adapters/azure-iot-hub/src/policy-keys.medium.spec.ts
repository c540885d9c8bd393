// Real: the adapter, the SDK, HTTPS. Emulated: the hub, whose policy keys are regenerated while calls are under way.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from '../../../../apps/hub-emulator/src/index.js';
import { HubRefusesCredentials, isComplete, readPolicyConnectionString, Secret, type HubConnection } from '#core';
import { aHubConnection, aKey } from '../../../../test/support/builders.js';
import { SystemClock } from '#platform';
import { FakeHubBudgets } from '../../../../test/support/fake-hub-budgets.js';
import { openHubControl, type HubControl } from '../../../../test/support/hub-control.js';
import { AzureDeviceTwins } from './azure-device-twins.js';
import { AzureHubProbe } from './azure-hub-probe.js';
import { AzureIotHubs } from './azure-iot-hubs.js';

let emulator: RunningHubEmulator;
let control: HubControl;
let settings: ConstructorParameters<typeof AzureIotHubs>[0];
const opened: { close(): void }[] = [];

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0 });
  control = openHubControl(emulator);
  settings = { allowedHosts: ['*.azure-devices.net'], gateway: { host: '127.0.0.1', port: emulator.port }, caPem: emulator.caPem, timeoutMs: 10_000, maxSockets: 8, bulkCost: 'per-device' };
}, 240_000);
afterAll(async () => {
  for (const one of opened) one.close();
  control.close();
  await emulator.stop();
});

async function connected(which: 'both' | 'primary', odd: Partial<HubConnection> = {}): Promise<HubConnection> {
  const { primary, secondary } = await control.policyKeys();
  const { hostName, policyName, key } = readPolicyConnectionString(primary);
  const secondKey: Secret = readPolicyConnectionString(secondary).key;
  return aHubConnection({ hostName, edition: { sku: 'S3', units: 10 }, credentials: { kind: 'shared-access-policy', policyName, key, ...(which === 'both' && { secondKey }) }, ...odd });
}

function hubsOfOneProcess(): AzureIotHubs {
  const hubs = new AzureIotHubs(settings, new FakeHubBudgets(new SystemClock()), { report: async () => undefined });
  opened.push(hubs);
  return hubs;
}

/** Calls without a pause until it is told to end; answers with how many were made. One that fails ends it. */
async function callAgainAndAgain(call: () => Promise<unknown>, isOver: () => boolean): Promise<number> {
  let calls = 0;
  for (; !isOver(); calls++) await call();
  return calls;
}

describe('a hub connection with both keys of its policy', () => {
  it('fails no call while one key after the other is regenerated, in any process', async () => {
    const first = await connected('both');
    let connection = first;
    let over = false;
    const twins = new AzureDeviceTwins(settings, new FakeHubBudgets(new SystemClock()));
    opened.push(twins);
    const processes = [hubsOfOneProcess(), hubsOfOneProcess()];
    await made(processes[0]!.of(first), 'pump-7');
    const calls = [
      ...processes.map((hubs) => callAgainAndAgain(() => hubs.of(connection).look('pump-7'), () => over)),
      callAgainAndAgain(() => processes[0]!.of(connection, 'shut-out').read('pump-7'), () => over),
      callAgainAndAgain(() => twins.read(connection, { key: aKey(), moduleId: null }), () => over),
    ];
    // As the documentation says: regenerate the secondary key, put both in anew, then the primary one, and again.
    for (const key of ['secondary', 'primary', 'swap', 'secondary', 'primary'] as const) {
      await control.policyKeys(key);
      await Promise.all(processes.map((hubs) => hubs.of(connection).read('pump-7')));
      connection = await connected('both', { revision: connection.revision + 1 });
      await Promise.all(processes.map((hubs) => hubs.of(connection).read('pump-7')));
    }
    over = true;
    for (const count of await Promise.all(calls)) expect(count).toBeGreaterThan(5);
  }, 120_000);

  it('makes a change once, though the first key is refused', async () => {
    const connection = await connected('both');
    await control.policyKeys('primary');
    const hub = hubsOfOneProcess().of(connection);
    await made(hub, 'pump-8');
    const journal = await control.journal('pump-8');
    expect(journal.filter(({ changed }) => changed)).toHaveLength(1);
  });

  it('goes on with the key that was taken last, and says so when both are refused', async () => {
    const connection = await connected('both');
    await control.policyKeys('primary');
    const hub = hubsOfOneProcess().of(connection);
    await hub.read('nobody-1');
    await hub.read('nobody-1');
    expect((await control.journal('nobody-1')).map(({ status }) => status)).toEqual([401, 404, 404]);
    await control.policyKeys('secondary');
    await expect(hub.read('nobody-1')).rejects.toThrow(HubRefusesCredentials);
  });

  it('is tested key by key', async () => {
    const probe = new AzureHubProbe(settings);
    const connection = await connected('both');
    expect(isComplete(await probe.test(connection))).toBe(true);
    await control.policyKeys('secondary');
    const test = await probe.test(connection);
    expect(isComplete(test)).toBe(false);
    expect(test.trouble?.detail).toMatch(/^Of the second key: /);
  });
});

describe('a hub connection with one key', () => {
  it('is refused when that key is regenerated, until the other is put in', async () => {
    const connection = await connected('primary');
    const hubs = hubsOfOneProcess();
    await control.policyKeys('primary');
    await expect(hubs.of(connection).read('nobody')).rejects.toThrow(HubRefusesCredentials);
    expect(await hubs.of(await connected('primary', { revision: 2 })).read('nobody')).toBeNull();
  });
});

async function made(hub: ReturnType<AzureIotHubs['of']>, deviceId: string): Promise<void> {
  const [primary, secondary] = [1, 2].map((n) => new Secret(Buffer.alloc(32, n).toString('base64')));
  await hub.create({ deviceId, status: 'enabled', keys: { primary: primary!, secondary: secondary! }, ownership: { managed: true } });
}
