/**
 * Real: the adapter, the SDK, TLS and the hub emulator. A real hub takes part when LOCKSTEP_LIVE_HUB holds the connection
 * string of a policy that may read and write devices and twins; it gets devices of its own and loses them again.
 */
import { jest } from '@jest/globals';

import type { BulkCost } from '#adapters/azure-iot-hub';
import { HubRefusesCredentials } from '#core';

import { startHubEmulator, type Switches } from '../../apps/hub-emulator/src/index.js';
import { FakeDeviceHub } from '../support/fake-device-hub.js';
import { deviceHubConformance } from './device-hub.conformance.js';
import { onAzure } from './device-hub.on-azure.js';
import type { HubUnderTest } from './device-hub.trial.js';

const LIVE_TEST_MS = 120_000;

const onTheFake = async (): Promise<HubUnderTest> => {
  const hub = new FakeDeviceHub();
  const lockedOut = new FakeDeviceHub();
  lockedOut.failAlways(new HubRefusesCredentials('The key is wrong.'));
  return {
    hub,
    lockedOut,
    plantCertificateDevice: async (deviceId, thumbprint) => hub.plant(deviceId, { authentication: { kind: 'certificate', thumbprint } }),
    inspect: async (deviceId) => {
      const identity = hub.identityOf(deviceId);
      return { tag: identity?.ownership ?? null, thumbprint: identity?.authentication.kind === 'certificate' ? identity.authentication.thumbprint : null };
    },
    stop: async () => undefined,
  };
};

const onTheEmulator = (switches: Partial<Switches>, bulkCost: BulkCost = 'per-device') => async (): Promise<HubUnderTest> => {
  const emulator = await startHubEmulator({ port: 0, switches });
  const gateway = { host: '127.0.0.1', port: emulator.port };
  return onAzure({ connectionString: emulator.connectionString(), gateway, caPem: emulator.caPem }, { bulkCost, stop: () => emulator.stop() });
};

/** For every question that no public source settles, the answer that is not the default. */
const OTHER_ANSWERS: Partial<Switches> = {
  bulkPartialFailureStatus: 400,
  bulkErrorCode: 'number',
  updateMissingDeviceStatus: 412,
  twinOfDisabledDevice: 'not-found',
  errorShape: 'json-string',
};

deviceHubConformance('a fake hub', onTheFake);
deviceHubConformance('the hub emulator', onTheEmulator({}));
deviceHubConformance('the hub emulator with the other answer to every open question', onTheEmulator(OTHER_ANSWERS));
deviceHubConformance('the hub emulator with errors as objects', onTheEmulator({ errorShape: 'json-object' }));
deviceHubConformance('the hub emulator, where a bulk call counts as one', onTheEmulator({}, 'per-call'));

const live = process.env['LOCKSTEP_LIVE_HUB'];
if (live) {
  jest.setTimeout(LIVE_TEST_MS);
  deviceHubConformance('a real Azure IoT Hub', async () => onAzure({ connectionString: live, gateway: null, caPem: null }));
}
