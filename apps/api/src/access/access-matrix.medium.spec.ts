// Real: the API over HTTP and PostgreSQL. Every route that the running API reports, called by every role in every scope and by a neighbour.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ApiRoute } from '#access';
import { Permission, Role, Secret, type Scope } from '#core';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';

const DEVICE = 'pump-7';
const OTHER_DEVICE = 'pump-8';
const NEIGHBOUR = 'neighbour';
const SCOPES: readonly Scope[] = [
  { kind: 'all' },
  { kind: 'group', group: 'plant-1' },
  { kind: 'group', group: 'plant-2' },
  { kind: 'device', deviceId: DEVICE },
  { kind: 'device', deviceId: OTHER_DEVICE },
];
/** These reach the device that is asked about; the others reach the other one. */
const REACHES = new Set(['all', 'group plant-1', `device ${DEVICE}`]);
const named = (scope: Scope): string => (scope.kind === 'all' ? 'all' : scope.kind === 'group' ? `group ${scope.group}` : `device ${scope.deviceId}`);

/** Said a second time and by hand, as in the tests of the rules. */
const MAY: Readonly<Record<Permission, readonly Role[]>> = {
  'device:read': ['viewer', 'operator', 'admin'],
  'twin:read': ['viewer', 'operator', 'admin'],
  'twin:write': ['admin'],
  'device:wake': ['operator', 'admin'],
  'integration:manage': ['admin'],
  'deadletter:replay': ['operator', 'admin'],
  'access:manage': ['admin'],
};
const OVER_A_DEVICE: readonly Permission[] = ['device:read', 'twin:read', 'twin:write', 'device:wake'];

