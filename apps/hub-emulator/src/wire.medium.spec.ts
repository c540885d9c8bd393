// Real here: HTTPS and tokens; requests are written by hand, so that the very bytes can be looked at.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { authorize, sendRaw, VERSION, type RawRequest } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

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
        authentication: {
          symmetricKey: json.authentication.symmetricKey,
          x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null },
          type: 'sas',
        },
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
    const { json } = await send({
      method: 'PATCH',
      path: `/twins/w4?${VERSION}`,
      headers: { 'if-match': '*' },
      body: { ...twin, status: 'disabled' },
    });
    expect(json).toMatchObject({
      status: 'enabled',
      version: 3,
      properties: { desired: { user: 'a', $version: 2 }, reported: { $version: 1 } },
    });
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
    expect([status, headers['iothub-errorcode'], json.Message]).toEqual([
      412,
      'PreconditionFailed',
      'ErrorCode:PreconditionFailed;PreconditionFailed',
    ]);
    const id = String(headers['x-ms-request-id']).replaceAll('-', '');
    expect(json.ExceptionMessage).toMatch(new RegExp(`^Tracking ID:${id}-G:0-TimeStamp:\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d$`));
  });

  it('to a change of status stamps it, and raises the etag by one', async () => {
    const { json: created } = await put('w7');
    const { json } = await put('w7', { 'if-match': '"*"' }, { ...created, status: 'disabled', statusReason: 'lost' });
    expect(json).toMatchObject({
      status: 'disabled',
      statusReason: 'lost',
      statusUpdatedTime: expect.stringMatching(/^20.*Z$/),
      authentication: created.authentication,
    });
    const { json: twin } = await send({ path: `/twins/w7?${VERSION}` });
    expect(twin).toMatchObject({
      status: 'disabled',
      statusReason: 'lost',
      statusUpdateTime: json.statusUpdatedTime,
      deviceEtag: json.etag,
      etag: 'AAAAAAAAAAE=',
    });
  });

  it('has the shape that the switch says', async () => {
    await setSwitches({ errorShape: 'json-string' });
    const { json } = await send({ path: `/devices/nobody?${VERSION}` });
    await setSwitches({ errorShape: 'text' });
    expect(JSON.parse(json.Message)).toMatchObject({ errorCode: 404001, message: 'nobody' });
  });
});
