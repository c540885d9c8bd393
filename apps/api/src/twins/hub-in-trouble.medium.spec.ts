// Real: the API, HTTP, PostgreSQL, HTTPS to the hub. Emulated: the hub, and what goes wrong with it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_TENANT } from '#core';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { openTwinClient, type TwinClient } from '../../../../test/support/twin-client.js';
import { TwinDevices } from '../../../../test/support/twin-devices.js';

describe('the twin API, with a hub in trouble,', () => {
  let stack: Stack;
  let devices: TwinDevices;
  let admin: TwinClient;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    devices = new TwinDevices(stack);
    admin = openTwinClient(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'alice', 'admin')).token);
  }, 240_000);

  /** A hub that throttled is left alone for as long as it asked; each test has a hub that did not. */
  afterEach(async () => void (await stack.database.prisma.hubBudget.deleteMany()));
  afterAll(() => stack.stop(), 240_000);

  describe('tells apart', () => {
    it.each([
      { what: 'a hub that throttles', fault: { kind: 'status', status: 429, headers: { 'Retry-After': '17' }, body: '{"Message":"ErrorCode:ThrottlingException;slow down"}' }, status: 429, type: 'hub-is-busy', retryAfter: '17' },
      { what: 'a hub that is away', fault: { kind: 'status', status: 503, body: '{"Message":"ErrorCode:ServiceUnavailable;x"}' }, status: 503, type: 'hub-is-away', retryAfter: '5' },
      { what: 'a connection that breaks', fault: { kind: 'reset-before' }, status: 503, type: 'hub-is-away', retryAfter: '5' },
      { what: 'credentials that are refused', fault: { kind: 'status', status: 401, body: '{"Message":"ErrorCode:IotHubUnauthorizedAccess;Unauthorized"}' }, status: 502, type: 'hub-refuses-credentials', retryAfter: '30' },
      { what: 'something that is no hub', fault: { kind: 'wrong-type' }, status: 502, type: 'hub-answer-unreadable', retryAfter: null },
    ])('$what', async ({ fault, status, type, retryAfter }) => {
      const id = await devices.make();
      await stack.hubControl.fault({ ...fault, device: id, operation: 'get-twin', times: 1 });
      const answer = await admin.get(id);
      expect([answer.status, answer.body.type, answer.headers.get('retry-after')]).toEqual([status, `/problems/${type}`, retryAfter]);
      expect(answer.body.detail).toMatch(/\.$/);
    });

    it('a device that the hub does not have', async () => {
      const answer = await admin.get(await devices.make({ inHub: false }));
      expect([answer.status, answer.body.type]).toEqual([404, '/problems/not-in-hub']);
    });

    it('a hub that throttles from what it answers once it does not, under one Idempotency-Key', async () => {
      const id = await devices.make();
      const { body: before } = await admin.get(id);
      await admin.patch(id, '{"desired":{"interval":5}}', before.etag);
      const [edit] = (await admin.history(id)).body.items;
      const undo = () => admin.undo(id, edit.id, undefined, { 'idempotency-key': `undo-${id}` });
      await stack.hubControl.fault({ kind: 'status', status: 429, headers: { 'Retry-After': '1' }, body: '{"Message":"ErrorCode:ThrottlingException;slow down"}', device: id, operation: 'get-twin', times: 1 });
      expect((await undo()).status).toBe(429);
      const [done, again] = [await undo(), await undo()];
      expect([done.status, done.body.desired.interval, again.headers.get('idempotent-replayed')]).toEqual([200, 60, 'true']);
    });

    it('a hub connection that is paused', async () => {
      const id = await devices.make();
      await stack.database.prisma.integration.updateMany({ data: { paused: true } });
      const answer = await admin.get(id);
      await stack.database.prisma.integration.updateMany({ data: { paused: false } });
      expect([answer.status, answer.body.type]).toEqual([409, '/problems/hub-paused']);
    });

    it('a tenant without a hub', async () => {
      const other = openTwinClient(stack.api.address, (await stack.tokens.issue('other', 'bob', 'admin')).token);
      const id = await devices.make({ inHub: false, tenantId: 'other' });
      const answer = await other.get(id);
      expect([answer.status, answer.body.type]).toEqual([409, '/problems/no-hub-connection']);
      expect((await other.history(id)).body).toEqual({ items: [] });
    });
  });

  describe('an edit whose answer is lost', () => {
    it('is done when it took effect', async () => {
      const id = await devices.make();
      const { body: before } = await admin.get(id);
      await stack.hubControl.fault({ kind: 'reset-after', device: id, operation: 'patch-twin', times: 1 });
      const { status, body } = await admin.patch(id, '{"desired":{"interval":5}}', before.etag);
      expect([status, body.desired.interval]).toEqual([200, 5]);
      expect((await admin.history(id)).body.items).toMatchObject([{ state: 'done', etagAfter: body.etag }]);
    });

    it('is unknown while it may still take effect, and settled by a later look', async () => {
      const id = await devices.make();
      const { body: before } = await admin.get(id);
      await stack.hubControl.fault({ kind: 'reset-before', device: id, operation: 'patch-twin', times: 1 });
      const lost = await admin.patch(id, '{"desired":{"interval":5}}', before.etag);
      expect([lost.status, lost.body.type]).toEqual([504, '/problems/hub-outcome-unknown']);
      expect((await admin.history(id)).body.items).toMatchObject([{ state: 'unknown' }]);
      await stack.database.prisma.twinEdit.updateMany({ where: { deviceId: id }, data: { begunAt: new Date(Date.now() - 121_000) } });
      expect((await admin.history(id)).body.items).toMatchObject([{ state: 'refused' }]);
    });

    it('is found when the process died before it could write down the end', async () => {
      const id = await devices.make();
      const { body: before } = await admin.get(id);
      const { body: after } = await admin.patch(id, '{"desired":{"interval":5}}', before.etag);
      await stack.database.prisma.twinEdit.updateMany({ where: { deviceId: id }, data: { state: 'begun', etagAfter: null, begunAt: new Date(Date.now() - 121_000) } });
      expect((await admin.history(id)).body.items).toMatchObject([{ state: 'done', etagAfter: after.etag }]);
    });
  });
});
