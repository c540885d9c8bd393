// Real here: HTTPS and Microsoft's client.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl } from './test/ask.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import { authorize, sendRaw, VERSION, type Wire } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;
let sdk: Sdk;

beforeEach(async () => {
  emulator = await startHubEmulator({ port: 0 });
  sdk = connectSdk(emulator);
});

afterEach(async () => {
  sdk.close();
  await emulator.stop();
});

const wanted = (id: string, rest: object = {}): Wire => ({
  id,
  content: { deviceContent: { 'properties.desired.rate': 5 } },
  targetCondition: "tags.site = 'north'",
  priority: 10,
  ...rest,
});
const refusal = (statusCode: number, code: string) =>
  expect.objectContaining({ response: expect.objectContaining({ statusCode }), responseBody: expect.stringContaining(`ErrorCode:${code};`) });
const put = (id: string, body: object, headers = {}) => sdk.call('PUT', `/configurations/${id}`, body, headers);

describe('a configuration', () => {
  it('is created, read, listed, replaced and removed, its etag counting from 1', async () => {
    const { responseBody: created } = (await sdk.registry.addConfiguration(wanted('first'))) as Wire;
    expect(created).toEqual({
      id: 'first',
      schemaVersion: '1.0',
      labels: {},
      content: { deviceContent: { 'properties.desired.rate': 5 } },
      targetCondition: "tags.site = 'north'",
      createdTimeUtc: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
      lastUpdatedTimeUtc: created.createdTimeUtc,
      priority: 10,
      systemMetrics: {
        results: {},
        queries: {
          targetedCount: "select deviceId from devices where tags.site = 'north'",
          appliedCount: "select deviceId from devices where tags.site = 'north' and configurations.[[first]].status = 'Applied'",
        },
      },
      metrics: { results: {}, queries: {} },
      etag: 'MQ==',
    });
    const { responseBody: updated } = (await sdk.registry.updateConfiguration({ ...created, priority: 11 }, false)) as Wire;
    expect(updated).toMatchObject({ priority: 11, etag: 'Mg==', createdTimeUtc: created.createdTimeUtc });
    expect((await sdk.registry.getConfiguration('first')).responseBody).toEqual(updated);
    await sdk.registry.addConfiguration(wanted('second', { targetCondition: '*', labels: { a: 'b' } }));
    expect(((await sdk.registry.getConfigurations()).responseBody as Wire).map(({ id }: Wire) => id)).toEqual(['first', 'second']);
    const { json } = await sendRaw(emulator, { path: `/configurations?top=1&${VERSION}`, headers: authorize(emulator) });
    expect(json).toHaveLength(1);
    await sdk.registry.removeConfiguration('first');
    await expect(sdk.registry.getConfiguration('first')).rejects.toEqual(refusal(404, 'ConfigurationNotFound'));
  });

  it('carries its etag in quotes in the header, and a delete has no body', async () => {
    const headers = authorize(emulator);
    const path = `/configurations/first?${VERSION}`;
    const created = await sendRaw(emulator, { method: 'PUT', path, headers: { ...headers, 'if-match': '""' }, body: wanted('first') });
    expect([created.status, created.headers.etag]).toEqual([200, '"MQ=="']);
    const removed = await sendRaw(emulator, { method: 'DELETE', path, headers: { ...headers, 'if-match': '*' } });
    expect([removed.status, removed.text]).toEqual([204, '']);
  });

  it('is not overwritten by a stale etag, nor created twice, nor replaced where there is none', async () => {
    const { responseBody: created } = (await sdk.registry.addConfiguration(wanted('first'))) as Wire;
    await sdk.registry.updateConfiguration({ ...created, etag: undefined }, true);
    await expect(sdk.registry.updateConfiguration(created, false)).rejects.toEqual(refusal(412, 'PreconditionFailed'));
    await expect(sdk.registry.addConfiguration(wanted('first'))).rejects.toEqual(refusal(409, 'ConfigurationAlreadyExists'));
    await expect(put('other', wanted('other'), { 'If-Match': '*' })).rejects.toEqual(refusal(404, 'ConfigurationNotFound'));
    await expect(sdk.call('DELETE', '/configurations/first', undefined, { 'If-Match': '"c3RhbGU="' })).rejects.toEqual(refusal(412, 'PreconditionFailed'));
    await askControl(emulator, 'PATCH', '/switches', { deleteWithoutIfMatch: 'refused', updateMissingDeviceStatus: 412 });
    await expect(sdk.registry.removeConfiguration('first')).rejects.toEqual(refusal(412, 'PreconditionFailed'));
    await expect(put('other', wanted('other'), { 'If-Match': '*' })).rejects.toEqual(refusal(412, 'PreconditionFailed'));
  });

  it.each([
    ['an id with capitals', 'First', wanted('First'), 'ArgumentInvalid'],
    ['another id in the body', 'first', wanted('second'), 'ArgumentInvalid'],
    ['a condition that is none', 'first', wanted('first', { targetCondition: 'tags.a' }), 'InvalidConfigurationTargetCondition'],
    ['an unknown section', 'first', wanted('first', { content: { cloudContent: {} } }), 'InvalidConfigurationContent'],
    ['a metric that is no text', 'first', wanted('first', { metrics: { queries: { a: 1 } } }), 'InvalidConfigurationCustomMetricsQuery'],
    ['a priority that is no number', 'first', wanted('first', { priority: 'high' }), 'ArgumentInvalid'],
  ])('is refused with %s', async (_name, id, body, code) => {
    await expect(put(id, body)).rejects.toEqual(refusal(400, code));
  });

  it('is one of a hundred at most', async () => {
    for (let index = 0; index < 100; index += 1) await put(`c${index}`, wanted(`c${index}`));
    await expect(put('c100', wanted('c100'))).rejects.toEqual(refusal(413, 'ConfigurationCountLimitExceeded'));
    await put('c7', wanted('c7'), { 'If-Match': '*' });
  });

  it('counts against a limit of its own, and does not exist on a basic edition', async () => {
    const throttle = (change: object) => askControl(emulator, 'PATCH', '/hubs/lockstep.azure-devices.net/throttle', change);
    await throttle({ sku: 'S1', burstMinutes: 1, queue: false });
    for (let index = 0; index < 20; index += 1) await sdk.registry.getConfigurations();
    await expect(sdk.registry.getConfigurations()).rejects.toEqual(refusal(429, 'ThrottlingException'));
    await sdk.registry.create({ deviceId: 'd' });
    await throttle({ sku: 'B1', queue: true });
    await expect(sdk.registry.getConfigurations()).rejects.toEqual(refusal(400, 'InvalidOperation'));
  });

  it('needs the right to the registry', async () => {
    const ask = async (method: string, policy: string) =>
      (await sendRaw(emulator, { method, path: `/configurations/first?${VERSION}`, headers: authorize(emulator, policy), body: method === 'PUT' ? wanted('first') : undefined })).status;
    expect([await ask('PUT', 'registryRead'), await ask('PUT', 'service'), await ask('PUT', 'registryReadWrite'), await ask('GET', 'registryRead')]).toEqual([401, 401, 200, 200]);
  });
});