/** What a path says of who may call it, whatever its handler says: a route that is looser than this is a mistake. */
const LAWS: readonly { path: RegExp; methods: RegExp; permissions: readonly Permission[]; everywhere?: true }[] = [
  // Their answers cannot be cut down to some devices.
  { path: /^\/api\/v1\/(dead-letters|hub-budget|overview|events|drift)(\/|$)/, methods: /^GET$/, permissions: ['device:read'], everywhere: true },
  // The stream is cut down to what its listener may see.
  { path: /^\/api\/v1\/stream$/, methods: /^GET$/, permissions: ['device:read'] },
  { path: /^\/api\/v1\/access\//, methods: /./, permissions: ['access:manage'] },
  { path: /^\/api\/v1\/(integrations|fleet|event-sources|simulation|queue)(\/|$)/, methods: /./, permissions: ['integration:manage'] },
  { path: /\/iot-manager\/integrations(\/|$)/, methods: /^(PUT|PATCH|POST|DELETE)$/, permissions: ['integration:manage'] },
  { path: /\/iot-manager\/integrations(\/|$)/, methods: /^GET$/, permissions: ['device:read'] },
  { path: /\/iot-manager\/events$/, methods: /^GET$/, permissions: ['device:read'], everywhere: true },
  { path: /\/state(\/|$)/, methods: /^(PUT|PATCH|POST|DELETE)$/, permissions: ['twin:write'] },
  { path: /\/state(\/|$)/, methods: /^GET$/, permissions: ['twin:read'] },
  { path: /\/twin(\/|$)/, methods: /^(PUT|PATCH|POST|DELETE)$/, permissions: ['twin:write'] },
  { path: /\/(twin(\/|$)|modules$)/, methods: /^GET$/, permissions: ['twin:read'] },
  { path: /^\/api\/v1\/dead-letters/, methods: /^(PUT|PATCH|POST|DELETE)$/, permissions: ['deadletter:replay'] },
  { path: /^\/api\/v1\/devices/, methods: /^(PUT|PATCH|POST|DELETE)$/, permissions: ['device:wake', 'twin:write', 'integration:manage'] },
];
/** The only routes of the API that ask nobody who they are. */
const OPEN = /^(GET|HEAD) \/(livez|readyz|startupz|openapi\.json|docs.*|problems\/:code|)$|^POST \/webhooks\/:\w+$|^(GET|POST) \/api\/v1\/session(\/sign-in|\/callback)?$/;

describe('every route of the API', () => {
  let under: ApiUnderTest;
  let routes: readonly ApiRoute[];
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    under = await startApiUnderTest({ LOCKSTEP_SIGN_IN_LIMIT: '1000000', LOCKSTEP_MENDER_API: 'on', LOCKSTEP_SIMULATION: 'http://127.0.0.1:9', LOCKSTEP_HUB_GATEWAY: '127.0.0.1:9' });
    routes = under.api.routes;
    for (const tenantId of ['default', NEIGHBOUR]) {
      for (const deviceId of tenantId === 'default' ? [DEVICE, OTHER_DEVICE] : ['theirs']) await under.store.tell({ tenantId, deviceId });
    }
    await under.store.groups.join({ tenantId: 'default', deviceId: DEVICE }, 'plant-1');
    await under.store.groups.join({ tenantId: 'default', deviceId: OTHER_DEVICE }, 'plant-2');
    await under.store.groups.join({ tenantId: NEIGHBOUR, deviceId: 'theirs' }, 'plant-1');
    for (const role of Role.options) {
      for (const scope of SCOPES) tokens.set(`${role} of ${named(scope)}`, await under.token(role, scope));
    }
  }, 240_000);
  afterAll(() => under.stop());

  const guarded = (): ApiRoute[] => routes.filter(({ requirement }) => requirement?.kind !== 'open');
  /** A path with its parameters filled in: the device, and for all else what nothing is. */
  const fill = (path: string, deviceId = DEVICE): string =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(/^device(Id)?$/.test(name) || (name === 'id' && path.includes('/devices/')) ? deviceId : name === 'group' ? 'plant-1' : randomUUID()));
  /** An event stream does not end by itself; its status is enough. */
  const statusOf = async (method: string, path: string, token?: string): Promise<number> => {
    const stop = new AbortController();
    const answer = await fetch(new URL(path, under.api.address), { method, redirect: 'manual', signal: stop.signal, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
    stop.abort();
    return answer.status;
  };

  it('is reported, those of access among them', () => {
    const all = routes.map(({ method, path }) => `${method} ${path}`);
    expect(all).toEqual(expect.arrayContaining(['GET /api/v1/devices', 'GET /api/v1/devices/:deviceId', 'GET /api/v1/me', 'POST /api/v1/access/tokens', 'DELETE /api/v1/access/grants/:grantId', 'DELETE /api/v1/session', 'POST /webhooks/:sourceId', 'PATCH /api/v1/integrations/:id', 'PUT /api/v1/fleet', 'POST /api/v1/event-sources/:id/rotate', 'PATCH /api/v1/devices/:deviceId/modules/:moduleId/twin', 'GET /api/v1/stream', 'GET /api/v1/hub-budget', 'PUT /api/v1/simulation/faults/:fault', 'GET /api/management/v1/iot-manager/events', 'PUT /api/management/v1/iot-manager/devices/:deviceId/state/:integrationId', 'GET /docs', 'GET /problems/:code']));
    expect(new Set(all).size).toBe(all.length);
  });

  it('says who may call it, and is open to all only where that is meant', () => {
    expect(routes.filter(({ requirement }) => requirement === null)).toEqual([]);
    const open = routes.filter(({ requirement }) => requirement?.kind === 'open').map(({ method, path }) => `${method} ${path}`);
    expect(open.filter((route) => !OPEN.test(route))).toEqual([]);
  });

  it('keeps the laws that its path stands under', () => {
    const broken = guarded().flatMap(({ method, path, requirement }) => {
      const law = LAWS.find((one) => one.path.test(path) && one.methods.test(method));
      if (!law) return [];
      return requirement?.kind === 'permission' && law.permissions.includes(requirement.permission) && (!law.everywhere || requirement.everywhere) ? [] : [`${method} ${path}: ${JSON.stringify(requirement)}`];
    });
    expect(broken).toEqual([]);
  });

  it('turns away whoever does not say who it is', async () => {
    for (const { method, path } of guarded()) {
      expect([method, path, await statusOf(method, fill(path))]).toEqual([method, path, 401]);
      expect([method, path, await statusOf(method, fill(path), 'lst_nobody')]).toEqual([method, path, 401]);
    }
  });

  it('answers every role in every scope by the table', async () => {
    for (const { method, path, requirement } of guarded()) {
      if (requirement?.kind !== 'permission' || method === 'DELETE') continue;
      const { permission, everywhere } = requirement;
      for (const role of Role.options) {
        for (const scope of SCOPES) {
          const whole = scope.kind === 'all';
          const mayKnock = MAY[permission].includes(role) && (whole || (!everywhere && OVER_A_DEVICE.includes(permission)));
          const token = tokens.get(`${role} of ${named(scope)}`);
          const status = await statusOf(method, fill(path), token);
          const isOutOfReach = /^\/api\/(v1|management\/v1\/iot-manager)\/devices\/:\w+/.test(path) && !REACHES.has(named(scope));
          const isLikeUnknown = isOutOfReach && status >= 400 && status === (await statusOf(method, fill(path, 'nobody'), token));
          const seen = !mayKnock ? 'forbidden' : isOutOfReach ? 'like-unknown' : 'let-in';
          const got = status === 403 ? 'forbidden' : status === 401 ? 'stranger' : status === 500 ? 'broken' : isLikeUnknown ? 'like-unknown' : 'let-in';
          expect([method, path, role, named(scope), got]).toEqual([method, path, role, named(scope), seen]);
        }
      }
    }
  }, 240_000);

  it('lets nobody do to a device it may see what it may do to others only', async () => {
    const { summary, token } = await under.store.tokens.issue('default', 'two grants', 'viewer');
    await under.store.grants.add('default', { subject: { kind: 'token', id: summary.id }, role: 'operator', scope: { kind: 'device', deviceId: OTHER_DEVICE } }, 'test');
    const wake = async (deviceId: string) => (await under.call('POST', `/api/v1/devices/${deviceId}/wake`, { token: token.reveal() })).status;
    expect([await wake(DEVICE), await wake(OTHER_DEVICE), await wake('nobody')]).toEqual([403, 202, 404]);
  });

  it('answers about a neighbour\'s device, a device out of reach and one that is not there with the same words', async () => {
    const scoped = tokens.get(`admin of device ${DEVICE}`)!;
    const admin = tokens.get('admin of all')!;
    for (const { method, path, requirement } of guarded()) {
      if (requirement?.kind !== 'permission' || !/\/devices\/:\w+/.test(path)) continue;
      const answers = await Promise.all(
        [[admin, 'theirs'], [admin, 'nobody'], [scoped, OTHER_DEVICE], [scoped, 'nobody']].map(async ([token, deviceId]) => {
          const answer = await under.call(method, fill(path, deviceId), { token: token! });
          const body = await answer.text();
          return JSON.stringify([answer.status, body.replaceAll(deviceId!, 'ID').replace(/"traceId":"[^"]*"/g, '').replace(/[0-9a-f-]{36}/g, 'UUID')]);
        }),
      );
      expect([method, path, new Set(answers.slice(0, 2)).size]).toEqual([method, path, 1]);
      expect([method, path, new Set(answers.slice(2)).size]).toEqual([method, path, 1]);
      // Whoever was granted one device only may not knock at all where the whole tenant is asked for, and learns nothing by that.
      if (path.startsWith('/api/v1/devices') && OVER_A_DEVICE.includes(requirement.permission)) expect([method, path, new Set(answers).size]).toEqual([method, path, 1]);
    }
  });

  it('never ends, lists or changes what is a neighbour\'s', async () => {
    const { summary, token } = await under.store.tokens.issue(NEIGHBOUR, 'theirs', 'admin');
    const grant = await under.store.grants.add(NEIGHBOUR, { subject: { kind: 'user', id: 'them' }, role: 'viewer', scope: { kind: 'all' } }, 'them');
    const ours = tokens.get('admin of all')!;
    for (const { method, path } of guarded().filter((route) => route.path.startsWith('/api/v1/access/'))) {
      const theirs = path.replace(':grantId', grant.id).replace(':tokenId', summary.id).replace(':deviceId', 'theirs').replace(':group', 'plant-1');
      const unknown = path.replace(':grantId', randomUUID()).replace(':tokenId', randomUUID()).replace(':deviceId', 'nobody').replace(':group', 'plant-1');
      const [one, two] = await Promise.all([under.call(method, theirs, { token: ours }), under.call(method, unknown, { token: ours })]);
      const [answer, other] = [await one.text(), await two.text()];
      expect([method, path, one.status]).toEqual([method, path, two.status]);
      expect(answer).not.toContain(summary.id + grant.id);
      if (path.includes(':')) expect(answer.replace(/"(instance|traceId)":"[^"]*"/g, '')).toBe(other.replace(/"(instance|traceId)":"[^"]*"/g, ''));
      else expect(answer).not.toMatch(/them|theirs/);
    }
    expect(await under.store.tokens.callerOf(new Secret(token.reveal()))).not.toBeNull();
  });

  it('takes the same questions to the database to refuse a device that is there and one that is not', async () => {
    const scoped = tokens.get(`operator of device ${DEVICE}`)!;
    const query = pg.Client.prototype.query;
    let asked = 0;
    pg.Client.prototype.query = function count(this: pg.Client, ...args: unknown[]) {
      // Who calls is known from the call before, for a second.
      if ((args[0] as { name?: string }).name !== 'access-token-actor') asked++;
      return Reflect.apply(query, this, args) as never;
    } as never;
    try {
      const questions = async (deviceId: string, rest: string, method: string): Promise<number> => {
        asked = 0;
        expect((await under.call(method, `/api/v1/devices/${deviceId}${rest}`, { token: scoped })).status).toBe(404);
        return asked;
      };
      for (const [method, rest] of [['GET', ''], ['GET', '/timeline'], ['POST', '/wake']] as const) {
        const first = await questions('nobody', rest, method);
        expect(first).toBeGreaterThan(0);
        expect([await questions(OTHER_DEVICE, rest, method), await questions('theirs', rest, method)]).toEqual([first, first]);
      }
    } finally {
      pg.Client.prototype.query = query;
    }
  });

  it('lists no device out of reach', async () => {
    for (const [who, ids] of [['viewer of all', [DEVICE, OTHER_DEVICE]], ['viewer of group plant-1', [DEVICE]], [`viewer of device ${OTHER_DEVICE}`, [OTHER_DEVICE]]] as const) {
      const answer = await under.call('GET', '/api/v1/devices', { token: tokens.get(who)! });
      const { items } = (await answer.json()) as { items: { deviceId: string }[] };
      expect(items.map(({ deviceId }) => deviceId)).toEqual(ids);
    }
  });
});
