// Real: the API over HTTP and PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';

describe('the administration of access', () => {
  let under: ApiUnderTest;
  let admin: string;

  beforeAll(async () => {
    under = await startApiUnderTest();
    admin = await under.token('admin');
    await under.store.tell({ tenantId: 'default', deviceId: 'pump-7' });
  }, 240_000);
  afterAll(() => under.stop());

  const call = async (method: string, path: string, body?: unknown, token = admin): Promise<[number, any]> => {
    const answer = await under.call(method, `/api/v1/access/${path}`, { token, ...(body !== undefined && { body }) });
    const text = await answer.text();
    return [answer.status, text === '' ? null : JSON.parse(text)];
  };

  it('makes a token that is seen once, works, is listed without itself, and ends', async () => {
    const [status, made] = await call('POST', 'tokens', { name: 'line 3', role: 'viewer', scope: { kind: 'device', deviceId: 'pump-7' }, expiresInDays: 30 });
    expect([status, made]).toEqual([
      201,
      {
        id: expect.any(String),
        name: 'line 3',
        grants: [{ role: 'viewer', scope: { kind: 'device', deviceId: 'pump-7' } }],
        createdBy: 'admin in default',
        createdAt: expect.any(String),
        expiresAt: expect.any(String),
        lastUsedAt: null,
        token: expect.stringMatching(/^lst_/),
      },
    ]);
    expect(Math.round((Date.parse(made.expiresAt) - Date.now()) / 86_400_000)).toBe(30);
    expect((await under.call('GET', '/api/v1/devices/pump-7', { token: made.token })).status).toBe(200);
    const [, list] = await call('GET', 'tokens');
    const { token, ...rest } = made;
    expect(list.items).toContainEqual({ ...rest, lastUsedAt: expect.any(String) });
    expect(JSON.stringify(list)).not.toContain(token.slice(4));
    expect((await call('DELETE', `tokens/${made.id}`))[0]).toBe(204);
    expect((await under.call('GET', '/api/v1/me', { token })).status).toBe(401);
    expect((await call('DELETE', `tokens/${made.id}`))[0]).toBe(404);
  });

  it('pages through tokens by id, each once', async () => {
    for (let n = 0; n < 5; n++) await call('POST', 'tokens', { name: `page ${n}`, role: 'viewer' });
    const ids: string[] = [];
    for (let next: string | undefined = '/api/v1/access/tokens?limit=2'; next !== undefined; ) {
      const answer: Response = await under.call('GET', next, { token: admin });
      ids.push(...((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id));
      [, next] = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '') ?? [];
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(6);
  });

  it('grants, lists and takes away', async () => {
    const grant = { subject: { kind: 'claim', name: 'groups', value: 'fleet-people' }, role: 'operator', scope: { kind: 'group', group: 'plant-1' } };
    const [status, made] = await call('POST', 'grants', grant);
    expect([status, made]).toEqual([201, { id: expect.any(String), ...grant, createdBy: 'admin in default', createdAt: expect.any(String) }]);
    expect((await call('POST', 'grants', grant))[1]).toEqual(made);
    expect((await call('GET', 'grants'))[1].items).toContainEqual(made);
    expect([(await call('DELETE', `grants/${made.id}`))[0], (await call('DELETE', `grants/${made.id}`))[0]]).toEqual([204, 404]);
  });

  it('puts devices into groups, and whoever was granted the group sees them', async () => {
    const [, { token }] = await call('POST', 'tokens', { name: 'plant', role: 'viewer', scope: { kind: 'group', group: 'plant 1' } });
    const sees = async () => (await under.call('GET', '/api/v1/devices/pump-7', { token })).status;
    expect(await sees()).toBe(404);
    expect((await call('PUT', 'groups/plant%201/devices/pump-7'))[0]).toBe(204);
    expect((await call('GET', 'groups'))[1]).toEqual({ items: ['plant 1'] });
    expect((await call('GET', 'groups/plant%201/devices'))[1]).toEqual({ items: ['pump-7'] });
    expect(await sees()).toBe(200);
    expect((await call('DELETE', 'groups/plant%201/devices/pump-7'))[0]).toBe(204);
    expect(await sees()).toBe(404);
    expect([(await call('PUT', 'groups/plant%201/devices/nobody'))[0], (await call('DELETE', 'groups/plant%201/devices/pump-7'))[0]]).toEqual([404, 404]);
  });

  it.each<{ named: string; path: string; body: unknown; status: number }>([
    { named: 'a token without a name', path: 'tokens', body: { role: 'viewer' }, status: 422 },
    { named: 'a token with a name that cannot be stored', path: 'tokens', body: { name: 'a\0b', role: 'viewer' }, status: 422 },
    { named: 'a token for ever and a day', path: 'tokens', body: { name: 'x', role: 'viewer', expiresInDays: 366 }, status: 422 },
    { named: 'a token for another tenant', path: 'tokens', body: { name: 'x', role: 'viewer', tenantId: 'neighbour' }, status: 422 },
    { named: 'a token of its own choice', path: 'tokens', body: { name: 'x', role: 'viewer', token: 'lst_mine' }, status: 422 },
    { named: 'a role that there is not', path: 'grants', body: { subject: { kind: 'user', id: 'x' }, role: 'root', scope: { kind: 'all' } }, status: 422 },
    { named: 'a grant without a scope', path: 'grants', body: { subject: { kind: 'user', id: 'x' }, role: 'viewer' }, status: 422 },
    { named: 'a grant to a token that is not there', path: 'grants', body: { subject: { kind: 'token', id: randomUUID() }, role: 'viewer', scope: { kind: 'all' } }, status: 404 },
    { named: 'a list', path: 'grants', body: [], status: 422 },
    { named: 'no JSON', path: 'grants', body: '{', status: 400 },
  ])('refuses $named', async ({ path, body, status }) => expect((await call('POST', path, body))[0]).toBe(status));

  it.each(['tokens?limit=0', 'tokens?cursor=x', 'grants?limit=501', 'groups?cursor=AA', 'groups/%2e%2e/devices', 'groups/a%00b/devices'])('refuses to list %s', async (path) => {
    expect([404, 422]).toContain((await call('GET', path))[0]);
  });

  it('is closed to an admin of one group, who could make itself more', async () => {
    const token = await under.token('admin', { kind: 'group', group: 'plant-1' });
    expect((await call('GET', 'grants', undefined, token))[0]).toBe(403);
    expect((await call('POST', 'tokens', { name: 'x', role: 'admin' }, token))[0]).toBe(403);
  });
});
