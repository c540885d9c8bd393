// Real: the API over HTTP and PostgreSQL. Not real: anybody who would take a pass.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';

let under: ApiUnderTest;
let admin: string;

beforeAll(async () => {
  under = await startApiUnderTest();
  admin = await under.token('admin');
}, 240_000);
beforeEach(async () => {
  await under.store.sql('DELETE FROM device');
  await under.store.sql(
    `INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, hub_kind, key_number, last_key_number, key_source)
     SELECT 'default', id, 'accepted', now(), 'e', 1, 1, kind, 1, 1, 'derived' FROM (VALUES ('pump-1', 'present'), ('pump-2', 'present'), ('gone', 'absent')) AS d(id, kind)`,
  );
  await under.store.groups.join({ tenantId: 'default', deviceId: 'pump-1' }, 'plant-1');
});
afterAll(() => under.stop(), 240_000);

const ask = async (path: string, body?: unknown, token = admin): Promise<{ status: number; body: any }> => {
  const answer = await under.call('POST', `/api/v1/devices/${path}`, { token, body, headers: body === undefined ? {} : { 'content-type': 'application/json' } });
  return { status: answer.status, body: await answer.json() };
};

describe('rotating device keys', () => {
  it('is asked for one device, once', async () => {
    expect(await ask('pump-1/rotate-key')).toEqual({ status: 202, body: { deviceId: 'pump-1', rotation: 'asked' } });
    expect(await ask('pump-1/rotate-key')).toEqual({ status: 202, body: { deviceId: 'pump-1', rotation: 'under-way' } });
  });

  it.each([
    { path: 'gone/rotate-key', status: 409, type: '/problems/device-without-key' },
    { path: 'nobody/rotate-key', status: 404, type: '/problems/not-found' },
    { path: `${'x'.repeat(200)}/rotate-key`, status: 404, type: '/problems/not-found' },
  ])('is refused with $status for $path', async ({ path, status, type }) => expect(await ask(path)).toMatchObject({ status, body: { type } }));

  it('is counted in a dry run, and changes nothing then', async () => {
    const dry = { dryRun: true, toRotate: 2, underWay: 0, without: 1 };
    expect(await ask('rotate-keys', { all: true, dryRun: true })).toEqual({ status: 202, body: dry });
    expect((await ask('rotate-keys', { all: true, dryRun: true })).body).toEqual(dry);
    expect((await ask('rotate-keys', { group: 'plant-1', dryRun: true })).body).toMatchObject({ toRotate: 1, without: 0 });
  });

  it('is asked for a group, then for the rest, and says how far it is', async () => {
    expect((await ask('rotate-keys', { group: 'plant-1' })).body).toEqual({ dryRun: false, toRotate: 1, underWay: 0, without: 0 });
    expect((await ask('rotate-keys', { all: true })).body).toEqual({ dryRun: false, toRotate: 1, underWay: 1, without: 1 });
    expect((await ask('rotate-keys', { all: true, dryRun: true })).body).toEqual({ dryRun: true, toRotate: 0, underWay: 2, without: 1 });
  });

  it.each([[{}], [{ all: false }], [{ group: 'plant-1', all: true }], [{ group: '../x' }], [{ all: true, extra: 1 }]])('takes no %j', async (body) => {
    expect((await ask('rotate-keys', body)).status).toBe(422);
  });

  it('is for whoever manages the integration alone', async () => {
    for (const token of [await under.token('operator'), await under.token('admin', { kind: 'device', deviceId: 'pump-1' })]) {
      expect((await ask('pump-1/rotate-key', undefined, token)).status).toBe(403);
      expect((await ask('rotate-keys', { all: true }, token)).status).toBe(403);
    }
  });
});
