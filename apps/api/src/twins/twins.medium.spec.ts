// Real: the API, HTTP, PostgreSQL, HTTPS to the hub. Emulated: the hub.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_TENANT, type Role } from '#core';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { openTwinClient, type TwinClient } from '../../../../test/support/twin-client.js';
import { TwinDevices } from '../../../../test/support/twin-devices.js';
import { TwinHistoryResponse, TwinResponse } from './twin-schemas.js';

const ALL: readonly Role[] = ['viewer', 'operator', 'admin'];

describe('the twin API', () => {
  let stack: Stack;
  let as: Record<Role, TwinClient>;
  let devices: TwinDevices;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    devices = new TwinDevices(stack);
    const clients = await Promise.all(ALL.map(async (role) => [role, openTwinClient(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, `the ${role}`, role)).token)] as const));
    as = Object.fromEntries(clients) as Record<Role, TwinClient>;
  }, 240_000);

  afterAll(() => stack.stop(), 240_000);

  it('shows all roles desired, reported and tags, without the notes of the hub', async () => {
    const id = await devices.make();
    await devices.report(id, { firmware: { version: '1.2' } });
    for (const role of ALL) {
      const { status, body, headers } = await as[role].get(id);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
      expect(TwinResponse.parse(body)).toEqual({
        deviceId: id, etag: body.etag, version: 2, desiredVersion: 1, reportedVersion: 2, status: 'enabled', connectionState: 'Connected', lastActivityAt: expect.stringMatching(/^20/),
        desired: { interval: 60, net: { apn: 'x' } }, reported: { firmware: { version: '1.2' } }, tags: { lockstep: { managed: true, key: 1 }, site: 'north' },
      });
      expect(headers.get('etag')).toBe(`"${body.etag}"`);
    }
  });

  it('lets an admin merge a patch, and writes down who did it and how', async () => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    const { status, body, headers } = await as.admin.patch(id, '{"desired":{"interval":30,"net":{"apn":null,"mtu":1400}},"tags":{"site":"south"}}', before.etag);
    expect(status).toBe(200);
    expect(TwinResponse.parse(body)).toMatchObject({ desired: { interval: 30, net: { mtu: 1400 } }, tags: { site: 'south', lockstep: { managed: true, key: 1 } } });
    expect(headers.get('etag')).not.toBe(`"${before.etag}"`);
    expect((await as.viewer.get(id)).body).toEqual(body);

    const history = await as.viewer.history(id);
    expect(TwinHistoryResponse.parse(history.body).items).toEqual([
      {
        id: expect.stringMatching(/^\d+$/), at: expect.any(String), by: 'the admin', kind: 'edit', undoes: null, state: 'done', versionBefore: 2, etagBefore: before.etag, etagAfter: body.etag,
        changes: [
          { at: '/desired/interval', before: 60, after: 30 },
          { at: '/desired/net/apn', before: 'x' },
          { at: '/desired/net/mtu', after: 1400 },
          { at: '/tags/site', before: 'north', after: 'south' },
        ],
      },
    ]);
    expect((await stack.story(id)).at(-1)).toMatchObject({ kind: 'twin-changed', detail: 'the admin changed desired and tags' });
  });

  it('lets an admin replace a part, and leaves the other and our tag as they are', async () => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    const first = await as.admin.put(id, '{"desired":{"only":1}}', before.etag);
    expect(first.body).toMatchObject({ desired: { only: 1 }, tags: before.tags });
    const second = await as.admin.put(id, '{"tags":{"line":7}}', first.body.etag);
    expect(second.body).toMatchObject({ desired: { only: 1 }, tags: { line: 7, lockstep: { managed: true, key: 1 } } });
    expect((await as.admin.put(id, JSON.stringify({ desired: second.body.desired, tags: second.body.tags }), second.body.etag)).body.etag).toBe(second.body.etag);
  });

  it('writes nothing for a change that changes nothing', async () => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    const { status, body } = await as.admin.patch(id, '{"desired":{"interval":60.0,"gone":null}}', before.etag);
    expect([status, body]).toEqual([200, before]);
    expect((await as.admin.history(id)).body.items).toEqual([]);
  });

  it.each(['viewer', 'operator'] as const)('lets no %s edit', async (role) => {
    const id = await devices.make();
    const { body: before } = await as[role].get(id);
    for (const refused of [as[role].patch(id, '{"desired":{"interval":1}}', before.etag), as[role].put(id, '{"desired":{}}', before.etag), as[role].undo(id, '1')]) {
      expect((await refused).status).toBe(403);
    }
    expect((await as[role].get(id)).body).toEqual(before);
  });

  it('asks which version the caller saw', async () => {
    const id = await devices.make();
    for (const etag of [null, '*']) {
      const { status, body } = await as.admin.patch(id, '{"desired":{"a":1}}', etag, { raw: true });
      expect([status, body.type]).toEqual([428, '/problems/if-match-missing']);
    }
    expect((await as.admin.put(id, '{"desired":{}}', 'W/"x"', { raw: true })).status).toBe(422);
  });

  it('refuses a change of an old version and shows the new one', async () => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    const { body: after } = await as.admin.patch(id, '{"desired":{"interval":1}}', before.etag);
    for (const refused of [as.admin.patch(id, '{"desired":{"interval":2}}', before.etag), as.admin.put(id, '{"desired":{}}', before.etag)]) {
      const { status, body, headers } = await refused;
      expect([status, headers.get('etag'), headers.get('content-type')]).toEqual([412, `"${after.etag}"`, 'application/problem+json; charset=utf-8']);
      expect(body).toMatchObject({ type: '/problems/twin-is-stale', yourEtag: before.etag, current: after });
    }
    expect((await as.admin.history(id)).body.items).toHaveLength(1);
  });

  it('refuses a change that somebody forestalled between our look and our write', async () => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    await stack.hubControl.fault({ kind: 'status', status: 412, body: '{"Message":"ErrorCode:PreconditionFailed;PreconditionFailed"}', operation: 'patch-twin', device: id, times: 1 });
    const { status, body } = await as.admin.patch(id, '{"desired":{"interval":2}}', before.etag);
    expect([status, body.yourEtag, body.current]).toEqual([412, before.etag, before]);
    expect((await as.admin.history(id)).body.items).toMatchObject([{ state: 'refused', etagAfter: null }]);
  });

  it.each([
    { name: 'a body that is no JSON', body: '{"desired":{"a":', status: 400, type: 'twin-unreadable', pointer: '/desired/a' },
    { name: 'a body that is not UTF-8', body: Buffer.from([0x7b, 0xff, 0x7d]), status: 400, type: 'twin-unreadable', pointer: '' },
    { name: 'a key with a dot', body: '{"desired":{"x":{"a.b":1}}}', status: 422, type: 'twin-key-not-allowed', pointer: '/desired/x/a.b' },
    { name: 'a twin that is too large', body: `{"tags":{${Array.from({ length: 5 }, (_, n) => `"k${n}":"${'x'.repeat(2_000)}"`).join(',')}}}`, status: 422, type: 'twin-too-large', pointer: '/tags' },
    { name: 'our tag', body: '{"tags":{"lockstep":null}}', status: 422, type: 'twin-tag-is-ours', pointer: '/tags/lockstep' },
    { name: '__proto__', body: '{"desired":{"__proto__":{"a":1}}}', status: 422, type: 'twin-key-unsafe', pointer: '/desired/__proto__' },
  ])('refuses $name before the hub sees it', async ({ body, status, type, pointer }) => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    expect(await as.admin.patch(id, body, before.etag)).toMatchObject({ status, body: { type: `/problems/${type}`, pointer, detail: expect.any(String) } });
    expect((await stack.hubControl.journal(id)).filter(({ operation }) => operation === 'patch-twin')).toEqual([]);
  });

  it('refuses other media types', async () => {
    const id = await devices.make();
    for (const type of ['text/plain', 'application/json-patch+json']) {
      const { status, body } = await as.admin.patch(id, '{"desired":{}}', 'AAAAAAAAAAE=', { type });
      expect([status, body.type]).toEqual([415, '/problems/unsupported-media-type']);
    }
  });

  it('takes an edit back, and the taking back too', async () => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    const { body: edited } = await as.admin.patch(id, '{"desired":{"interval":1,"net":null,"new":{"a":[1]}}}', before.etag);
    await as.admin.patch(id, '{"tags":{"other":1}}', edited.etag);
    const edit = (await as.admin.history(id)).body.items[1];

    const undone = await as.admin.undo(id, edit.id);
    expect([undone.status, undone.body.desired, undone.body.tags]).toEqual([200, before.desired, { ...before.tags, other: 1 }]);
    const [undo] = (await as.admin.history(id)).body.items;
    expect(undo).toMatchObject({ kind: 'undo', undoes: edit.id, state: 'done', by: 'the admin' });
    expect((await as.admin.undo(id, undo.id)).body.desired).toEqual(edited.desired);
  });

  it('takes no edit back on which something newer stands', async () => {
    const id = await devices.make();
    const { body: before } = await as.admin.get(id);
    const { body: edited } = await as.admin.patch(id, '{"desired":{"interval":1,"net":null}}', before.etag);
    const { body: newer } = await as.admin.patch(id, '{"desired":{"interval":2}}', edited.etag);
    const edit = (await as.admin.history(id)).body.items[1];
    expect(await as.admin.undo(id, edit.id)).toMatchObject({ status: 409, body: { type: '/problems/undo-conflicts', pointers: ['/desired/interval'] } });
    expect((await as.admin.get(id)).body).toEqual(newer);
    for (const unknown of ['999999999', 'x', '-1']) expect((await as.admin.undo(id, unknown)).status).toBe(404);
  });

  it('pages through the history from the newest back', async () => {
    const id = await devices.make();
    let { etag } = (await as.admin.get(id)).body;
    for (let n = 0; n < 5; n++) ({ etag } = (await as.admin.patch(id, `{"desired":{"n":${n}}}`, etag)).body);
    const first = await as.admin.history(id, '?limit=2');
    const [, next] = /twin\/history(\?[^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await as.admin.history(id, next!.replace('limit=2', 'limit=3'));
    expect(second.headers.get('link')).not.toContain('next');
    expect([...first.body.items, ...second.body.items].map(({ changes }) => changes[0].after)).toEqual([4, 3, 2, 1, 0]);
    expect((await as.admin.history(id, '?limit=0')).status).toBe(422);
  });

  it('answers alike for a device that is not there and for one of another tenant', async () => {
    const id = await devices.make();
    const stranger = openTwinClient(stack.api.address, (await stack.tokens.issue('other', 'stranger', 'admin')).token);
    const known = await stranger.get(id);
    const unknown = await as.admin.get('nobody');
    const plain = (body: any, name: string) => JSON.stringify({ ...body, traceId: '' }).replaceAll(name, 'X');
    expect([known.status, plain(known.body, id)]).toEqual([404, plain(unknown.body, 'nobody')]);
    for (const answer of [stranger.patch(id, '{"desired":{}}', 'x'), stranger.put(id, '{"desired":{}}', 'x'), stranger.history(id), stranger.undo(id, '1')]) expect((await answer).status).toBe(404);
    expect((await fetch(`${stack.api.address}/api/v1/devices/${id}/twin`)).status).toBe(401);
  });

  it('lists the modules of a device to all roles, without their keys', async () => {
    const id = await devices.make();
    const list = async (deviceId: string) => {
      const answer = await fetch(`${stack.api.address}/api/v1/devices/${deviceId}/modules`, { headers: { authorization: `Bearer ${viewer}` } });
      return { status: answer.status, body: (await answer.json()) as { type?: string } };
    };
    const viewer = (await stack.tokens.issue(DEFAULT_TENANT, 'Vera', 'viewer')).token.reveal();
    expect(await list(id)).toEqual({ status: 200, body: { items: [] } });
    for (const moduleId of ['pump', 'camera']) await devices.makeModule(id, moduleId);
    const module = { managedBy: null, connectionState: 'Disconnected', lastActivityAt: null };
    expect(await list(id)).toEqual({ status: 200, body: { items: [{ moduleId: 'camera', ...module }, { moduleId: 'pump', ...module }] } });

    expect((await list(await devices.make({ inHub: false }))).body.type).toBe('/problems/not-in-hub');
    for (const nobody of ['nobody', '%20']) expect((await list(nobody)).body.type).toBe('/problems/not-found');
  });

  it('serves the twins of modules likewise, each with a history of its own', async () => {
    const id = await devices.make();
    await devices.makeModule(id, 'camera');
    const [device, module] = [(await as.admin.get(id)).body, (await as.admin.get(id, 'camera')).body];
    expect(TwinResponse.parse(module)).toMatchObject({ deviceId: id, moduleId: 'camera', desired: {}, tags: {} });
    const { status, body } = await as.admin.patch(id, '{"desired":{"fps":25}}', module.etag, { moduleId: 'camera' });
    expect([status, body.desired]).toEqual([200, { fps: 25 }]);
    expect((await as.admin.get(id)).body).toEqual(device);
    expect((await as.admin.history(id)).body.items).toEqual([]);
    const [edit] = (await as.admin.history(id, '', 'camera')).body.items;
    expect((await as.admin.undo(id, edit.id)).status).toBe(404);
    expect((await as.admin.undo(id, edit.id, 'camera')).body.desired).toEqual({});
    expect((await as.admin.get(id, 'no-such')).body.type).toBe('/problems/not-in-hub');
    expect((await as.admin.get(id, 'a%2Fb')).status).toBe(404);
  });
});
