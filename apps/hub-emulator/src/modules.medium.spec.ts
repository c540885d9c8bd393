// Real here: HTTPS and Microsoft's client.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl } from './test/ask.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import type { Wire } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;
let sdk: Sdk;

beforeEach(async () => {
  emulator = await startHubEmulator({ port: 0 });
  sdk = connectSdk(emulator);
  await sdk.registry.create({ deviceId: 'd' });
});

afterEach(async () => {
  sdk.close();
  await emulator.stop();
});

const refusal = (statusCode: number, code: string) =>
  expect.objectContaining({ response: expect.objectContaining({ statusCode }), responseBody: expect.stringContaining(`ErrorCode:${code};`) });
const bulk = (...entries: object[]) => sdk.call('POST', '/devices', entries) as Promise<Wire>;

describe('modules', () => {
  it('are added, read, listed, changed and removed by the azure-iothub client', async () => {
    const { responseBody: added } = await sdk.registry.addModule({ deviceId: 'd', moduleId: 'm', managedBy: 'me' } as Wire);
    expect(added).toMatchObject({ deviceId: 'd', moduleId: 'm', managedBy: 'me', authentication: { type: 'sas' } });
    expect((await sdk.registry.getModule('d', 'm')).responseBody).toEqual(added);
    expect((await sdk.registry.getModulesOnDevice('d')).responseBody).toEqual([added]);
    const { responseBody: changed } = await sdk.registry.updateModule({ ...added, managedBy: 'you' } as Wire, true);
    expect(changed).toMatchObject({ managedBy: 'you', authentication: (added as Wire).authentication });
    expect((changed as Wire).etag).not.toBe((added as Wire).etag);
    await expect(sdk.registry.updateModule(added as Wire, false)).rejects.toEqual(refusal(412, 'PreconditionFailed'));
    await sdk.registry.removeModule('d', 'm');
    await expect(sdk.registry.getModule('d', 'm')).rejects.toEqual(refusal(404, 'ModuleNotFound'));
  });

  it('are refused without their device, and twice', async () => {
    await expect(sdk.registry.addModule({ deviceId: 'nobody', moduleId: 'm' } as Wire)).rejects.toEqual(refusal(404, 'DeviceNotFound'));
    await sdk.registry.addModule({ deviceId: 'd', moduleId: 'm' } as Wire);
    await expect(sdk.registry.addModule({ deviceId: 'd', moduleId: 'm' } as Wire)).rejects.toEqual(refusal(409, 'ModuleAlreadyExistsOnDevice'));
  });

  it('have twins of their own', async () => {
    await sdk.registry.addModule({ deviceId: 'd', moduleId: 'm' } as Wire);
    await sdk.registry.updateModuleTwin('d', 'm', { tags: { a: 1 }, properties: { desired: { b: 2 } } }, 'AAAAAAAAAAE=');
    const { responseBody: twin } = await sdk.registry.getModuleTwin('d', 'm');
    expect(twin).toMatchObject({ deviceId: 'd', moduleId: 'm', etag: 'AAAAAAAAAAI=', tags: { a: 1 }, properties: { desired: { b: 2, $version: 2 } } });
    expect(twin).not.toHaveProperty('capabilities');
    expect(await sdk.call('PUT', '/twins/d/modules/m', { tags: { c: 3 } })).toMatchObject({ tags: { c: 3 } });
    expect((await sdk.registry.getTwin('d')).responseBody.etag).toBe('AAAAAAAAAAE=');
    await expect(sdk.registry.getModuleTwin('d', 'x')).rejects.toEqual(refusal(404, 'ModuleNotFound'));
  });

  it('can be written by a bulk, entry by entry', async () => {
    expect(await bulk({ id: 'd', moduleId: 'm', importMode: 'create', tags: { a: 1 } })).toMatchObject({ isSuccessful: true });
    expect(await bulk({ id: 'd', moduleId: 'm', importMode: 'updateTwin', tags: { b: 2 } })).toMatchObject({ isSuccessful: true });
    expect(await sdk.call('GET', '/twins/d/modules/m')).toMatchObject({ tags: { a: 1, b: 2 } });
    expect(await bulk({ id: 'd', moduleId: 'm', importMode: 'update', managedBy: 'me' })).toMatchObject({ isSuccessful: true });
    expect(await bulk({ id: 'd', moduleId: 'm', importMode: 'create' })).toMatchObject({
      errors: [{ deviceId: 'd', moduleId: 'm', errorCode: 'ModuleAlreadyExistsOnDevice' }],
    });
    expect(await bulk({ id: 'd', moduleId: 'm', importMode: 'deleteIfMatchETag', etag: 'x' })).toMatchObject({ isSuccessful: false });
    expect(await bulk({ id: 'd', moduleId: 'm', importMode: 'delete' })).toMatchObject({ isSuccessful: true });
    expect(await bulk({ id: 'nobody', moduleId: 'm', importMode: 'create' })).toMatchObject({ errors: [{ errorCode: 'DeviceNotFound' }] });
  });

  it('are found by queries', async () => {
    await bulk({ id: 'd', moduleId: 'm', importMode: 'create', tags: { a: 1 } });
    const query = sdk.registry.createQuery(`SELECT deviceId, moduleId FROM devices.modules WHERE tags.a = 1 AND moduleId = 'm'`);
    expect((await query.nextAsTwin()).result).toMatchObject([{ deviceId: 'd', moduleId: 'm' }]);
  });

  it('count into what the hub may hold, and go with their device', async () => {
    const cap = (maxDevices: number) => askControl(emulator, 'PATCH', `/hubs/${emulator.hostNames[0]}/throttle`, { maxDevices });
    await cap(2);
    await sdk.registry.addModule({ deviceId: 'd', moduleId: 'm' } as Wire);
    await expect(sdk.registry.create({ deviceId: 'e' })).rejects.toEqual(refusal(403, 'TooManyDevices'));
    await expect(sdk.registry.addModule({ deviceId: 'd', moduleId: 'n' } as Wire)).rejects.toEqual(refusal(403, 'TooManyDevices'));
    expect(await bulk({ id: 'e', importMode: 'create' })).toMatchObject({ errors: [{ errorCode: 'TooManyDevices' }] });
    await sdk.registry.delete('d');
    await sdk.registry.create({ deviceId: 'd' });
    expect((await sdk.registry.getModulesOnDevice('d')).responseBody).toEqual([]);
  });

  it('are fifty a device at most', async () => {
    for (let index = 0; index < 50; index += 1) await bulk({ id: 'd', moduleId: `m${index}`, importMode: 'create' });
    await expect(sdk.registry.addModule({ deviceId: 'd', moduleId: 'one-more' } as Wire)).rejects.toEqual(refusal(413, 'TooManyModulesOnDevice'));
  });
});
