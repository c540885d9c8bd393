// Real here: HTTPS and tokens; requests are written by hand, so that the very bytes can be looked at.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { authorize, sendRaw, VERSION, type RawRequest } from './testing/send-raw.js';

let emulator: RunningHubEmulator;

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0, hubs: ['one.azure-devices.net', 'two.azure-devices.net'] });
});

afterAll(() => emulator.stop());

const send = (wanted: RawRequest) => sendRaw(emulator, { ...wanted, headers: { ...authorize(emulator), ...wanted.headers } });
const put = (id: string, headers: Record<string, string> = {}, body: unknown = { deviceId: id }) =>
  send({ method: 'PUT', path: `/devices/${encodeURIComponent(id)}?${VERSION}`, headers, body });
const setSwitches = (body: object) => sendRaw(emulator, { method: 'PATCH', path: '/emulator/switches', body });

describe('an answer on the wire', () => {
  it('to a create has the members of the service, in its order', async () => {
    const { status, headers, json, text } = await put('w1', { 'if-match': '""' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
      date: expect.any(String),
      etag: `"${json.etag}"`,
      server: 'Microsoft-HTTPAPI/2.0',
      vary: 'Origin',
      'x-ms-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const never = '0001-01-01T00:00:00';
    expect(text).toBe(
      JSON.stringify({
        deviceId: 'w1',
        generationId: json.generationId,
        etag: json.etag,
        connectionState: 'Disconnected',
        status: 'enabled',
        statusReason: null,
        connectionStateUpdatedTime: never,
        statusUpdatedTime: never,
        lastActivityTime: never,
        cloudToDeviceMessageCount: 0,
        authentication: { symmetricKey: json.authentication.symmetricKey, x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null }, type: 'sas' },
        capabilities: { iotEdge: false },
        parentScopes: [],
      }),
    );
    expect(json.generationId).toMatch(/^63\d{16}$/);
  });

  it('to a read has times with Z and no parentScopes', async () => {
    await put('w2');
    const { json } = await send({ path: `/devices/w2?${VERSION}` });
    expect(json).toMatchObject({ statusUpdatedTime: '0001-01-01T00:00:00Z' });
    expect(json).not.toHaveProperty('parentScopes');
  });

  it('to a new twin has neither tags nor statusReason nor an ETag header', async () => {
    const { json: device } = await put('w3');
    const { headers, text, json } = await send({ path: `/twins/w3?${VERSION}` });
    const born = { $metadata: { $lastUpdated: json.properties.desired.$metadata.$lastUpdated }, $version: 1 };
    expect(headers.etag).toBeUndefined();
    expect(text).toBe(
      JSON.stringify({
        deviceId: 'w3',
        etag: 'AAAAAAAAAAE=',
        deviceEtag: device.etag,
        status: 'enabled',
        statusUpdateTime: '0001-01-01T00:00:00Z',
        connectionState: 'Disconnected',
        lastActivityTime: '0001-01-01T00:00:00Z',
        cloudToDeviceMessageCount: 0,
        authenticationType: 'sas',
        x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null },
        version: 2,
        properties: { desired: born, reported: born },
        capabilities: { iotEdge: false },
      }),
    );
  });

  it('to a whole twin sent back ignores what is not tags or desired', async () => {
    await put('w4');
    const { json: twin } = await send({ path: `/twins/w4?${VERSION}` });
    twin.properties.desired.user = 'a';
    twin.properties.reported.mine = 1;
    const { json } = await send({ method: 'PATCH', path: `/twins/w4?${VERSION}`, headers: { 'if-match': '*' }, body: { ...twin, status: 'disabled' } });
    expect(json).toMatchObject({ status: 'enabled', version: 3, properties: { desired: { user: 'a', $version: 2 }, reported: { $version: 1 } } });
    expect(json.properties.reported).not.toHaveProperty('mine');
  });

  it('to a delete is empty, with a length of 0 and no type', async () => {
    await put('w5');
    const { status, headers, text } = await send({ method: 'DELETE', path: `/devices/w5?${VERSION}`, headers: { 'if-match': '*' } });
    expect([status, text, headers['content-length'], headers['content-type']]).toEqual([204, '', '0', undefined]);
  });

  it('to a stale etag is 412 with the name of the code in a header and in the body', async () => {
    const { json: device } = await put('w6');
    await put('w6', { 'if-match': `"${device.etag}"` });
    const { status, headers, json } = await put('w6', { 'if-match': `"${device.etag}"` });
    expect([status, headers['iothub-errorcode'], json.Message]).toEqual([412, 'PreconditionFailed', 'ErrorCode:PreconditionFailed;PreconditionFailed']);
    const id = String(headers['x-ms-request-id']).replaceAll('-', '');
    expect(json.ExceptionMessage).toMatch(new RegExp(`^Tracking ID:${id}-G:0-TimeStamp:\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d$`));
  });

  it('to a change of status stamps it, and raises the etag by one', async () => {
    const { json: created } = await put('w7');
    const { json } = await put('w7', { 'if-match': '"*"' }, { ...created, status: 'disabled', statusReason: 'lost' });
    expect(json).toMatchObject({ status: 'disabled', statusReason: 'lost', statusUpdatedTime: expect.stringMatching(/^20.*Z$/), authentication: created.authentication });
    const { json: twin } = await send({ path: `/twins/w7?${VERSION}` });
    expect(twin).toMatchObject({ status: 'disabled', statusReason: 'lost', statusUpdateTime: json.statusUpdatedTime, deviceEtag: json.etag, etag: 'AAAAAAAAAAE=' });
  });

  it('has the shape that the switch says', async () => {
    await setSwitches({ errorShape: 'json-string' });
    const { json } = await send({ path: `/devices/nobody?${VERSION}` });
    await setSwitches({ errorShape: 'text' });
    expect(JSON.parse(json.Message)).toMatchObject({ errorCode: 404001, message: 'nobody' });
  });
});

