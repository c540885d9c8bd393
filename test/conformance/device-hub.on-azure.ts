import { AzureIotHubs, type AzureIotHubsSettings, type BulkCost } from '#adapters/azure-iot-hub';
import { readPolicyConnectionString, Secret, type HubConnection } from '#core';

import { SystemClock } from '#platform';

import { FakeHubBudgets } from '../support/fake-hub-budgets.js';
import { Administrator, type HubAddress } from './device-hub.administrator.js';
import type { HubUnderTest } from './device-hub.trial.js';

interface Device {
  status: 'enabled' | 'disabled';
  authentication?: { type?: string; x509Thumbprint?: { primaryThumbprint?: string | null } };
}
interface Twin {
  tags?: { lockstep?: unknown };
}

/** A connection with the credentials of a connection string, or with another key of the same length. */
export function connectionTo(connectionString: string, odd: Partial<HubConnection> & { key?: Secret } = {}): HubConnection {
  const { hostName, policyName, key } = readPolicyConnectionString(connectionString);
  const { key: otherKey, ...rest } = odd;
  const credentials = { kind: 'shared-access-policy', policyName, key: otherKey ?? key } as const;
  return { id: 'c1', tenantId: 'default', hostName, credentials, edition: null, paused: false, trouble: null, revision: 1, ...rest };
}

/** The adapter for Azure IoT Hub, opened for one address. */
export const openAzureIotHubs = ({ connectionString, gateway, caPem }: HubAddress, odd: Partial<AzureIotHubsSettings> = {}): AzureIotHubs =>
  new AzureIotHubs(
    { allowedHosts: [readPolicyConnectionString(connectionString).hostName], gateway, caPem, timeoutMs: 75_000, maxSockets: 4, bulkCost: 'per-device', ...odd },
    new FakeHubBudgets(new SystemClock()),
    { report: async () => undefined },
  );

/** The twin of a device. A hub may hide it while the device is disabled; then the device is enabled for a moment. */
async function twinOf(administrator: Administrator, deviceId: string, device: Device): Promise<Twin> {
  const { status, body } = await administrator.call('GET', `/twins/${deviceId}`);
  if (status === 200) return body as Twin;
  const whateverItsEtag = { 'If-Match': '*' };
  await administrator.done('PUT', `/devices/${deviceId}`, { ...device, status: 'enabled' }, whateverItsEtag);
  const twin = await administrator.done<Twin>('GET', `/twins/${deviceId}`);
  await administrator.done('PUT', `/devices/${deviceId}`, device, whateverItsEtag);
  return twin;
}

/** The adapter on a hub that speaks Azure's own interface: an emulator, or the service itself. */
export function onAzure(address: HubAddress, { bulkCost = 'per-device', stop }: { bulkCost?: BulkCost; stop?: () => Promise<void> } = {}): HubUnderTest {
  const hubs = openAzureIotHubs(address, { bulkCost });
  const administrator = new Administrator(address);
  const wrongKey = new Secret(Buffer.alloc(32, 1).toString('base64'));
  return {
    hub: hubs.of(connectionTo(address.connectionString)),
    lockedOut: hubs.of(connectionTo(address.connectionString, { id: 'locked-out', key: wrongKey })),
    plantCertificateDevice: async (deviceId, thumbprint) => {
      const x509Thumbprint = { primaryThumbprint: thumbprint, secondaryThumbprint: thumbprint };
      await administrator.done('PUT', `/devices/${deviceId}`, { deviceId, status: 'enabled', authentication: { type: 'selfSigned', x509Thumbprint } });
    },
    inspect: async (deviceId) => {
      const device = await administrator.done<Device>('GET', `/devices/${deviceId}`);
      const twin = await twinOf(administrator, deviceId, device);
      return { tag: twin.tags?.lockstep ?? null, thumbprint: device.authentication?.x509Thumbprint?.primaryThumbprint ?? null };
    },
    stop: async () => {
      hubs.close();
      await stop?.();
    },
  };
}
