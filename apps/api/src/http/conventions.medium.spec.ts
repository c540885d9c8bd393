// Real: the API over HTTP, PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { apiCaller, type ApiAnswer, type ApiCaller } from '../../../../test/support/api-caller.js';
import { readEnv } from '#platform';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { startApi } from '../start-api.js';

const SOURCES = '/api/v1/event-sources';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ backend: 'postgres' });
}, 240_000);

afterAll(async () => stack.stop(), 240_000);

async function anAdmin(name = 'alice'): Promise<{ admin: ApiCaller; tenantId: string }> {
  const tenantId = `t-${randomUUID().slice(0, 8)}`;
  return { admin: apiCaller(stack.api.address, (await stack.tokens.issue(tenantId, name, 'admin')).token.reveal()), tenantId };
}

const sourcesOf = async (admin: ApiCaller): Promise<number> => (await admin.get(SOURCES)).body.items.length;

describe('a POST with an Idempotency-Key', () => {
  const post = (caller: ApiCaller, key: string, body: unknown = { kind: 'mender' }, path = SOURCES): Promise<ApiAnswer> => caller.post(path, { body, headers: { 'idempotency-key': key } });

  it('takes effect once, and is answered with the same bytes', async () => {
    const { admin } = await anAdmin();
    const first = await post(admin, 'key-1');
    const again = await post(admin, 'key-1');
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await sourcesOf(admin)).toBe(1);
    expect((await post(admin, '"key-1"')).text).toBe(first.text);
  });

  it('is another request under another key, of another actor, or of another tenant', async () => {
    const { admin, tenantId } = await anAdmin();
    const namesake = apiCaller(stack.api.address, (await stack.tokens.issue(tenantId, 'alice', 'admin')).token.reveal());
    const { admin: neighbour } = await anAdmin();
    const answers = [await post(admin, 'key-1'), await post(admin, 'key-2'), await post(namesake, 'key-1'), await post(neighbour, 'key-1')];
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(4);
  });

  it('is refused when the key belongs to another body or address', async () => {
    const { admin } = await anAdmin();
    const { body: source } = await post(admin, 'key-1');
    for (const answer of [await post(admin, 'key-1', { kind: 'standard-webhooks' }), await post(admin, 'key-1', undefined, `${SOURCES}/${source.id}/rotate`)]) {
      expect([answer.status, answer.body.type]).toEqual([422, '/problems/idempotency-key-reused']);
    }
    expect(await sourcesOf(admin)).toBe(1);
  });

  it('takes effect once however often it comes at the same moment', async () => {
    const { admin } = await anAdmin();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(admin, 'key-1')));
    expect(answers.every(({ status, body }) => status === 201 || (status === 409 && body.type === '/problems/idempotency-key-at-work'))).toBe(true);
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
    expect(await sourcesOf(admin)).toBe(1);
  });

  it('is answered the same when it was refused', async () => {
    const { admin } = await anAdmin();
    const first = await post(admin, 'key-1', { kind: 'nothing' });
    const again = await post(admin, 'key-1', { kind: 'nothing' });
    expect([first.status, again.status, again.text]).toEqual([422, 422, first.text]);
    expect(again.headers.get('content-type')).toContain('application/problem+json');
  });

  it('may be made again when it failed by our own fault', async () => {
    const { admin, tenantId } = await anAdmin();
    await stack.database.prisma.$executeRawUnsafe(`ALTER TABLE event_source ADD CONSTRAINT broken CHECK (tenant_id <> '${tenantId}')`);
    expect((await post(admin, 'key-1')).status).toBe(500);
    await stack.database.prisma.$executeRawUnsafe('ALTER TABLE event_source DROP CONSTRAINT broken');
    const again = await post(admin, 'key-1');
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('is made again a day later, and what is expired is cleared away', async () => {
    const { admin, tenantId } = await anAdmin();
    const first = await post(admin, 'key-1');
    await post(admin, 'key-2');
    await stack.database.prisma.keptAnswer.updateMany({ where: { tenantId }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await post(admin, 'key-1')).body.id).not.toBe(first.body.id);
    expect((await stack.database.prisma.keptAnswer.findMany({ where: { tenantId } })).map(({ key }) => key)).toEqual(['key-1']);
  });

  it('may be made again when whoever had it at work is gone', async () => {
    const { admin, tenantId } = await anAdmin();
    await post(admin, 'key-1');
    const atWork = { status: null, sealedBody: null };
    await stack.database.prisma.keptAnswer.updateMany({ where: { tenantId }, data: atWork });
    expect((await post(admin, 'key-1')).status).toBe(409);
    await stack.database.prisma.keptAnswer.updateMany({ where: { tenantId }, data: { ...atWork, takenAt: new Date(Date.now() - 4 * 60_000) } });
    expect((await post(admin, 'key-1')).status).toBe(201);
  });

  it.each(['', 'a'.repeat(256), 'a b', 'käse', '"', '"a'])('is refused with the key %s', async (key) => {
    const { admin } = await anAdmin();
    const answer = await admin.post(SOURCES, { body: { kind: 'mender' }, headers: { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') } });
    expect([answer.status, answer.body.errors]).toEqual([422, [{ parameter: 'Idempotency-Key', detail: expect.any(String) }]]);
  });

  it('tells a stranger nothing', async () => {
    const { admin } = await anAdmin();
    await post(admin, 'key-1');
    expect((await post(apiCaller(stack.api.address, 'lst_nonsense'), 'key-1')).status).toBe(401);
  });

  it('keeps the answer sealed', async () => {
    const { admin, tenantId } = await anAdmin();
    const { body } = await post(admin, 'key-1');
    const [row] = await stack.database.prisma.$queryRawUnsafe<{ text: string }[]>(`SELECT k::text || encode(sealed_body, 'escape') AS text FROM kept_answer k WHERE tenant_id = '${tenantId}'`);
    expect(row!.text).not.toContain(body.secret);
    expect(row!.text).not.toContain(Buffer.from(body.secret).toString('hex'));
  });
});

describe('a list', () => {
  const follow = async (admin: ApiCaller, first: string): Promise<any[]> => {
    const items: any[] = [];
    for (let next: string | undefined = first; next; ) {
      const answer: ApiAnswer = await admin.get(next);
      expect(answer.status).toBe(200);
      items.push(...answer.body.items);
      expect(answer.headers.get('link')).toContain('rel="first"');
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    return items;
  };

  it('of devices is read whole by its links', async () => {
    const { admin, tenantId } = await anAdmin();
    const ids = Array.from({ length: 23 }, (_, number) => `pump-${number}`).concat('a%2Fb?c#d', "o'neill;$@");
    await stack.database.prisma.device.createMany({ data: ids.map((deviceId) => ({ tenantId, deviceId, toldStatus: 'accepted', toldAt: new Date(), toldEventId: '1', generation: 1, sync: deviceId === 'pump-3' ? 'dead' : 'in-sync' })) });
    const items = await follow(admin, '/api/v1/devices?limit=7');
    expect(items.map(({ deviceId }) => deviceId).sort()).toEqual([...ids].sort());
    expect(items.length).toBe(25);
    expect((await follow(admin, '/api/v1/devices?limit=5&sync=in-sync')).length).toBe(24);
    expect((await admin.get('/api/v1/devices?limit=25')).headers.get('link')).not.toContain('next');
  });

  it('of the lines of a story, and of dead letters, likewise', async () => {
    const { admin, tenantId } = await anAdmin();
    await stack.database.prisma.device.create({ data: { tenantId, deviceId: 'pump-1', toldStatus: 'accepted', toldAt: new Date(), toldEventId: '1', generation: 1 } });
    await stack.database.prisma.eventLog.createMany({ data: Array.from({ length: 9 }, () => ({ tenantId, deviceId: 'pump-1', kind: 'rests' })) });
    await stack.database.prisma.deadLetter.createMany({ data: Array.from({ length: 9 }, (_, number) => ({ tenantId, sourceId: 'queue', reason: 'unreadable', detail: String(number), raw: Buffer.from(''), digest: Buffer.from([number]) })) });
    expect((await follow(admin, '/api/v1/devices/pump-1/timeline?limit=4')).length).toBe(9);
    expect((await follow(admin, '/api/v1/dead-letters?limit=4')).map(({ detail }) => detail)).toEqual(['8', '7', '6', '5', '4', '3', '2', '1', '0']);
  });

  it.each(['/api/v1/devices?cursor=%25', '/api/v1/devices?limit=0', '/api/v1/devices?limit=501', '/api/v1/devices?sync=lost', '/api/v1/dead-letters?cursor=cHVtcA', '/api/v1/devices/pump-1/timeline?cursor=cHVtcA', '/api/v1/devices?limit=1&limit=2'])('is refused as %s', async (path) => {
    const { admin } = await anAdmin();
    const answer = await admin.get(path);
    expect([answer.status, answer.body.type, answer.body.errors.length]).toEqual([422, '/problems/invalid-request', 1]);
  });
});

describe('a problem', () => {
  it('carries the trace of its caller, and leads to a page', async () => {
    const { admin } = await anAdmin();
    const answer = await admin.get('/api/v1/devices/pump-9', { headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
    expect(answer.body).toMatchObject({ type: '/problems/not-found', status: 404, traceId: '0af7651916cd43dd8448eb211c80319c', instance: '/api/v1/devices/pump-9' });
    const page = await apiCaller(stack.api.address, null).get(answer.body.type);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('What to do.');
  });

  it.each(['/nowhere', '/problems/nothing', '/problems/constructor', '/problems/%2e%2e', '/docs/nothing.js', '/api/v1/%zz', '/api/v1/devices/%ff%fe'])('is what %s answers with', async (path) => {
    const answer = await apiCaller(stack.api.address, null).get(path);
    expect([answer.status, answer.body.type]).toEqual([404, '/problems/not-found']);
  });

  it('is what a body above the limit answers with', async () => {
    const { admin } = await anAdmin();
    const answer = await admin.post(SOURCES, { body: `"${'x'.repeat(1024 * 1024)}"` });
    expect([answer.status, answer.body.type]).toEqual([413, '/problems/body-too-large']);
  });
});

describe('the documents', () => {
  it('are those that are committed, and come from here alone', async () => {
    const committed = readFileSync('docs/openapi.json', 'utf8').trimEnd();
    const whole = await startApi(readEnv({ ...stack.environment, LOCKSTEP_MENDER_API: 'on', LOCKSTEP_SIMULATION: stack.mender.url }));
    try {
      expect((await apiCaller(whole.address, null).get('/openapi.json')).text).toBe(committed);
    } finally {
      await whole.stop();
    }
    const anybody = apiCaller(stack.api.address, null);
    const alwaysThere = Object.keys(JSON.parse(committed).paths).filter((path) => !/^\/api\/(management|v1\/simulation)(\/|$)/.test(path));
    expect(Object.keys((await anybody.get('/openapi.json')).body.paths)).toEqual(alwaysThere);
    const page = await anybody.get('/docs');
    expect(page.text).not.toMatch(/https?:/);
    for (const [, path] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const part = await anybody.get(`/${path}`);
      expect([part.status, part.text.length > 50]).toEqual([200, true]);
    }
  });

  it('are shown by a page that the content security policy lets work: its scripts and styles are files of ours, and it asks us alone', async () => {
    const page = await apiCaller(stack.api.address, null).get('/docs');
    const policy = Object.fromEntries((page.headers.get('content-security-policy') ?? '').split(';').map((part) => [part.trim().split(' ')[0], part.trim().split(' ').slice(1)]));
    expect(policy['default-src']).toEqual(["'self'"]);
    expect([policy['script-src'], policy['connect-src']]).toEqual([undefined, undefined]);
    // swagger-ui writes styles into its elements, and has its icons in its style sheet.
    expect([policy['style-src'], policy['img-src']]).toEqual([["'self'", "'unsafe-inline'"], ["'self'", 'data:']]);
    expect(page.text).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|<base|<form/);
  });
});

describe('every answer', () => {
  it.each(['/docs', '/livez', '/api/v1/devices', '/nowhere'])('keeps browsers from harm, %s too, and none carries less than another', async (path) => {
    const { headers } = await apiCaller(stack.api.address, null).get(path);
    expect(Object.fromEntries(PROTECTING.map((name) => [name, headers.get(name)]))).toEqual({
      'content-security-policy': expect.stringMatching(/^default-src 'self';.*frame-ancestors 'none'/),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
  });
});

const PROTECTING = [
  'content-security-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'referrer-policy', 'strict-transport-security', 'x-content-type-options', 'x-frame-options',
] as const;
