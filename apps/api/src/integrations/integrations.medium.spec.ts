// Real: the API over HTTP, PostgreSQL. Emulated: the hub, which verifies rights as the service does.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiCaller, type ApiCaller } from '../../../../test/support/api-caller.js';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';

const FIRST = 'lockstep.azure-devices.net';
const SECOND = 'second.azure-devices.net';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ backend: 'postgres', hubs: [FIRST, SECOND] });
}, 240_000);

afterAll(async () => stack.stop(), 240_000);

/** Somebody of a tenant of their own, so that no test meets another. */
async function anAdmin(): Promise<{ admin: ApiCaller; tenantId: string }> {
  const tenantId = `t-${randomUUID().slice(0, 8)}`;
  const { token } = await stack.tokens.issue(tenantId, 'alice', 'admin');
  return { admin: apiCaller(stack.api.address, token.reveal()), tenantId };
}

const byPolicy = (policy?: string, hostName = FIRST) => ({ kind: 'connection-string', connectionString: stack.hub.connectionString(hostName, policy) });

async function connected(policy?: string) {
  const { admin, tenantId } = await anAdmin();
  const made = await admin.post('/api/v1/integrations', { body: { name: 'Main hub', credentials: byPolicy(policy) } });
  expect(made.status).toBe(201);
  return { admin, tenantId, path: `/api/v1/integrations/${made.body.id}`, made };
}

async function devicesIn(tenantId: string, ...devices: { id: string; status?: string; hubKind?: string }[]): Promise<void> {
  for (const { id, status = 'accepted', hubKind = 'present' } of devices) {
    await stack.database.prisma.device.create({
      data: {
        tenantId, deviceId: id, toldStatus: status, toldAt: new Date(), toldEventId: id, generation: 1, settled: 1, hubKind,
        ...(hubKind === 'present' && { hubStatus: 'enabled', hubEtag: 'MQ==', keyNumber: 1, keySource: 'derived', lastKeyNumber: 1, deliveredKey: 1, confirmedKey: 1 }),
        sync: 'in-sync', reason: 'as-wanted',
      },
    });
  }
}

const deviceOf = (tenantId: string, deviceId: string) => stack.database.prisma.device.findUniqueOrThrow({ where: { tenantId_deviceId: { tenantId, deviceId } } });

