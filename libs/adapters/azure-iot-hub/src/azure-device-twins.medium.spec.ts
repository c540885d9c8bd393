// Real: the adapter, the SDK and TLS. Scripted: what the hub answers.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HostNotAllowed, Secret, parseJson, writeJson, type JsonObject, type TwinAddress } from '#core';
import { SystemClock } from '#platform';
import { FakeHubBudgets } from '../../../../test/support/fake-hub-budgets.js';
import { POLICY_KEY, aConnection, codeOf } from '../test/use-scripted-hub.js';
import { json, startScriptedHub, type ScriptedHub } from '../test/scripted-hub.js';
import { AzureDeviceTwins } from './azure-device-twins.js';

const ADDRESS: TwinAddress = { key: { tenantId: 'default', deviceId: 'd1' }, moduleId: null };
const twinWith = (desired: string): string => `{"deviceId":"d1","etag":"AAAAAAAAAAE=","version":2,"status":"enabled","properties":{"desired":${desired},"reported":{}}}`;
const object = (text: string): JsonObject => parseJson(text) as JsonObject;

describe('twins over the SDK', () => {
  let server: ScriptedHub;
  let twins: AzureDeviceTwins;

  beforeEach(async () => {
    server = await startScriptedHub();
    twins = new AzureDeviceTwins({ allowedHosts: ['*.azure-devices.net'], gateway: { host: '127.0.0.1', port: server.port }, caPem: server.caPem, timeoutMs: 5_000, maxSockets: 2 }, new FakeHubBudgets(new SystemClock()));
  });
  afterEach(async () => {
    twins.close();
    await server.stop();
  });

  const answer = (text: string): void => server.answer((response) => void response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(text));
  const patch = (desired: string): Promise<unknown> => twins.patch(aConnection(), ADDRESS, { desired: object(desired) }, 'AAAAAAAAAAE=');

  it('keep every digit and the order of keys, there and back', async () => {
    const desired = '{"10":0.12345678901234567890,"2":123456789012345678901234567890,"b":1.0,"a":-0}';
    answer(twinWith(desired));
    expect(writeJson((await twins.read(aConnection(), ADDRESS))!.desired)).toBe(desired);
    await patch(desired);
    expect(server.seen.at(-1)).toMatchObject({ method: 'PATCH', target: '/twins/d1?api-version=2021-04-12', ifMatch: '"AAAAAAAAAAE="', body: `{"properties":{"desired":${desired}}}` });
  });

  it('keep a character that comes in two pieces', async () => {
    const bytes = Buffer.from(twinWith('{"a":"grüße 𝄞"}'));
    const inside = bytes.indexOf(Buffer.from('𝄞')) + 2;
    server.answer((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).write(bytes.subarray(0, inside));
      setTimeout(() => response.end(bytes.subarray(inside)), 50);
    });
    expect((await twins.read(aConnection(), ADDRESS))!.desired.get('a')).toBe('grüße 𝄞');
  });

  it.each([
    { name: 'no JSON', text: '{"deviceId":"d1"' },
    { name: 'the twin of another device', text: twinWith('{}').replace('"d1"', '"d2"') },
    { name: 'no twin', text: '{}' },
    { name: 'nothing', text: '' },
  ])('take $name for no answer, and a write for one in doubt', async ({ text }) => {
    answer(text);
    expect(await codeOf(twins.read(aConnection(), ADDRESS))).toBe('hub-answer-unreadable');
    expect(await codeOf(patch('{"a":1}'))).toBe('hub-outcome-unknown');
  });

  it('take a page of something on the way for no answer, whatever its status', async () => {
    for (const status of [200, 404]) {
      server.answer((response) => void response.writeHead(status, { 'Content-Type': 'text/html' }).end('<html>'));
      expect(await codeOf(twins.read(aConnection(), ADDRESS))).toBe('hub-answer-unreadable');
    }
  });

  it.each([
    { status: 400, body: { Message: 'ErrorCode:ArgumentInvalid;bad key' }, code: 'hub-refuses-twin' },
    { status: 413, body: { Message: 'ErrorCode:MessageTooLarge;x' }, code: 'hub-refuses-twin' },
    { status: 400, body: { Message: 'ErrorCode:IotHubSuspended;x' }, code: 'hub-is-away' },
    { status: 400, body: { Message: 'who are you' }, code: 'hub-outcome-unknown' },
    { status: 412, body: { Message: 'ErrorCode:PreconditionFailed;x' }, code: 'hub-changed-underneath' },
    { status: 404, body: { Message: 'ErrorCode:ModuleNotFound;x' }, code: 'not-in-hub' },
    { status: 403, body: { Message: 'ErrorCode:IotHubQuotaExceeded;x' }, code: 'hub-quota-used-up' },
    { status: 429, body: { Message: 'ErrorCode:ThrottlingException;x' }, code: 'hub-is-busy' },
    { status: 500, body: { Message: 'ErrorCode:ServerError;x' }, code: 'hub-outcome-unknown' },
  ])('call a $status with $body.Message $code', async ({ status, body, code }) => {
    server.answer(json(status, body));
    expect(await codeOf(patch('{"a":1}'))).toBe(code);
  });

  it('show no key in what they say', async () => {
    server.answer(json(400, { Message: `ErrorCode:ArgumentInvalid;SharedAccessKey=${POLICY_KEY}` }));
    await expect(patch('{"a":1}')).rejects.toThrow(expect.objectContaining({ message: expect.not.stringContaining(POLICY_KEY) }));
  });

  it('sign in anew when the connection is another', async () => {
    answer(twinWith('{}'));
    await twins.read(aConnection(), ADDRESS);
    const credentials = { kind: 'shared-access-policy', policyName: 'service', key: new Secret(POLICY_KEY) } as const;
    await twins.read(aConnection({ revision: 2, credentials }), ADDRESS);
    expect(server.seen.map(({ authorization }) => /skn=(\w+)/.exec(authorization ?? '')?.[1])).toEqual(['iothubowner', 'service']);
    await expect(twins.read(aConnection({ id: 'other', hostName: 'evil.example' }), ADDRESS)).rejects.toThrow(HostNotAllowed);
  });
});