describe('a request is refused', () => {
  const bulk = (body: unknown) => ({ method: 'POST', path: `/devices?${VERSION}`, body });
  const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}`, importMode: 'delete' }));

  it.each<[string, RawRequest, number, string]>([
    ['for an unknown hub', { path: `/devices/a?${VERSION}`, hub: 'three.azure-devices.net' }, 401, 'IotHubNotFound;Unauthorized'],
    ['with the token of another hub', { path: `/devices/a?${VERSION}`, hub: 'two.azure-devices.net' }, 401, 'IotHubUnauthorizedAccess;Unauthorized'],
    ['without a token', { path: `/devices/a?${VERSION}`, headers: { authorization: '' } }, 401, 'IotHubUnauthorized;Authorization header missing'],
    ['with an Entra ID token', { path: `/devices/a?${VERSION}`, headers: { authorization: 'Bearer x' } }, 401, 'IotHubUnauthorizedAccess;Unauthorized'],
    ['without a version', { path: '/devices/a' }, 400, 'InvalidProtocolVersion;BadRequest'],
    ['with an unknown version', { path: '/devices/a?api-version=1999-01-01' }, 400, 'InvalidProtocolVersion;BadRequest'],
    ['on an unknown path', { path: `/nowhere?${VERSION}` }, 404, 'InvalidOperation;No HTTP resource'],
    ['with a wrong method', { method: 'POST', path: `/devices/query?${VERSION}`, body: {} }, 405, 'InvalidOperation;The requested resource'],
    ['with an impossible id', { path: `/devices/a%2Fb?${VERSION}` }, 400, 'ArgumentInvalid;'],
    ['with a broken percent code', { path: `/devices/%?${VERSION}` }, 400, 'ArgumentInvalid;'],
    ['when it is not JSON', { method: 'PUT', path: `/devices/a?${VERSION}`, body: '{' }, 400, 'IotHubFormatError;'],
    ['when the ids differ', { method: 'PUT', path: `/devices/a?${VERSION}`, body: { deviceId: 'b' } }, 400, 'ArgumentInvalid;'],
    ['when it updates what is not there', { method: 'PUT', path: `/devices/a?${VERSION}`, headers: { 'if-match': '*' }, body: {} }, 404, 'DeviceNotFound;a'],
    ['when the bulk is empty', bulk([]), 400, 'ArgumentInvalid;'],
    ['when the bulk has 101 entries', bulk(entries(101)), 413, 'TooManyDevices;'],
    ['when the bulk names a device twice', bulk([...entries(2), { id: 'r1', importMode: 'update' }]), 400, 'DeviceDefinedMultipleTimes;DeviceDefinedMultipleTimes, device ID r1'],
    ['when the bulk has a mode of import jobs', bulk([{ id: 'a', importMode: 'createOrUpdate' }]), 400, 'ArgumentInvalid;'],
    ['when the bulk has no mode', bulk([{ id: 'a' }]), 400, 'ArgumentNull;'],
  ])('%s', async (_name, wanted, status, message) => {
    const answer = await send(wanted);
    expect([answer.status, answer.json.Message]).toEqual([status, expect.stringContaining(`ErrorCode:${message}`)]);
    expect(answer.json.Message).toMatch(new RegExp(`^ErrorCode:${answer.headers['iothub-errorcode']};`));
  });

  it('when a twin has an unknown member', async () => {
    await put('r-twin');
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