describe('an integration', () => {
  it('is made, and shows host, policy and a masked key, never the key', async () => {
    const { made, admin, path } = await connected();
    const key = /SharedAccessKey=(.+)$/.exec(stack.hub.connectionString(FIRST))![1]!;
    expect(made.headers.get('location')).toBe(path);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toEqual({
      id: expect.any(String),
      name: 'Main hub',
      description: '',
      hostName: FIRST,
      credentials: { kind: 'shared-access-policy', policyName: 'iothubowner', tenantId: null, clientId: null, maskedSecret: `${key.slice(0, 4)}********` },
      sku: null,
      units: null,
      paused: false,
      trouble: null,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const read = await admin.get(path);
    expect([read.status, read.headers.get('etag'), read.body]).toEqual([200, '"1"', made.body]);
    expect((await admin.get('/api/v1/integrations')).body).toEqual({ items: [made.body] });
    expect(made.text + read.text).not.toContain(key);
  });

  it('takes both keys of a policy, and shows both masked', async () => {
    const { admin, path } = await connected();
    const { primary, secondary } = await stack.hubControl.policyKeys();
    const credentials = { kind: 'connection-string', connectionString: primary, secondConnectionString: secondary };
    const changed = await admin.put(`${path}/credentials`, { body: credentials, headers: { 'if-match': '*' } });
    const [first, second] = [primary, secondary].map((text) => /SharedAccessKey=(.{4})/.exec(text)![1]);
    expect(changed.body.credentials.maskedSecret).toBe(`${first}********, ${second}********`);
    expect((await admin.post(`${path}/test`)).body).toMatchObject({ ok: true });
    const same = await admin.put(`${path}/credentials`, { body: { ...credentials, secondConnectionString: primary }, headers: { 'if-match': '*' } });
    expect([same.status, same.body.type]).toEqual([422, '/problems/invalid-connection-string']);
  });

  it('is one a tenant', async () => {
    const { admin } = await connected();
    const second = await admin.post('/api/v1/integrations', { body: { credentials: byPolicy() } });
    expect([second.status, second.body.type]).toEqual([409, '/problems/hub-already-connected']);
  });

  it.each([
    ['client-secret', { tenantId: randomUUID(), clientId: randomUUID(), clientSecret: 'abcd-0123456789-0123456789' }, 'abcd********'],
    ['certificate', { tenantId: randomUUID(), clientId: randomUUID(), certificate: '-----BEGIN PRIVATE KEY-----\ncanary' }, null],
    ['workload-identity', { clientId: randomUUID() }, null],
    ['managed-identity', {}, null],
  ])('may sign in with Entra ID: %s', async (kind, given, maskedSecret) => {
    const { admin, tenantId } = await anAdmin();
    const made = await admin.post('/api/v1/integrations', { body: { credentials: { kind, hostName: 'Hub-7.azure-devices.net.', ...given } } });
    expect([made.status, made.body.hostName]).toEqual([201, 'hub-7.azure-devices.net']);
    expect(made.body.credentials).toEqual({ kind, policyName: null, maskedSecret, tenantId: null, clientId: null, ...('tenantId' in given && { tenantId: given.tenantId }), ...('clientId' in given && { clientId: given.clientId }) });
    const rows = JSON.stringify(await stack.database.prisma.integration.findMany({ where: { tenantId }, omit: { sealedSecret: true } }));
    expect(made.text + rows).not.toMatch(/0123456789-0123456789|canary/);
  });

  it('is described by whoever saw its newest version', async () => {
    const { admin, path } = await connected();
    const described = await admin.patch(path, { body: { description: 'Production' }, headers: { 'if-match': '"1"' } });
    expect([described.status, described.body.name, described.body.description, described.headers.get('etag')]).toEqual([200, 'Main hub', 'Production', '"2"']);

    const stale = await admin.patch(path, { body: { name: 'Mine' }, headers: { 'if-match': '"1"' } });
    expect([stale.status, stale.body.type, stale.body.currentVersion, stale.headers.get('etag')]).toEqual([412, '/problems/integration-stale', 2, '"2"']);
    const unseen = await admin.patch(path, { body: { name: 'Mine' } });
    expect([unseen.status, unseen.body.type]).toEqual([428, '/problems/if-match-missing']);
    const emptied = await admin.patch(path, { body: { name: null }, headers: { 'if-match': '*' } });
    expect([emptied.status, emptied.body.name, emptied.body.description]).toEqual([200, '', 'Production']);
  });

  it('says what the hub was bought as, which may change and raises the version that workers look at', async () => {
    const { admin, tenantId } = await anAdmin();
    const made = await admin.post('/api/v1/integrations', { body: { sku: 'S1', units: 2, credentials: byPolicy() } });
    expect([made.status, made.body.sku, made.body.units]).toEqual([201, 'S1', 2]);
    const path = `/api/v1/integrations/${made.body.id}`;
    const change = (body: unknown) => admin.patch(path, { body, headers: { 'if-match': '*' } });

    const larger = await change({ units: 5 });
    expect([larger.status, larger.body.sku, larger.body.units, larger.body.version]).toEqual([200, 'S1', 5, 2]);
    expect(await stack.database.prisma.integration.findFirst({ where: { tenantId } })).toMatchObject({ sku: 'S1', units: 5, revision: 2 });
    expect((await admin.get('/api/v1/hub-budget')).body.edition).toEqual({ sku: 'S1', units: 5 });
    expect((await change({ name: 'Main hub' })).body).toMatchObject({ sku: 'S1', units: 5, version: 3 });
    expect((await change({ sku: null, units: null })).body).toMatchObject({ sku: null, units: null, version: 4 });
    expect((await admin.get('/api/v1/hub-budget')).body.edition).toBeNull();

    const refused = [{ units: 3 }, { sku: 'S1' }, { sku: 'B1', units: 1 }, { sku: 'F1', units: 2 }, { sku: 'S1', units: 201 }, { sku: 'S1', units: 0 }];
    for (const body of refused) expect([(await change(body)).status, body]).toEqual([422, body]);
    expect((await admin.get(path)).body).toMatchObject({ sku: null, units: null, version: 4 });
  });

  it('is not made with half an edition', async () => {
    const { admin } = await anAdmin();
    const answer = await admin.post('/api/v1/integrations', { body: { sku: 'S1', credentials: byPolicy() } });
    expect([answer.status, answer.body.errors]).toEqual([422, [{ pointer: '#/units', detail: expect.any(String) }]]);
    expect((await admin.get('/api/v1/integrations')).body).toEqual({ items: [] });
  });

  it('is changed by one of many who saw the same version', async () => {
    const { admin, path } = await connected();
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => admin.patch(path, { body: { name }, headers: { 'if-match': '"1"' } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect((await admin.get(path)).body).toMatchObject({ name: answers.find(({ status }) => status === 200)!.body.name, version: 2 });
  });

  it('is not found by a neighbour, whatever is tried', async () => {
    const { path } = await connected();
    const { admin: neighbour } = await anAdmin();
    const headers = { 'if-match': '*' };
    const answers = await Promise.all([
      neighbour.get(path),
      neighbour.patch(path, { body: { name: 'Mine' }, headers }),
      neighbour.delete(path, { headers }),
      neighbour.delete(`${path}?detach=true`, { headers }),
      neighbour.put(`${path}/credentials`, { body: byPolicy(), headers }),
      neighbour.put(`${path}/credentials?confirm=true`, { body: byPolicy(undefined, SECOND), headers }),
      ...['test', 'pause', 'resume'].map((verb) => neighbour.post(`${path}/${verb}`)),
      neighbour.get('/api/v1/integrations/not-a-uuid'),
    ]);
    expect(answers.map(({ status, body }) => [status, body.type])).toEqual(answers.map(() => [404, '/problems/not-found']));
  });

  it.each(['viewer', 'operator'] as const)('is nothing for a %s', async (role) => {
    const { token } = await stack.tokens.issue('default', role, role);
    const caller = apiCaller(stack.api.address, token.reveal());
    for (const answer of [await caller.get('/api/v1/integrations'), await caller.post('/api/v1/integrations', { body: {} })]) expect([answer.status, answer.body.type]).toEqual([403, '/problems/not-permitted']);
  });

  it('is refused with a pointer to every flaw, and without what was sent', async () => {
    const { admin } = await anAdmin();
    const answer = await admin.post('/api/v1/integrations', { body: { name: 'n'.repeat(101), credentials: { kind: 'client-secret', hostName: 'h', tenantId: 'canary', clientSecret: 'canary' }, 'SharedAccessKey=canary;': 1 } });
    expect([answer.status, answer.body.type]).toEqual([422, '/problems/invalid-request']);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['#', '#/credentials/clientId', '#/credentials/tenantId', '#/name']);
    expect(answer.text).not.toContain('canary');
  });

  it.each([
    ['a masked key', 'HostName=lockstep.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=q83v********', 422, 'invalid-connection-string'],
    ['the string of a device', 'HostName=lockstep.azure-devices.net;DeviceId=pump-7;SharedAccessKey=q83vEjRWeJA=', 422, 'invalid-connection-string'],
    ['a host that is not allowed', 'HostName=hub.example;SharedAccessKeyName=iothubowner;SharedAccessKey=q83vEjRWeJA=', 422, 'host-not-allowed'],
    ['the metadata service', 'HostName=169.254.169.254;SharedAccessKeyName=iothubowner;SharedAccessKey=q83vEjRWeJA=', 422, 'host-not-allowed'],
  ])('is not made with %s', async (_, connectionString, status, code) => {
    const { admin } = await anAdmin();
    const answer = await admin.post('/api/v1/integrations', { body: { credentials: { kind: 'connection-string', connectionString } } });
    expect([answer.status, answer.body.type]).toEqual([status, `/problems/${code}`]);
  });

  it('takes no masked client secret back', async () => {
    const { admin } = await anAdmin();
    const credentials = { kind: 'client-secret', hostName: FIRST, tenantId: randomUUID(), clientId: randomUUID(), clientSecret: 'abcd********' };
    expect((await admin.post('/api/v1/integrations', { body: { credentials } })).body.type).toBe('/problems/masked-secret');
  });

  it('is not JSON when it is not', async () => {
    const { admin } = await anAdmin();
    for (const body of ['{', '"\\ud800', '{"a":1,}', '\u0000']) expect((await admin.post('/api/v1/integrations', { body })).body.type).toBe('/problems/invalid-json');
  });

  it('is paused and resumed, and what waited goes on', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1' });
    expect((await admin.post(`${path}/pause`)).body).toMatchObject({ paused: true, version: 2 });
    await stack.database.prisma.device.updateMany({ where: { tenantId }, data: { reason: 'hub-paused', wakeAt: new Date(Date.now() + 900_000) } });

    expect((await admin.post(`${path}/resume`, { headers: { 'if-match': '"1"' } })).status).toBe(412);
    expect((await admin.post(`${path}/resume`, { headers: { 'if-match': '"2"' } })).body).toMatchObject({ paused: false, version: 3 });
    expect((await deviceOf(tenantId, 'pump-1')).wakeAt!.getTime()).toBeLessThanOrEqual(Date.now() + 5_000);
  });
});

describe('trying an integration', () => {
  it.each<[policy: string | undefined, missing: string[]]>([
    [undefined, []],
    ['registryReadWrite', ['serviceConnect']],
    ['registryRead', ['registryWrite', 'serviceConnect']],
    ['service', ['registryRead', 'registryWrite']],
  ])('says which rights the policy %s lacks, and writes nothing', async (policy, missing) => {
    const { admin, path } = await connected(policy);
    const before = await stack.hubControl.devices();
    const { status, body } = await admin.post(`${path}/test`);
    expect([status, body.ok, body.missing, body.trouble]).toEqual([200, missing.length === 0, missing, null]);
    expect(await stack.hubControl.devices()).toEqual(before);
  });

  it('says that the credentials are wrong where nothing is granted', async () => {
    const { admin } = await anAdmin();
    const connectionString = `HostName=${FIRST};SharedAccessKeyName=iothubowner;SharedAccessKey=${Buffer.from('another key').toString('base64')}`;
    const made = await admin.post('/api/v1/integrations', { body: { credentials: { kind: 'connection-string', connectionString } } });
    const { body } = await admin.post(`/api/v1/integrations/${made.body.id}/test`);
    expect(body).toMatchObject({ ok: false, missing: ['registryRead', 'registryWrite', 'serviceConnect'], trouble: { reason: 'hub-refuses-credentials' } });
    expect(JSON.stringify(body)).not.toMatch(/lockstep-test-/);
  });

  it('says that the hub is away, and claims nothing about rights', async () => {
    const { admin, path } = await connected();
    await stack.hubControl.fault({ kind: 'status', status: 503, times: 1 });
    const { body } = await admin.post(`${path}/test`);
    expect(body).toMatchObject({ ok: false, rights: { registryRead: 'unknown', registryWrite: 'unknown', serviceConnect: 'unknown' }, missing: [], trouble: { reason: 'hub-is-away' } });
  });
});

describe('removing an integration', () => {
  it('is refused while devices are in the hub, with their number', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1' }, { id: 'pump-2' }, { id: 'pump-3', status: 'rejected', hubKind: 'absent' });
    const refused = await admin.delete(path, { headers: { 'if-match': '"1"' } });
    expect([refused.status, refused.body.type, refused.body.devices]).toEqual([409, '/problems/integration-in-use', 2]);
    expect((await admin.get(path)).body).toMatchObject({ paused: false, version: 1 });
    expect(await deviceOf(tenantId, 'pump-1')).toMatchObject({ hubKind: 'present', fence: 0n });
  });

  it('asks for the version that was seen', async () => {
    const { admin, path } = await connected();
    expect((await admin.delete(path)).status).toBe(428);
    expect((await admin.delete(path, { headers: { 'if-match': '"7"' } })).status).toBe(412);
    expect((await admin.delete(path, { headers: { 'if-match': 'W/"1"' } })).status).toBe(422);
    expect((await admin.get(path)).body.paused).toBe(false);
  });

  it('with detach leaves the hub as it is, and the records forget it', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1' });
    expect((await admin.delete(`${path}?detach=true`, { headers: { 'if-match': '"1"' } })).status).toBe(204);
    expect((await admin.get(path)).status).toBe(404);
    expect(await deviceOf(tenantId, 'pump-1')).toMatchObject({ hubKind: 'unseen', hubEtag: null, keyNumber: null, deliveredKey: null, lastKeyNumber: 1 });
    expect((await admin.post('/api/v1/integrations', { body: { credentials: byPolicy() } })).status).toBe(201);
  });

  it('is done without more while no device is in the hub', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1', hubKind: 'absent' });
    expect((await admin.delete(path, { headers: { 'if-match': '"1"' } })).status).toBe(204);
    expect((await deviceOf(tenantId, 'pump-1')).hubKind).toBe('unseen');
  });
});

