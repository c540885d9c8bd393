// Real here: HTTPS and tokens; requests are written by hand, because no client would send them.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { putDevice } from './test/ask.js';
import { authorize, sendRaw, VERSION, type RawRequest } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0, hubs: ['one.azure-devices.net', 'two.azure-devices.net'] });
});

afterAll(() => emulator.stop());

const send = (wanted: RawRequest) => sendRaw(emulator, { ...wanted, headers: { ...authorize(emulator), ...wanted.headers } });
const setSwitches = (body: object) => sendRaw(emulator, { method: 'PATCH', path: '/emulator/switches', body });

describe('a request is refused', () => {
  const bulk = (body: unknown) => ({ method: 'POST', path: `/devices?${VERSION}`, body });
  const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}`, importMode: 'delete' }));

  it.each<[string, RawRequest, number, string]>([
    ['for an unknown hub', { path: `/devices/a?${VERSION}`, hub: 'three.azure-devices.net' }, 401, 'IotHubNotFound;Unauthorized'],
    [
      'with the token of another hub',
      { path: `/devices/a?${VERSION}`, hub: 'two.azure-devices.net' },
      401,
      'IotHubUnauthorizedAccess;Unauthorized',
    ],
    [
      'without a token',
      { path: `/devices/a?${VERSION}`, headers: { authorization: '' } },
      401,
      'IotHubUnauthorized;Authorization header missing',
    ],
    [
      'with an Entra ID token',
      { path: `/devices/a?${VERSION}`, headers: { authorization: 'Bearer x' } },
      401,
      'IotHubUnauthorizedAccess;Unauthorized',
    ],
    ['without a version', { path: '/devices/a' }, 400, 'InvalidProtocolVersion;BadRequest'],
    ['with an unknown version', { path: '/devices/a?api-version=1999-01-01' }, 400, 'InvalidProtocolVersion;BadRequest'],
    ['on an unknown path', { path: `/nowhere?${VERSION}` }, 404, 'InvalidOperation;No HTTP resource'],
    [
      'with a wrong method',
      { method: 'POST', path: `/statistics/devices?${VERSION}`, body: {} },
      405,
      'InvalidOperation;The requested resource',
    ],
    ['with an impossible id', { path: `/devices/a%2Fb?${VERSION}` }, 400, 'ArgumentInvalid;'],
    ['with a broken percent code', { path: `/devices/%?${VERSION}` }, 400, 'ArgumentInvalid;'],
    ['when it is not JSON', { method: 'PUT', path: `/devices/a?${VERSION}`, body: '{' }, 400, 'IotHubFormatError;'],
    ['when the ids differ', { method: 'PUT', path: `/devices/a?${VERSION}`, body: { deviceId: 'b' } }, 400, 'ArgumentInvalid;'],
    [
      'when it updates what is not there',
      { method: 'PUT', path: `/devices/a?${VERSION}`, headers: { 'if-match': '*' }, body: {} },
      404,
      'DeviceNotFound;a',
    ],
    ['when the bulk is empty', bulk([]), 400, 'ArgumentInvalid;'],
    ['when the bulk has 101 entries', bulk(entries(101)), 413, 'TooManyDevices;'],
    [
      'when the bulk names a device twice',
      bulk([...entries(2), { id: 'r1', importMode: 'update' }]),
      400,
      'DeviceDefinedMultipleTimes;DeviceDefinedMultipleTimes, device ID r1',
    ],
    ['when the bulk has a mode of import jobs', bulk([{ id: 'a', importMode: 'createOrUpdate' }]), 400, 'ArgumentInvalid;'],
    ['when the bulk has no mode', bulk([{ id: 'a' }]), 400, 'ArgumentNull;'],
  ])('%s', async (_name, wanted, status, message) => {
    const answer = await send(wanted);
    expect([answer.status, answer.json.Message]).toEqual([status, expect.stringContaining(`ErrorCode:${message}`)]);
    expect(answer.json.Message).toMatch(new RegExp(`^ErrorCode:${answer.headers['iothub-errorcode']};`));
  });

  it('when a twin has an unknown member', async () => {
    await putDevice(emulator, 'r-twin');
    const { status, json } = await send({ method: 'PATCH', path: `/twins/r-twin?${VERSION}`, body: { desiredProperties: {} } });
    expect([status, json.Message]).toEqual([400, 'ErrorCode:GenericBadRequest;BadRequest']);
  });

  it('and a partly failed bulk answers 400 with numbers when the switches say so', async () => {
    await setSwitches({ bulkPartialFailureStatus: 400, bulkErrorCode: 'number' });
    const { status, json } = await send(bulk([{ id: 'missing', importMode: 'delete' }]));
    await setSwitches({ bulkPartialFailureStatus: 200, bulkErrorCode: 'name' });
    expect([status, json.errors]).toEqual([400, [{ deviceId: 'missing', errorCode: 404001, errorStatus: 'missing' }]]);
  });
});