describe('beside configurations', () => {
  it('queries can be tried before they are used', async () => {
    const body = { targetCondition: 'tags.a', customMetricQueries: { good: "SELECT deviceId FROM devices WHERE tags.a = 'b'", bad: 'SELECT' } };
    expect(await sdk.call('POST', '/configurations/testQueries', body)).toEqual({
      targetConditionError: expect.any(String),
      customMetricQueryErrors: { bad: expect.any(String) },
    });
    expect(await sdk.call('POST', '/configurations/testQueries', { targetCondition: '*' })).toEqual({ targetConditionError: null, customMetricQueryErrors: {} });
  });

  it('content for one device is taken, and checked', async () => {
    await sdk.registry.create({ deviceId: 'edge', capabilities: { iotEdge: true } } as Wire);
    const { response } = (await sdk.registry.applyConfigurationContentOnDevice('edge', { modulesContent: { $edgeAgent: {} } })) as Wire;
    expect(response?.statusCode ?? 204).toBe(204);
    await expect(sdk.registry.applyConfigurationContentOnDevice('nobody', {})).rejects.toEqual(refusal(404, 'DeviceNotFound'));
  });

  it('the messages that wait for a device can be thrown away', async () => {
    await sdk.registry.create({ deviceId: 'd' });
    expect(await sdk.call('DELETE', '/devices/d/commands')).toEqual({ totalMessagesPurged: 0, deviceId: 'd', moduleId: null });
  });
});
