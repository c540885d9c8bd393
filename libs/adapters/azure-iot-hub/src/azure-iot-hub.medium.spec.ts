/** Real: the adapter, the SDK, TLS and the hub emulator, told to misbehave. Two hubs on the one emulator. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Secret, type DeviceHub, type DeviceKeys } from '#core';

import { startHubEmulator, type FaultOrder, type JournalEntry, type RunningHubEmulator } from '../../../../apps/hub-emulator/src/index.js';
import { Administrator, type HubAddress } from '../../../../test/conformance/device-hub.administrator.js';
import { connectionTo, openAzureIotHubs } from '../../../../test/conformance/device-hub.on-azure.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { codeOf, failureOf } from '../test/use-scripted-hub.js';
import type { AzureIotHubs, AzureIotHubsSettings } from './azure-iot-hubs.js';

const CONTOSO = 'contoso.azure-devices.net';
const FABRIKAM = 'fabrikam.azure-devices.net';
const ownership = { managed: true };
const keysOf = (number: number): DeviceKeys => ({
  primary: new Secret(Buffer.alloc(32, number).toString('base64')),
  secondary: new Secret(Buffer.alloc(32, number + 1).toString('base64')),
});
const keys = keysOf(10);

let emulator: RunningHubEmulator;
let address: HubAddress;
let administrator: Administrator;
let hub: DeviceHub;
let devices = 0;
const opened: AzureIotHubs[] = [];

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0, hubs: [CONTOSO, FABRIKAM] });
  address = { connectionString: emulator.connectionString(CONTOSO), gateway: { host: '127.0.0.1', port: emulator.port }, caPem: emulator.caPem };
  administrator = new Administrator(address);
  hub = open();
});
beforeEach(() => administrator.done('DELETE', '/emulator/faults'));
afterAll(async () => {
  opened.forEach((hubs) => hubs.close());
  await emulator.stop();
});

function open(odd: Partial<AzureIotHubsSettings> = {}, hostName = CONTOSO): DeviceHub {
  const connectionString = emulator.connectionString(hostName);
  const hubs = openAzureIotHubs({ ...address, connectionString }, odd);
  opened.push(hubs);
  return hubs.of(connectionTo(connectionString));
}
const anId = (): string => `device-${(devices += 1)}`;
const order = (fault: FaultOrder): Promise<unknown> => administrator.done('POST', '/emulator/faults', fault);
const create = (deviceId: string, at = hub) => at.create({ deviceId, status: 'enabled', keys, ownership });
const made = async (): Promise<{ deviceId: string; etag: string }> => {
  const deviceId = anId();
  await create(deviceId);
  return { deviceId, etag: (await hub.look(deviceId))!.etag };
};
const journalOf = async (deviceId: string): Promise<JournalEntry[]> =>
  (await administrator.done<{ entries: JournalEntry[] }>('GET', `/emulator/journal?device=${deviceId}`)).entries;

describe('a change whose answer was lost', () => {
  it.each(['reset-after', 'reset-before'] as const)('is unknown for a create, and a look tells: %s', async (kind) => {
    const deviceId = anId();
    await order({ kind, device: deviceId, times: 1 });
    expect(await codeOf(create(deviceId))).toBe('hub-outcome-unknown');
    expect((await hub.look(deviceId)) !== null).toBe(kind === 'reset-after');
    expect(await create(deviceId)).toBe(kind === 'reset-after' ? 'already-there' : 'created');
  });

  it.each(['reset-after', 'reset-before'] as const)('is unknown for a change of status, and a look tells: %s', async (kind) => {
    const { deviceId, etag } = await made();
    await order({ kind, device: deviceId, method: 'PUT', times: 1 });
    expect(await codeOf(hub.setStatus(deviceId, { status: 'disabled', etag, keys }))).toBe('hub-outcome-unknown');
    const seen = await hub.look(deviceId);
    expect(seen).toMatchObject({ status: kind === 'reset-after' ? 'disabled' : 'enabled' });
    expect(seen?.etag === etag).toBe(kind === 'reset-before');
  });

  it.each(['reset-after', 'reset-before'] as const)('is unknown for a removal, and a look tells: %s', async (kind) => {
    const { deviceId, etag } = await made();
    await order({ kind, device: deviceId, method: 'DELETE', times: 1 });
    expect(await codeOf(hub.remove(deviceId, etag))).toBe('hub-outcome-unknown');
    expect((await hub.look(deviceId)) === null).toBe(kind === 'reset-after');
    await hub.remove(deviceId, etag);
    expect(await hub.look(deviceId)).toBeNull();
  });

  it('is unknown when the hub stays silent, after the time that was set and not before', async () => {
    const hasty = open({ timeoutMs: 500 });
    const { deviceId, etag } = await made();
    await order({ kind: 'silence', device: deviceId });
    const began = performance.now();
    expect(await codeOf(hasty.setStatus(deviceId, { status: 'disabled', etag, keys }))).toBe('hub-outcome-unknown');
    expect(performance.now() - began).toBeGreaterThanOrEqual(495);
    expect(await codeOf(hasty.look(deviceId))).toBe('hub-is-away');
  });

  it('may still take effect after we gave up', async () => {
    const hasty = open({ timeoutMs: 1_000 });
    const deviceId = anId();
    // The connection is there: all of its patience is for the answer.
    expect(await hasty.look(deviceId)).toBeNull();
    await order({ kind: 'delay', delayMs: 2_000, device: deviceId, times: 1 });
    expect(await codeOf(create(deviceId, hasty))).toBe('hub-outcome-unknown');
    await waitFor('the call to end in the hub', async () => (await journalOf(deviceId)).at(-1)!.endedAt !== null);
    expect(await hub.look(deviceId)).toMatchObject({ status: 'enabled' });
  });
});

describe('a hub that refuses', () => {
  it('is busy, and says for how long', async () => {
    const { deviceId, etag } = await made();
    const hub = open();
    await order({ kind: 'status', status: 429, device: deviceId, method: 'PUT' });
    const failure = await failureOf(hub.setStatus(deviceId, { status: 'disabled', etag, keys }));
    expect(failure).toMatchObject({ code: 'hub-is-busy', retry: { kind: 'after', ms: 10_000 } });
    await order({ kind: 'status', status: 429, headers: { 'Retry-After': '33' }, device: deviceId, method: 'DELETE' });
    expect(await failureOf(open().remove(deviceId, etag))).toMatchObject({ retry: { kind: 'after', ms: 33_000 } });
  });

  it.each<{ status: number; code: string; verb: string }>`
    status | code                         | verb
    ${403} | ${'hub-quota-used-up'}       | ${'a look'}
    ${500} | ${'hub-is-away'}             | ${'a look'}
    ${503} | ${'hub-is-away'}             | ${'a look'}
    ${500} | ${'hub-outcome-unknown'}     | ${'a create'}
    ${504} | ${'hub-outcome-unknown'}     | ${'a create'}
    ${413} | ${'hub-is-full'}             | ${'a create'}
    ${400} | ${'hub-refuses-device'}      | ${'a create'}
  `('answers $status to $verb: $code', async ({ status, code, verb }) => {
    const [deviceId, hub] = [anId(), open()];
    await order({ kind: 'status', status, device: deviceId });
    expect(await codeOf(verb === 'a look' ? hub.look(deviceId) : create(deviceId, hub))).toBe(code);
  });

  it('is looked at in its registry when the quota of the day is used up, which twins cost and identities do not', async () => {
    const { deviceId } = await made();
    const hub = open();
    await order({ kind: 'status', status: 403, operation: 'get-twin', device: deviceId });
    expect(await hub.look(deviceId)).toMatchObject({ deviceId, status: 'enabled', keys: null });
    expect(await hub.look(deviceId)).toMatchObject({ status: 'enabled' });
    // Until midnight nobody asks again.
    expect((await journalOf(deviceId)).filter(({ status }) => status === 403)).toHaveLength(1);
  });

  it.each([
    ['a wrong key', { key: new Secret(Buffer.alloc(32, 5).toString('base64')) }],
    ['the key of another hub', { hostName: FABRIKAM }],
    ['a hub that does not exist', { hostName: 'nobody.azure-devices.net' }],
  ])('refuses %s', async (_what, odd) => {
    const hubs = openAzureIotHubs(address, { allowedHosts: ['*.azure-devices.net'] });
    opened.push(hubs);
    expect(await codeOf(hubs.of(connectionTo(address.connectionString, odd)).look(anId()))).toBe('hub-refuses-credentials');
  });

  it('refuses a policy that may only read, and changes nothing', async () => {
    const aReader = (): DeviceHub => {
      const hubs = openAzureIotHubs(address);
      opened.push(hubs);
      return hubs.of(connectionTo(emulator.connectionString(CONTOSO, 'registryRead')));
    };
    const [reader, another, deviceId] = [aReader(), aReader(), anId()];
    expect(await codeOf(create(deviceId, reader))).toBe('hub-refuses-credentials');
    expect(await another.read(deviceId)).toBeNull();
    // Whoever was refused is held for a moment: every other call would be refused as well.
    expect(await codeOf(reader.read(deviceId))).toBe('hub-refuses-credentials');
  });
});

describe('what the hub sees of a verb', () => {
  it('is one registry operation for each change, under the etag that was seen', async () => {
    const { deviceId, etag } = await made();
    const after = await hub.setStatus(deviceId, { status: 'disabled', etag, keys });
    await hub.remove(deviceId, after.etag!);
    expect((await journalOf(deviceId)).map(({ operation, ifMatch, changed }) => ({ operation, ifMatch, changed }))).toEqual([
      { operation: 'bulk-devices', ifMatch: undefined, changed: true },
      { operation: 'get-twin', ifMatch: undefined, changed: false },
      { operation: 'put-device', ifMatch: `"${etag}"`, changed: true },
      { operation: 'delete-device', ifMatch: `"${after.etag}"`, changed: true },
    ]);
  });

  it('is one call for changes of many devices, of which one fails and the others do not', async () => {
    const [gone, stale, disabled] = [await made(), await made(), await made()];
    const fresh = Array.from({ length: 5 }, anId);
    await order({ kind: 'delay', delayMs: 50, method: 'POST', times: 1 });

    const ends = await Promise.allSettled([
      ...fresh.map((deviceId) => create(deviceId)),
      create(disabled.deviceId),
      hub.setStatus(disabled.deviceId, { status: 'disabled', etag: disabled.etag, keys }),
      hub.setStatus(stale.deviceId, { status: 'disabled', etag: 'AAAA', keys }),
      hub.remove(gone.deviceId, gone.etag),
      hub.remove(anId(), 'AAAA'),
    ]);

    expect(ends.slice(0, 5)).toEqual(fresh.map(() => ({ status: 'fulfilled', value: 'created' })));
    expect(ends.slice(5).map((end) => (end.status === 'fulfilled' ? end.value : (end.reason as { code: string }).code))).toEqual([
      'already-there',
      expect.objectContaining({}),
      'hub-changed-underneath',
      undefined,
      undefined,
    ]);
    expect(await hub.look(gone.deviceId)).toBeNull();
    expect(await hub.look(stale.deviceId)).toMatchObject({ status: 'enabled' });
    expect(await hub.look(disabled.deviceId)).toMatchObject({ status: 'disabled' });
    const calls = new Set((await Promise.all(fresh.map(journalOf))).flat().filter(({ changed }) => changed).map(({ startedAt }) => startedAt));
    expect(calls.size).toBe(1);
  });

  it('keeps the keys of a device whose status is changed with many others', async () => {
    const two = [await made(), await made()];
    const etags = await Promise.all(two.map(({ deviceId, etag }) => hub.setStatus(deviceId, { status: 'disabled', etag, keys })));
    expect(etags).toEqual([{ etag: null }, { etag: null }]);
    for (const { deviceId } of two) expect((await hub.read(deviceId))?.keys?.primary.reveal()).toBe(keys.primary.reveal());
  });

  it('is a call for each device where a call of many is refused as a whole', async () => {
    const ids = Array.from({ length: 4 }, anId);
    await order({ kind: 'status', status: 400, method: 'POST', times: 1 });
    expect(await Promise.all(ids.map((deviceId) => create(deviceId)))).toEqual(ids.map(() => 'created'));
  });

  it('is in doubt for each device where the answer to a call of many was lost', async () => {
    const ids = Array.from({ length: 4 }, anId);
    await order({ kind: 'reset-after', method: 'POST', times: 1 });
    expect(await Promise.all(ids.map((deviceId) => codeOf(create(deviceId))))).toEqual(ids.map(() => 'hub-outcome-unknown'));
    expect(await Promise.all(ids.map((deviceId) => create(deviceId)))).toEqual(ids.map(() => 'already-there'));
  });

  it('is one read and one write for a change of status without keys', async () => {
    const { deviceId, etag } = await made();
    await hub.setStatus(deviceId, { status: 'disabled', etag, keys: null });
    expect((await journalOf(deviceId)).slice(2).map(({ operation }) => operation)).toEqual(['get-device', 'put-device']);
  });

  it('is never more calls at once than it has connections', async () => {
    const narrow = open({ maxSockets: 3 });
    const ids = Array.from({ length: 12 }, anId);
    await order({ kind: 'delay', delayMs: 20, method: 'GET' });
    await Promise.all(ids.map((deviceId) => narrow.read(deviceId)));
    const entries = (await Promise.all(ids.map(journalOf))).flat();
    const atOnce = entries.map(({ startedAt }) => entries.filter((other) => other.startedAt <= startedAt && startedAt < (other.endedAt ?? Infinity)).length);
    expect(entries).toHaveLength(12);
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(3);
  });
});

describe('two hubs behind one gateway', () => {
  it('hold devices of the same name apart', async () => {
    const other = open({}, FABRIKAM);
    const { deviceId, etag } = await made();
    expect(await other.look(deviceId)).toBeNull();
    await other.create({ deviceId, status: 'disabled', keys: keysOf(20), ownership });
    await hub.remove(deviceId, etag);
    expect(await hub.look(deviceId)).toBeNull();
    expect(await other.read(deviceId)).toMatchObject({ status: 'disabled' });
    expect((await other.read(deviceId))?.keys?.primary.reveal()).toBe(keysOf(20).primary.reveal());
  });
});
