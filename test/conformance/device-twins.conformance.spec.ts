/** Real: the adapter, the SDK, TLS and the hub emulator. */
import { AzureDeviceTwins } from '#adapters/azure-iot-hub';
import { HubRefusesCredentials, Secret } from '#core';
import { startHubEmulator, type Switches } from '../../apps/hub-emulator/src/index.js';
import { aHubConnection } from '../support/builders.js';
import { SystemClock } from '#platform';
import { FakeDeviceTwins } from '../support/fake-device-twins.js';
import { FakeHubBudgets } from '../support/fake-hub-budgets.js';
import { Administrator } from './device-hub.administrator.js';
import { connectionTo } from './device-hub.on-azure.js';
import { deviceTwinsConformance, type TwinsUnderTest } from './device-twins.conformance.js';

const onTheFake = async (): Promise<TwinsUnderTest> => {
  const [twins, lockedOut] = [new FakeDeviceTwins(), new FakeDeviceTwins()];
  lockedOut.failAlways(new HubRefusesCredentials('The key is wrong.'));
  return { twins, connection: aHubConnection(), lockedOut: { twins: lockedOut, connection: aHubConnection() }, plant: async (address) => twins.plant(address), stop: async () => undefined };
};

const onTheEmulator = (switches: Partial<Switches>) => async (): Promise<TwinsUnderTest> => {
  const emulator = await startHubEmulator({ port: 0, switches });
  const gateway = { host: '127.0.0.1', port: emulator.port };
  const connectionString = emulator.connectionString();
  const administrator = new Administrator({ connectionString, gateway, caPem: emulator.caPem });
  const twins = new AzureDeviceTwins({ allowedHosts: ['*.azure-devices.net'], gateway, caPem: emulator.caPem, timeoutMs: 75_000, maxSockets: 4 }, new FakeHubBudgets(new SystemClock()));
  return {
    twins,
    connection: connectionTo(connectionString),
    lockedOut: { twins, connection: connectionTo(connectionString, { id: 'locked-out', key: new Secret(Buffer.alloc(32, 1).toString('base64')) }) },
    plant: async ({ key: { deviceId }, moduleId }) => {
      if (moduleId === null) await administrator.done('PUT', `/devices/${deviceId}`, { deviceId, status: 'enabled' });
      else await administrator.done('PUT', `/devices/${deviceId}/modules/${moduleId}`, { deviceId, moduleId });
    },
    stop: async () => {
      twins.close();
      await emulator.stop();
    },
  };
};

deviceTwinsConformance('a fake hub', onTheFake);
deviceTwinsConformance('the hub emulator', onTheEmulator({}));
deviceTwinsConformance('the hub emulator with the other answer to every open question', onTheEmulator({ twinLimitStatus: 413, replaceTwinMissingPart: 'keep', reportedRaisesVersion: true, errorShape: 'json-string' }));
