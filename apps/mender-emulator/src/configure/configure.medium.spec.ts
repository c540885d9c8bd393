// Real: the emulator, over HTTP.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIGURATIONS, DEVICES, MenderClient } from '../../test/mender-client.js';
import { waitUntil } from '../../test/wait-until.js';
import { startMenderEmulator, type RunningMenderEmulator } from '../index.js';

let emulator: RunningMenderEmulator;
let client: MenderClient;

beforeEach(async () => {
  emulator = await startMenderEmulator({ settings: { reportDelayMs: 1 } });
  client = new MenderClient(emulator);
});

afterEach(() => emulator.stop());

const configurationOf = async (id: string) => (await client.get(`${CONFIGURATIONS}/${id}`)).body;

async function deploy(id: string): Promise<string> {
  return (await client.post(`${CONFIGURATIONS}/${id}/deploy`, { retries: 1 })).body.deployment_id;
}

async function deploymentStatus(deploymentId: string): Promise<string> {
  return (await client.get(`/api/management/v1/deployments/deployments/${deploymentId}/devices/list`)).body[0].status;
}

describe('the configuration of a device', () => {
  it('is unknown until the device is accepted, and then empty', async () => {
    const [id] = await client.makeDevices(1);
    expect((await client.get(`${CONFIGURATIONS}/${id}`)).status).toBe(404);
    await client.setStatus(id!, 'accepted');
    expect(await configurationOf(id!)).toEqual({ id, configured: {}, reported: {}, updated_ts: expect.any(String) });
  });

  it('is replaced as a whole', async () => {
    const [id] = await client.makeDevices(1, 'accepted');
    await client.put(`${CONFIGURATIONS}/${id}`, { timezone: 'UTC', volume: '3' });
    expect((await client.put(`${CONFIGURATIONS}/${id}`, { volume: '4' })).status).toBe(204);
    expect(await configurationOf(id!)).toMatchObject({ configured: { volume: '4' }, reported: {} });
  });

  it('can be written for a device nobody knows', async () => {
    await client.put(`${CONFIGURATIONS}/unknown-device`, { a: 'b' });
    expect(await configurationOf('unknown-device')).toMatchObject({ configured: { a: 'b' } });
  });

  it('is refused when a value is no string of up to 4096 characters', async () => {
    expect((await client.put(`${CONFIGURATIONS}/x`, { a: 'v'.repeat(4097) })).status).toBe(400);
    expect((await client.put(`${CONFIGURATIONS}/x`, { a: 1 })).status).toBe(400);
    expect((await client.get(`${CONFIGURATIONS}/x`)).status).toBe(404);
  });

  it('is reported by the device after it was deployed', async () => {
    const [id] = await client.makeDevices(1, 'accepted');
    const connection = 'HostName=h;DeviceId=d;SharedAccessKey=a2V5';
    await client.put(`${CONFIGURATIONS}/${id}`, { azureConnectionString: connection });
    const deploymentId = await deploy(id!);

    await waitUntil('the report', async () => (await configurationOf(id!)).reported.azureConnectionString === connection);
    expect(await configurationOf(id!)).toMatchObject({ deployment_id: deploymentId, reported_ts: expect.any(String) });
    expect(await deploymentStatus(deploymentId)).toBe('success');
    expect((await client.get(`/emulator/deployments?device=${id}`)).body).toMatchObject({ total: 1, counts: { [id!]: 1 } });
  });

  it('is not deployed when nothing is configured, or nothing is asked', async () => {
    expect((await client.post(`${CONFIGURATIONS}/unknown/deploy`, {})).status).toBe(404);
    const [id] = await client.makeDevices(1, 'accepted');
    expect((await client.post(`${CONFIGURATIONS}/${id}/deploy`)).status).toBe(400);
    expect((await client.get('/emulator/deployments')).body.total).toBe(0);
  });
});

describe('a deployment', () => {
  it('waits for a device that stays away, and goes on when it is back', async () => {
    await client.put('/emulator/settings', { reportDelayMs: 'never' });
    const [id] = await client.makeDevices(1, 'accepted');
    const deploymentId = await deploy(id!);
    expect(await deploymentStatus(deploymentId)).toBe('pending');

    await client.put('/emulator/settings', { reportDelayMs: 0 });
    expect(await deploymentStatus(deploymentId)).toBe('success');
  });

  it('waits for a rejected device to be accepted again', async () => {
    await client.put('/emulator/settings', { reportDelayMs: 0 });
    const [id] = await client.makeDevices(1, 'accepted');
    await client.setStatus(id!, 'rejected');
    const deploymentId = await deploy(id!);
    expect(await deploymentStatus(deploymentId)).toBe('pending');

    await client.setStatus(id!, 'accepted');
    expect(await deploymentStatus(deploymentId)).toBe('success');
  });

  it('ends when its device is decommissioned', async () => {
    await client.put('/emulator/settings', { reportDelayMs: 'never' });
    const [id] = await client.makeDevices(1, 'accepted');
    const deploymentId = await deploy(id!);
    await client.delete(`${DEVICES}/${id}`);
    expect(await deploymentStatus(deploymentId)).toBe('decommissioned');
  });
});
