// Real here: HTTPS, and Microsoft's client for devices (azure-iot-device over azure-iot-device-http).
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import azure from 'azure-iot-device';
import { waitFor } from '../../../test/support/wait-for.js';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl } from './test/ask.js';
import { connectDevice, type DeviceWiring } from './test/connect-device.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import type { Wire } from './test/send-raw.js';
import { issueCertificate } from './test/issue-certificate.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

const HUB = 'lockstep.azure-devices.net';

let emulator: RunningHubEmulator;
let sdk: Sdk;

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0 });
  sdk = connectSdk(emulator);
});

afterAll(async () => {
  sdk.close();
  await emulator.stop();
});

async function register(deviceId: string, rest: object = {}): Promise<{ primary: string; secondary: string }> {
  const { responseBody } = await sdk.registry.create({ deviceId, ...rest });
  const { primaryKey, secondaryKey } = (responseBody as Wire).authentication.symmetricKey;
  const withKey = (key: string) => `HostName=${HUB};DeviceId=${deviceId};SharedAccessKey=${key}`;
  return { primary: withKey(primaryKey), secondary: withKey(secondaryKey) };
}

/** Signs in, sends one message, signs off. */
async function sendOnce(connectionString: string, wiring: DeviceWiring = {}): Promise<number> {
  const device = await connectDevice(emulator, connectionString, wiring);
  try {
    return await device.send('21 degrees');
  } finally {
    await device.close();
  }
}

const refused = expect.objectContaining({ name: 'UnauthorizedError', response: expect.objectContaining({ statusCode: 401 }) });
const polls = async (deviceId: string): Promise<Wire[]> =>
  (await askControl(emulator, 'GET', `/journal?device=${encodeURIComponent(deviceId)}`)).entries.filter(({ operation, endedAt }: Wire) => operation === 'poll-messages' && endedAt !== null);
const atLeast = async (count: number, deviceId: string): Promise<Wire[] | null> => {
  const seen = await polls(deviceId);
  return seen.length < count ? null : seen;
};

describe("the device's own client", () => {
  it.each(['plain', 'v1.2:lamp', "it's-50%"])('signs in as %s with the primary and with the secondary key, and sends', async (deviceId) => {
    const { primary, secondary } = await register(deviceId);
    expect([await sendOnce(primary), await sendOnce(secondary)]).toEqual([204, 204]);
    const { devices } = await askControl(emulator, 'GET', `/hubs/${HUB}/devices`);
    expect(devices).toContainEqual(expect.objectContaining({ deviceId, messages: 2 }));
  });

  it('sends several messages at once', async () => {
    const device = await connectDevice(emulator, (await register('batches')).primary);
    await device.client.sendEventBatch([new azure.Message('one'), new azure.Message('two')]);
    await device.close();
    const { devices } = await askControl(emulator, 'GET', `/hubs/${HUB}/devices`);
    expect(devices).toContainEqual(expect.objectContaining({ deviceId: 'batches', messages: 2 }));
  });

  it('asks for messages, finds none, and stops asking when nobody listens', async () => {
    const device = await connectDevice(emulator, (await register('listens')).primary);
    const problems: unknown[] = [];
    const listener = (message: unknown) => problems.push(message);
    device.client.on('error', listener);
    device.client.on('message', listener);
    const seen = await waitFor('three polls', () => atLeast(3, 'listens'));
    device.client.removeListener('message', listener);
    await device.close();
    expect([problems, new Set(seen.map(({ status }) => status))]).toEqual([[], new Set([204])]);
  });

  it('may not look for messages when its device is disabled, which the client keeps to itself', async () => {
    const device = await connectDevice(emulator, (await register('cut', { status: 'disabled' })).primary);
    const listener = () => undefined;
    device.client.on('message', listener);
    const seen = await waitFor('two polls', () => atLeast(2, 'cut'));
    device.client.removeListener('message', listener);
    await device.close();
    expect(seen.map(({ status }) => status)).toEqual(seen.map(() => 401));
  });

  it('is refused with the key of another, disabled, or deleted, and let in when enabled again', async () => {
    const { primary } = await register('switched');
    const other = (await register('other')).primary;
    await expect(sendOnce(primary.replace(/SharedAccessKey=.*/, other.slice(other.indexOf('SharedAccessKey='))))).rejects.toEqual(refused);
    const device = (await sdk.registry.get('switched')).responseBody as Wire;
    await sdk.registry.update({ ...device, status: 'disabled' });
    await expect(sendOnce(primary)).rejects.toEqual(refused);
    await sdk.registry.update({ ...device, status: 'enabled' });
    expect(await sendOnce(primary)).toBe(204);
    await sdk.registry.delete('switched');
    await expect(sendOnce(primary)).rejects.toEqual(refused);
  });

  it('signs in by a certificate of its own, over old connections and new ones', async () => {
    const own = await issueCertificate({ name: 'whatever' });
    const x509Thumbprint = { primaryThumbprint: new X509Certificate(own.certPem).fingerprint256.replaceAll(':', ''), secondaryThumbprint: null };
    await sdk.registry.create({ deviceId: 'shows', authentication: { type: 'selfSigned', x509Thumbprint } } as Wire);
    const connectionString = `HostName=${HUB};DeviceId=shows;x509=true`;
    const device = await connectDevice(emulator, connectionString, { pair: own, keepAlive: false });
    expect([await device.send('one'), await device.send('two')]).toEqual([204, 204]);
    await device.close();
    await expect(sendOnce(connectionString, { pair: await issueCertificate({ name: 'whatever' }) })).rejects.toEqual(refused);
  });
});
