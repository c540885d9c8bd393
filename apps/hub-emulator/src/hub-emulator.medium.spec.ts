// Real here: HTTPS, certificates, tokens and Microsoft's azure-iothub client. Nothing is faked.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import type { Wire } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

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

const KEY = Buffer.alloc(32, 1).toString('base64');
const sas = { authentication: { type: 'sas' as const, symmetricKey: { primaryKey: KEY, secondaryKey: KEY } } };
const refusal = (statusCode: number, name: string) => expect.objectContaining({ name, response: expect.objectContaining({ statusCode }) });

/** A twin as it comes over the wire; the SDK's own type knows only half of it. */
const readTwin = (id: string) => sdk.call('GET', `/twins/${encodeURIComponent(id)}`) as Promise<Wire>;

describe('the azure-iothub client', () => {
  it('creates a device, whose keys are then generated, and reads it back', async () => {
    const { responseBody: created } = await sdk.registry.create({ deviceId: 'created', status: 'enabled' });
    const { responseBody: read, httpResponse } = await sdk.registry.get('created');
    expect(read).toMatchObject({
      deviceId: 'created',
      status: 'enabled',
      connectionState: 'Disconnected',
      etag: created.etag,
      generationId: (created as Wire).generationId,
    });
    expect(read.authentication?.symmetricKey?.primaryKey).toMatch(/^.{43}=$/);
    expect((httpResponse as Wire).headers.etag).toBe(`"${read.etag}"`);
  });

  it('is refused a second device of the same id', async () => {
    await sdk.registry.create({ deviceId: 'twice' });
    await expect(sdk.registry.create({ deviceId: 'twice' })).rejects.toEqual(refusal(409, 'DeviceAlreadyExistsError'));
  });

  it('learns that there is no such device', async () => {
    await expect(sdk.registry.get('nobody')).rejects.toEqual(refusal(404, 'DeviceNotFoundError'));
    await expect(sdk.registry.getTwin('nobody')).rejects.toEqual(refusal(404, 'DeviceNotFoundError'));
    await expect(sdk.registry.delete('nobody')).rejects.toEqual(refusal(404, 'DeviceNotFoundError'));
  });

  it('reads and patches a twin', async () => {
    await sdk.registry.create({ deviceId: 'twin' });
    const { responseBody: before } = await sdk.registry.getTwin('twin');
    const { responseBody: after } = await sdk.registry.updateTwin(
      'twin',
      { tags: { site: 'x' }, properties: { desired: { a: { b: 1 } } } },
      before.etag,
    );
    expect([before.etag, after.etag]).toEqual(['AAAAAAAAAAE=', 'AAAAAAAAAAI=']);
    const read = await readTwin('twin');
    const stamp = { $lastUpdated: expect.any(String), $lastUpdatedVersion: 2 };
    expect(read).toMatchObject({
      version: 3,
      tags: { site: 'x' },
      properties: { desired: { a: { b: 1 }, $version: 2, $metadata: { ...stamp, a: { ...stamp, b: stamp } } } },
    });
  });

  it('is refused a twin that changed meanwhile', async () => {
    await sdk.registry.create({ deviceId: 'stale' });
    await sdk.registry.updateTwin('stale', { tags: { a: 1 } }, 'AAAAAAAAAAE=');
    await expect(sdk.registry.updateTwin('stale', { tags: { a: 2 } }, 'AAAAAAAAAAE=')).rejects.toEqual(refusal(412, 'InvalidEtagError'));
    expect(await readTwin('stale')).toMatchObject({ tags: { a: 1 } });
  });

  it('adds devices with tags and desired properties in one request', async () => {
    const devices = ['b1', 'b2'].map((deviceId) => ({ deviceId, ...sas, tags: { lot: 7 }, properties: { desired: { rate: 5 } } }));
    const { responseBody } = await sdk.registry.addDevices(devices as Wire);
    expect(responseBody).toEqual({ isSuccessful: true, errors: [], warnings: [] });
    expect(await readTwin('b2')).toMatchObject({
      version: 2,
      etag: 'AAAAAAAAAAE=',
      tags: { lot: 7 },
      properties: { desired: { rate: 5, $version: 1 } },
    });
  });

  it('is told which entries of a bulk failed, and the others are done', async () => {
    await sdk.registry.create({ deviceId: 'known' });
    const { responseBody } = await sdk.registry.addDevices([
      { deviceId: 'known' },
      { deviceId: 'fresh' },
      { deviceId: 'not allowed' },
    ] as Wire);
    expect(responseBody).toEqual({
      isSuccessful: false,
      errors: [
        { deviceId: 'known', errorCode: 'DeviceAlreadyExists', errorStatus: "A device with ID 'known' is already registered." },
        { deviceId: 'not allowed', errorCode: 'ArgumentInvalid', errorStatus: "The device identifier 'not allowed' is invalid." },
      ],
      warnings: [],
    });
    await expect(sdk.registry.get('fresh')).resolves.toBeDefined();
  });

  it('updates on condition of the etag, through a bulk', async () => {
    const { responseBody: created } = await sdk.registry.create({ deviceId: 'conditional', ...sas });
    const disabled = { ...created, status: 'disabled' as const };
    await expect(sdk.registry.updateDevices([disabled], false)).resolves.toMatchObject({ responseBody: { isSuccessful: true } });
    const { responseBody: again } = await sdk.registry.updateDevices([disabled], false);
    expect(again).toMatchObject({ isSuccessful: false, errors: [{ deviceId: 'conditional', errorCode: 'PreconditionFailed' }] });
    const { responseBody: read } = await sdk.registry.get('conditional');
    expect(read).toMatchObject({ status: 'disabled', ...sas });
    expect(Buffer.from(read.etag!, 'base64').toString()).toBe(String(Number(Buffer.from(created.etag!, 'base64').toString()) + 1));
  });

  it('mixes all import modes in one bulk', async () => {
    await sdk.registry.addDevices([{ deviceId: 'm1' }, { deviceId: 'm2' }, { deviceId: 'm3' }] as Wire);
    const answer = await sdk.call('POST', '/devices', [
      { id: 'm1', importMode: 'updateTwin', tags: { z: 1 } },
      { ID: 'm2', ImportMode: 'DELETE' },
      { id: 'm3', importMode: 'updateTwinIfMatchETag', twinETag: '"AAAAAAAAAAE="', properties: { Desired: { y: 1 } } },
      { id: 'm4', importMode: 'create', status: 'Disabled' },
    ]);
    expect(answer).toMatchObject({ isSuccessful: true });
    expect(await readTwin('m1')).toMatchObject({ tags: { z: 1 } });
    await expect(readTwin('m2')).rejects.toEqual(refusal(404, 'DeviceNotFoundError'));
    expect(await readTwin('m3')).toMatchObject({ properties: { desired: { y: 1 } } });
    expect(await readTwin('m4')).toMatchObject({ status: 'disabled' });
  });

  it('deletes a device, and one created again under its id is of another generation', async () => {
    const { responseBody: first } = await sdk.registry.create({ deviceId: 'reborn' });
    await sdk.registry.delete('reborn');
    const { responseBody: second } = await sdk.registry.create({ deviceId: 'reborn' });
    expect((second as Wire).generationId).not.toBe((first as Wire).generationId);
  });

  it.each(['%25 is 100%'.replaceAll(' ', '_'), 'a?b#c', "it's", 'dots.and:colons', '..', '__proto__', 'query'])(
    'has no trouble with the id %s',
    async (deviceId) => {
      await sdk.registry.create({ deviceId });
      await sdk.registry.updateTwin(deviceId, { tags: { own: true } }, '*');
      expect(await readTwin(deviceId)).toMatchObject({ deviceId, tags: { own: true } });
      await sdk.registry.delete(deviceId);
      await expect(sdk.registry.get(deviceId)).rejects.toEqual(refusal(404, 'DeviceNotFoundError'));
    },
  );

  it('lists and counts', async () => {
    const other = await startHubEmulator({ port: 0 });
    const { registry, close } = connectSdk(other);
    await registry.addDevices([{ deviceId: 'l1' }, { deviceId: 'l2', status: 'disabled' }] as Wire);
    const { responseBody: listed } = await registry.list();
    const { responseBody: counted } = await registry.getRegistryStatistics();
    expect(listed.map(({ deviceId }) => deviceId)).toEqual(['l1', 'l2']);
    expect(counted).toEqual({ totalDeviceCount: 2, enabledDeviceCount: 1, disabledDeviceCount: 1 });
    close();
    await other.stop();
  });

  it('is refused with a wrong key, and with a policy that lacks the right', async () => {
    const wrong = connectSdk(emulator, `HostName=${emulator.hostNames[0]};SharedAccessKeyName=iothubowner;SharedAccessKey=${KEY}`);
    await expect(wrong.registry.get('created')).rejects.toEqual(refusal(401, 'UnauthorizedError'));
    wrong.close();
    const reader = connectSdk(emulator, emulator.connectionString(undefined, 'registryRead'));
    await expect(reader.registry.get('created')).resolves.toBeDefined();
    await expect(reader.registry.delete('created')).rejects.toEqual(refusal(401, 'UnauthorizedError'));
    await expect(reader.registry.getTwin('created')).rejects.toEqual(refusal(401, 'UnauthorizedError'));
    reader.close();
  });
});
