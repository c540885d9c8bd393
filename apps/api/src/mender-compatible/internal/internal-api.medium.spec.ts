// Real: both ports over HTTP, PostgreSQL, HTTPS to the hub. Emulated: the hub.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../../src/start-api.js';
import { INTERNAL, expectError, startMenderStack, type MenderStack } from '../../../../../test/support/mender-stack.js';
import { readEnv } from '#platform';

const STATUSES = ['accepted', 'pending', 'rejected', 'noauth', 'preauthorized', 'decommissioned'];

describe("Mender's internal API", () => {
  let mender: MenderStack;

  beforeAll(async () => void (mender = await startMenderStack()), 240_000);
  afterAll(() => mender.stop(), 240_000);

  const inbox = (tenantId: string) => mender.stack.database.prisma.inbox.findMany({ where: { tenantId }, orderBy: { id: 'asc' } });
  const told = async (tenantId: string, deviceId: string) => (await mender.stack.database.prisma.device.findUnique({ where: { tenantId_deviceId: { tenantId, deviceId } } }))?.toldStatus;
  const aTenant = (): string => randomUUID().replaceAll('-', '').slice(0, 24);

  it('is alive and healthy', async () => {
    for (const path of ['/alive', '/health']) {
      const { status, text, headers } = await mender.tell('GET', path, { headers: { 'X-MEN-RequestID': 'r-1' } });
      expect([path, status, text, headers.get('x-men-requestid')]).toEqual([path, 204, '', 'r-1']);
    }
  });

  it('takes a provisioned device, with all that is said of it', async () => {
    const tenantId = aTenant();
    const device = { id: 'pump-7', status: 'accepted', auth_sets: [{ id: 'a', device_id: 'pump-7', identity_data: { sn: '1' }, pubkey: 'PEM', status: 'accepted', ts: '2026-03-01T11:00:00Z' }], created_ts: '2026-03-01T11:00:00Z' };
    const { status, text } = await mender.tell('POST', `/tenants/${tenantId}/devices`, { body: { ...device, more: 1 } });
    expect([status, text]).toEqual([202, '']);
    const [event] = await inbox(tenantId);
    expect(event).toMatchObject({ type: 'device-provisioned', deviceId: 'pump-7', status: 'accepted', sourceId: 'mender-server', revision: null });
    expect(JSON.parse(Buffer.from(event!.raw).toString())).toMatchObject({ type: 'device-provisioned', data: device });
  });

  it('takes the old name of the id too', async () => {
    const tenantId = aTenant();
    expect((await mender.tell('POST', `/tenants/${tenantId}/devices`, { body: { device_id: 'pump-8' } })).status).toBe(202);
    expect(await told(tenantId, 'pump-8')).toBe('accepted');
  });

  it('takes a tenant without a name for ours', async () => {
    const deviceId = `pump-${randomUUID()}`;
    expect((await mender.tell('POST', '/tenants//devices', { body: { id: deviceId } })).status).toBe(202);
    expect((await mender.tell('PUT', '/tenants//bulk/devices/status/rejected', { body: [{ id: deviceId }] })).status).toBe(202);
    expect(await told('default', deviceId)).toBe('rejected');
    expect((await mender.tell('DELETE', `/tenants//devices/${deviceId}`)).status).toBe(202);
    expect(await told('default', deviceId)).toBe('decommissioned');
  });

  it.each(STATUSES)('takes the status %s of many', async (status) => {
    const tenantId = aTenant();
    const body = Array.from({ length: 100 }, (_, n) => ({ id: `pump-${n}`, status: 'ignored', auth_sets: [{}] }));
    const answer = await mender.tell('PUT', `/tenants/${tenantId}/bulk/devices/status/${status}`, { body });
    expect([answer.status, answer.text]).toEqual([202, '']);
    const events = await inbox(tenantId);
    expect(events).toHaveLength(100);
    expect(new Set(events.map((event) => `${event.type} ${event.status}`))).toEqual(new Set([`device-status-changed ${status}`]));
  });

  it('takes none for done', async () => {
    expect((await mender.tell('PUT', `/tenants/${aTenant()}/bulk/devices/status/accepted`, { body: [] })).status).toBe(202);
  });

  it('takes the repeat of a change for the same one where a revision tells, and orders by it', async () => {
    const tenantId = aTenant();
    const tell = (status: string, revision: number) => mender.tell('PUT', `/tenants/${tenantId}/bulk/devices/status/${status}`, { body: [{ id: 'pump-7', revision }] });
    for (const [status, revision] of [['rejected', 3], ['rejected', 3], ['accepted', 2]] as const) expect((await tell(status, revision)).status).toBe(202);
    expect(await inbox(tenantId)).toHaveLength(2);
    expect(await told(tenantId, 'pump-7')).toBe('rejected');
    for (let n = 0; n < 2; n++) await mender.tell('PUT', `/tenants/${tenantId}/bulk/devices/status/pending`, { body: [{ id: 'pump-8' }] });
    expect(await inbox(tenantId)).toHaveLength(4);
  });

  it('keeps an id that no hub takes as a dead letter', async () => {
    const tenantId = aTenant();
    expect((await mender.tell('POST', `/tenants/${tenantId}/devices`, { body: { id: 'a pump' } })).status).toBe(202);
    expect(await mender.stack.database.prisma.deadLetter.findMany({ where: { tenantId } })).toEqual([expect.objectContaining({ sourceId: 'mender-server', reason: 'bad-device-id' })]);
  });

  it.each([
    ['POST', '/tenants/a/devices', '{', /^malformed request body: /],
    ['POST', '/tenants/a/devices', '[]', /^malformed request body: /],
    ['POST', '/tenants/a/devices', '{}', /^missing device ID$/],
    ['POST', '/tenants/a/devices', '{"id":""}', /^missing device ID$/],
    ['POST', '/tenants/a/devices', '{"id":7}', /^malformed request body: /],
    ['POST', '/tenants/a%20b/devices', '{"id":"a"}', /^invalid tenant ID: /],
    ['PUT', '/tenants/a/bulk/devices/status/unheard', '[]', /^invalid status 'unheard'$/],
    ['PUT', '/tenants/a/bulk/devices/status/accepted', '{', /^invalid request body: /],
    ['PUT', '/tenants/a/bulk/devices/status/accepted', '{}', /^invalid request body: /],
    ['PUT', '/tenants/a/bulk/devices/status/accepted', '[{}]', /^missing device ID$/],
    ['PUT', '/tenants/a/bulk/devices/status/accepted', JSON.stringify(Array(101).fill({ id: 'a' })), /^too many bulk items: max 100 items per request$/],
    ['POST', '/tenants/a/auth', '[]', /^malformed request body: /],
  ])('refuses %s %s with the body %p', async (method, path, body, error) => {
    const answer = await mender.tell(method, path, { body });
    expect(answer.status).toBe(400);
    expectError(answer, expect.stringMatching(error));
  });

  it.each([
    ['GET', '/nothing', 404, 'not found'],
    ['POST', '/alive', 405, 'method not allowed'],
    ['GET', '/tenants/a/devices', 405, 'method not allowed'],
  ])('answers %s %s with %d', async (method, path, status, error) => {
    const answer = await mender.tell(method, path);
    expect(answer.status).toBe(status);
    expectError(answer, error);
  });

  it('takes no body above 1 MiB', async () => {
    const answer = await mender.tell('POST', '/tenants/a/devices', { body: 'x'.repeat(1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expectError(answer, 'request body too large');
  });

  it('forgets the devices of a tenant and nothing of another', async () => {
    const [one, other] = [aTenant(), aTenant()];
    for (const tenantId of [one, other]) {
      await mender.tell('POST', `/tenants/${tenantId}/devices`, { body: { id: 'pump-7' } });
      await mender.tell('POST', `/tenants/${tenantId}/devices`, { body: { id: 'a pump' } });
      await mender.manage('POST', '/integrations', { token: await mender.token('admin', tenantId), body: { provider: 'webhook', credentials: { type: 'http', http: { url: 'http://127.0.0.1:9' } } } });
      await mender.tell('POST', `/tenants/${tenantId}/devices`, { body: { id: 'pump-8' } });
    }
    const count = async (tenantId: string) => {
      const [inbox, device, eventLog, deadLetter, receivers] = await Promise.all(
        (['inbox', 'device', 'eventLog', 'deadLetter', 'receiver'] as const).map((table) => (mender.stack.database.prisma[table] as { count(query: object): Promise<number> }).count({ where: { tenantId } })),
      );
      return [inbox, device, eventLog, deadLetter, receivers];
    };
    const before = await count(other);
    expect(before).toEqual([2, 2, 2, 1, 1]);
    const { status, text } = await mender.tell('DELETE', `/tenants/${one}`);
    expect([status, text]).toEqual([204, '']);
    expect([await count(one), await count(other)]).toEqual([[0, 0, 0, 0, 0], before]);
    expect((await mender.manage('GET', '/integrations', { token: await mender.token('admin', one) })).body).toEqual([]);
    expect((await mender.tell('DELETE', `/tenants/${one}`)).status).toBe(204);
  });

  describe('vouches for a device in the hub', () => {
    const identity = { sn: '0815', count: 1 };
    const ask = (external: unknown, odd: object = {}) => mender.tell('POST', '/tenants/default/auth', { body: { external_id: external, id_data: identity, pubkey: 'PEM', ...odd } });

    it('that reports what it says of itself', async () => {
      const id = await mender.devices.make();
      await mender.devices.report(id, { id_data: identity, pubkey: 'PEM', other: true });
      expect((await ask(`iot-hub ${id}`)).status).toBe(204);
      for (const answer of [
        await ask(`iot-hub ${id}`, { pubkey: 'OTHER' }),
        await ask(`iot-hub ${id}`, { id_data: { ...identity, more: 1 } }),
        await ask(`iot-hub ${id}`, { id_data: 'x' }),
        await ask(`iot-hub ${id}/unknown`),
        await ask('iot-hub nobody'),
        await ask(id),
        await ask(`iot-core ${id}`),
        await ask('iot-hub a/b/c'),
        await ask(7),
        await mender.tell('POST', `/tenants/${aTenant()}/auth`, { body: { external_id: `iot-hub ${id}`, id_data: identity, pubkey: 'PEM' } }),
      ]) {
        expect([answer.status, answer.text]).toEqual([401, '']);
      }
    });

    it('and not for one that reports nothing', async () => {
      const id = await mender.devices.make();
      expect((await ask(`iot-hub ${id}`)).status).toBe(401);
      expect((await mender.tell('POST', '/tenants/default/auth', { body: { external_id: `iot-hub ${id}` } })).status).toBe(401);
    });
  });

  it('keeps the API from starting where its port is taken', async () => {
    const taken = readEnv({ ...mender.stack.environment, LOCKSTEP_MENDER_INTERNAL_PORT: new URL(mender.internalUrl).port });
    await expect(startApi(taken)).rejects.toThrow('LOCKSTEP_MENDER_INTERNAL_PORT');
  });

  it('acknowledges nothing that is not kept', async () => {
    const tenantId = aTenant();
    await mender.stack.postgres.crash(async () => {
      const answer = await mender.tell('POST', `/tenants/${tenantId}/devices`, { body: { id: 'pump-7' } });
      expect(answer.status).toBe(503);
      expectError(answer, expect.stringContaining('database'));
      expect((await mender.tell('GET', '/health')).status).toBe(503);
      expect((await mender.tell('GET', '/alive')).status).toBe(204);
    });
    expect(await inbox(tenantId)).toEqual([]);
    expect((await fetch(`${mender.internalUrl}${INTERNAL}/tenants/${tenantId}/devices`, { method: 'POST', body: '{"id":"pump-7"}' })).status).toBe(202);
  }, 240_000);
});
