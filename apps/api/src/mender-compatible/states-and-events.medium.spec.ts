// Real: the API over HTTP, PostgreSQL, HTTPS to the hub. Emulated: the hub.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresInbox } from '#adapters/postgres';
import { anEvent } from '../../../../test/support/builders.js';
import { expectError, startMenderStack, type MenderAnswer, type MenderStack } from '../../../../test/support/mender-stack.js';
import { waitFor } from '../../../../test/support/wait-for.js';

const hub = { provider: 'iot-hub', credentials: { type: 'sas', connection_string: `HostName=other.azure-devices.net;SharedAccessKeyName=svc;SharedAccessKey=${Buffer.from('a key of some length').toString('base64')}` } };
const webhook = { provider: 'webhook', credentials: { type: 'http', http: { url: 'http://127.0.0.1:9/hook' } } };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe("Mender's management API tells of", () => {
  let mender: MenderStack;
  beforeAll(async () => void (mender = await startMenderStack()), 240_000);
  afterAll(() => mender.stop(), 240_000);

  describe('device states', () => {
    const integrationId = async (): Promise<string> => (await mender.manage('GET', '/integrations')).body[0].id;

    it('show the twin without the notes of the hub, with every digit', async () => {
      const id = await mender.devices.make();
      await mender.devices.report(id, { firmware: { version: '1.2' } });
      const state = { desired: { interval: 60, net: { apn: 'x' } }, reported: { firmware: { version: '1.2' } } };
      const hubId = await integrationId();
      const [all, one] = [await mender.manage('GET', `/devices/${id}/state`), await mender.manage('GET', `/devices/${id}/state/${hubId}`)];
      expect([all.status, all.body]).toEqual([200, { [hubId]: state }]);
      expect([one.status, one.body, one.headers.get('content-type')]).toEqual([200, state, 'application/json; charset=utf-8']);
    });

    it('are replaced as a whole; tags stay, and what it says of reported is ignored', async () => {
      const id = await mender.devices.make();
      const hubId = await integrationId();
      const put = (body: unknown) => mender.manage('PUT', `/devices/${id}/state/${hubId}`, { body });
      const answer = await put('{"desired":{"big":4503599627370495,"exact":1.5},"reported":{"a":1}}');
      expect([answer.status, answer.text]).toEqual([200, '{"desired":{"big":4503599627370495,"exact":1.5},"reported":{}}']);
      expect((await mender.devices.twin(id)).tags).toEqual({ lockstep: { managed: true, key: 1 }, site: 'north' });
      for (const body of [{}, { desired: null }]) {
        await put({ desired: { a: 1 } });
        expect((await put(body)).body).toEqual({ desired: {}, reported: {} });
      }
    });

    it('are empty where the device is known and in no hub', async () => {
      const { tenantId, call } = await mender.tenant();
      await mender.stack.database.prisma.device.create({ data: { tenantId, deviceId: 'pump-7', toldStatus: 'pending', toldAt: new Date(), toldEventId: 'e', generation: 1n } });
      expect((await call('GET', '/devices/pump-7/state')).body).toEqual({});
      const id = await mender.devices.make({ inHub: false });
      const answer = await mender.manage('GET', `/devices/${id}/state`);
      expect([answer.status, answer.body]).toEqual([200, {}]);
    });

    it('say what is not there', async () => {
      const id = await mender.devices.make();
      const hubId = await integrationId();
      const absent = await mender.devices.make({ inHub: false });
      const body = { desired: {} };
      for (const [method, path, status, error] of [
        ['GET', '/devices/nobody/state', 404, 'device not found'],
        ['GET', `/devices/${encodeURIComponent('no id/')}/state`, 404, 'device not found'],
        ['GET', `/devices/nobody/state/${hubId}`, 404, 'device not found'],
        ['PUT', `/devices/nobody/state/${hubId}`, 404, 'device not found'],
        ['GET', `/devices/${id}/state/none`, 400, expect.stringMatching(/^integration ID is not a valid UUID/)],
        ['PUT', `/devices/${id}/state/none`, 400, expect.stringMatching(/^integration ID is not a valid UUID/)],
        ['GET', `/devices/${id}/state/${randomUUID()}`, 404, 'integration not found'],
        ['PUT', `/devices/${id}/state/${randomUUID()}`, 404, 'integration not found'],
        ['GET', `/devices/${absent}/state/${hubId}`, 500, expect.stringContaining('shows no device')],
      ] as const) {
        const answer = await mender.manage(method, path, method === 'PUT' ? { body } : {});
        expect([path, answer.status]).toEqual([path, status]);
        expectError(answer, error);
      }
    });

    it('know no webhook', async () => {
      const { call } = await mender.tenant();
      await call('POST', '/integrations', webhook);
      const [{ id }] = (await call('GET', '/integrations')).body;
      const answer = await call('GET', `/devices/pump-7/state/${id}`);
      expect(answer.status).toBe(404);
      expectError(answer, 'unknown integration provider');
    });

    it.each(['', '{', '[]', '1', '{"desired":1}', '{"desired":[]}', '{"desired":{"a.b":1}}', '{"desired":{"$version":1}}', `{"desired":{"a":"${'x'.repeat(40_000)}"}}`, `{"desired":${'{"a":'.repeat(60)}1${'}'.repeat(61)}`])(
      'refuse the body %p',
      async (body) => {
        const id = await mender.devices.make();
        const answer = await mender.manage('PUT', `/devices/${id}/state/${await integrationId()}`, { body });
        expect(answer.status).toBe(400);
        expectError(answer, expect.stringMatching(/^malformed request body: /));
        expect((await mender.manage('GET', `/devices/${id}/state`)).text).toContain('"interval":60');
      },
    );

    it('conflict where two replace one at once, and lose nothing in silence', async () => {
      const id = await mender.devices.make();
      const path = `/devices/${id}/state/${await integrationId()}`;
      const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => mender.manage('PUT', path, { body: { desired: { by: n } } })));
      const won = answers.filter(({ status }) => status === 200);
      const lost = answers.filter(({ status }) => status === 409);
      expect([won.length + lost.length, won.length > 0]).toEqual([8, true]);
      for (const answer of lost) expectError(answer, 'conflict when updating the device state');
      expect(won.map(({ body }) => body.desired.by)).toContain((await mender.manage('GET', path)).body.desired.by);
    });
  });

  describe('events', () => {
    const eventually = (call: (path: string) => Promise<MenderAnswer>, path: string, length: number) => waitFor(`${length} events`, async () => ((await call(path)).body.length === length ? (await call(path)).body : null));
    const tell = (tenantId: string, body: object) => mender.tell('POST', `/tenants/${tenantId}/devices`, { body });

    it('are listed newest first, page by page', async () => {
      const { tenantId, call } = await mender.tenant();
      await call('POST', '/integrations', webhook);
      for (let n = 0; n < 25; n++) await tell(tenantId, { id: `pump-${n}` });
      const list = (path: string) => call('GET', path);
      const ids = async (path: string): Promise<string[]> => (await list(path)).body.map(({ data }: { data: { id: string } }) => data.id);
      await eventually(list, '/events?per_page=500', 25);
      expect(await ids('/events')).toEqual(Array.from({ length: 20 }, (_, n) => `pump-${24 - n}`));
      expect(await ids('/events?page=2')).toEqual(['pump-4', 'pump-3', 'pump-2', 'pump-1', 'pump-0']);
      expect(await ids('/events?page=3&per_page=3')).toEqual(['pump-18', 'pump-17', 'pump-16']);
      expect(await ids('/events?page=999999999')).toEqual([]);
      const { headers, body } = await list('/events?per_page=1');
      expect([headers.get('link'), headers.get('x-total-count')]).toEqual([null, null]);
      expect(body).toEqual([{ id: expect.stringMatching(UUID), type: 'device-provisioned', data: { id: 'pump-24', status: 'accepted' }, time: expect.stringMatching(/^20.*Z$/) }]);
    });

    it('say how it stands with the integration that is asked for', async () => {
      const { tenantId, call } = await mender.tenant();
      await call('POST', '/integrations', webhook);
      const [{ id }] = (await call('GET', '/integrations')).body;
      await tell(tenantId, { id: 'pump-7' });
      await mender.stack.database.prisma.outbox.updateMany({ where: { receiverId: id }, data: { attempts: 3, statusCode: 500, error: 'Given up after 3 attempts.', dueAt: null } });
      const statuses = [{ integration_id: id, success: false, error: 'Given up after 3 attempts.', status_code: 500 }];
      expect((await call('GET', `/events?integration_id=${id}`)).body).toEqual([expect.objectContaining({ delivery_statuses: statuses })]);
      expect((await call('GET', `/events?integration_id=${randomUUID()}`)).body).toEqual([]);
      await call('DELETE', `/integrations/${id}`);
      expect((await call('GET', '/events')).body).toEqual([]);
    });

    it('say how it stands with the hub', async () => {
      const { tenantId, call } = await mender.tenant();
      await call('POST', '/integrations', hub);
      const [{ id }] = (await call('GET', '/integrations')).body;
      await tell(tenantId, { id: 'pump-7' });
      const settle = (sync: string, reason: string) => mender.stack.database.prisma.device.update({ where: { tenantId_deviceId: { tenantId, deviceId: 'pump-7' } }, data: { settled: 1n, sync, reason } });
      const statuses = async () => (await call('GET', `/events?integration_id=${id}`)).body[0].delivery_statuses;
      expect(await statuses()).toBeUndefined();
      await settle('waiting', 'no-fleet-connection');
      expect(await statuses()).toBeUndefined();
      await settle('dead', 'hub-refuses-device');
      expect(await statuses()).toEqual([{ integration_id: id, success: false, error: 'The hub refuses the identity as such. Correct it in the fleet, then wake the device.' }]);
      await settle('in-sync', 'as-wanted');
      expect(await statuses()).toEqual([{ integration_id: id, success: true }]);
    });

    it('use the words of Mender for what came in other words', async () => {
      const { tenantId, call } = await mender.tenant();
      await call('POST', '/integrations', webhook);
      const event = anEvent({ id: 'evt-1', type: 'reject', status: 'rejected' });
      await new PostgresInbox(mender.stack.database).accept({ tenantId, sourceId: 'queue' }, event, Buffer.from('{}'), () => ({ status: 'rejected', occurredAt: new Date(), revision: null, eventId: 'evt-1' }));
      expect((await call('GET', '/events')).body).toEqual([{ id: expect.stringMatching(UUID), type: 'device-status-changed', data: { id: 'pump-7', status: 'rejected' }, time: expect.any(String) }]);
    });

    it.each([
      ['page=x', 'invalid page query: "x"'],
      ['page=0', 'invalid page query: value must be a non-zero positive integer'],
      ['page=-1', 'invalid page query: value must be a non-zero positive integer'],
      ['per_page=x', 'invalid per_page query: "x"'],
      ['per_page=0', 'invalid per_page query: value must be a non-zero positive integer'],
      ['per_page=501', 'parameter "per_page" above limit (max: 500)'],
      ['integration_id=x', 'integration ID is not a valid UUID'],
    ])('refuse %s', async (query, error) => {
      const answer = await mender.manage('GET', `/events?${query}`);
      expect(answer.status).toBe(400);
      expectError(answer, error);
    });
  });
});