describe('changing credentials', () => {
  it('of the same hub keeps every record', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1' });
    const changed = await admin.put(`${path}/credentials`, { body: byPolicy('registryReadWrite'), headers: { 'if-match': '"1"' } });
    expect([changed.status, changed.body.credentials.policyName, changed.body.version]).toEqual([200, 'registryReadWrite', 2]);
    expect(await deviceOf(tenantId, 'pump-1')).toMatchObject({ hubKind: 'present', hubEtag: 'MQ==', keyNumber: 1 });
  });

  it('to those of another hub is refused with what it would do', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1' }, { id: 'pump-2', hubKind: 'absent' }, { id: 'pump-3', status: 'rejected' });
    const refused = await admin.put(`${path}/credentials`, { body: byPolicy(undefined, SECOND), headers: { 'if-match': '"1"' } });
    expect([refused.status, refused.body.type, refused.body.plan]).toEqual([409, '/problems/hub-would-change', { from: FIRST, to: SECOND, toProvision: 2, leftBehind: 2 }]);
    expect((await admin.get(path)).body).toMatchObject({ hostName: FIRST, version: 1, paused: false });
  });

  it('to those of another hub, once confirmed, lets every record forget the old one and wakes the devices', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1' }, { id: 'pump-2', status: 'rejected' }, { id: 'pump-3', status: 'decommissioned', hubKind: 'absent' });
    const leaseUntil = new Date(Date.now() + 60_000);
    await stack.database.prisma.device.update({ where: { tenantId_deviceId: { tenantId, deviceId: 'pump-2' } }, data: { leaseUntil, intent: { step: 'set-status' }, adoptedKey: Buffer.from('x') } });

    const moved = await admin.put(`${path}/credentials?confirm=true`, { body: byPolicy(undefined, SECOND), headers: { 'if-match': '"1"' } });
    expect([moved.status, moved.body.hostName, moved.body.paused]).toEqual([200, SECOND, false]);

    const forgotten = { hubKind: 'unseen', hubStatus: null, hubEtag: null, keyNumber: null, keySource: null, adoptedKey: null, deliveredKey: null, deliveredAt: null, confirmedKey: null, intent: null };
    const [first, second, done] = [await deviceOf(tenantId, 'pump-1'), await deviceOf(tenantId, 'pump-2'), await deviceOf(tenantId, 'pump-3')];
    expect(first).toMatchObject({ ...forgotten, lastKeyNumber: 1, fence: 1n, sync: 'waiting', reason: 'hub-replaced' });
    expect(first.generation).toBeGreaterThan(first.settled);
    expect(first.wakeAt!.getTime()).toBeLessThanOrEqual(Date.now() + 5_000);
    // The pass at work is over, but its last step may still be on its way.
    expect(second).toMatchObject({ ...forgotten, fence: 1n, leaseUntil, wakeAt: leaseUntil });
    expect(done).toMatchObject({ ...forgotten, wakeAt: null, reason: 'as-wanted' });
  });

  it('asks for the version that was seen, and changes nothing for an older one', async () => {
    const { admin, path, tenantId } = await connected();
    await devicesIn(tenantId, { id: 'pump-1' });
    expect((await admin.put(`${path}/credentials?confirm=true`, { body: byPolicy(undefined, SECOND) })).status).toBe(428);
    expect((await admin.put(`${path}/credentials?confirm=true`, { body: byPolicy(undefined, SECOND), headers: { 'if-match': '"9"' } })).status).toBe(412);
    expect((await admin.put(`${path}/credentials?confirm=perhaps`, { body: byPolicy(undefined, SECOND), headers: { 'if-match': '"1"' } })).body.errors).toEqual([{ parameter: 'confirm', detail: expect.any(String) }]);
    expect((await deviceOf(tenantId, 'pump-1')).hubKind).toBe('present');
    expect((await admin.get(path)).body).toMatchObject({ hostName: FIRST, paused: false });
  });
});
