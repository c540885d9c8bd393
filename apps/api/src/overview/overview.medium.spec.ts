// Real: the API over HTTP, PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';

describe('what an operator looks for', () => {
  let under: ApiUnderTest;
  let token: string;

  beforeAll(async () => {
    under = await startApiUnderTest();
    token = await under.token('viewer');
    for (const [deviceId, status] of [['pump-1', 'accepted'], ['pump-2', 'rejected'], ['valve-1', 'accepted']] as const) await under.store.tell({ tenantId: 'default', deviceId }, { status });
    await under.store.sql(`UPDATE device SET sync = 'failing', reason = 'hub-is-away', hub_kind = 'present', hub_status = 'enabled' WHERE device_id = 'pump-1'`);
    await under.store.groups.join({ tenantId: 'default', deviceId: 'valve-1' }, 'plant');
    await under.store.counts.keep();
  }, 240_000);
  afterAll(() => under.stop(), 240_000);

  const get = async (path: string, as = token): Promise<any> => {
    const response = await under.call('GET', path, { token: as });
    return { status: response.status, link: response.headers.get('link'), ...((await response.json()) as object) };
  };
  const idsOf = ({ items }: { items: { deviceId: string }[] }): string[] => items.map(({ deviceId }) => deviceId);

  it('is in one look how many devices are in which state, and why', async () => {
    expect(await get('/api/v1/overview')).toMatchObject({
      devices: 3,
      sync: { 'in-sync': 0, waiting: 2, failing: 1, dead: 0 },
      status: { accepted: 2, rejected: 1 },
      hubStatus: { enabled: 1, unknown: 2 },
      reasons: [{ reason: null, why: null, sync: 'waiting', devices: 2 }, { reason: 'hub-is-away', why: expect.stringContaining('cannot be reached'), sync: 'failing', devices: 1 }],
    });
  });

  it.each([
    { hours: '', span: 'minute' },
    { hours: '?hours=24', span: 'minute' },
    { hours: '?hours=25', span: 'hour' },
  ])('is how that was over time, for "$hours" by the $span', async ({ hours, span }) => {
    // Within the first moments of an hour its count would be older than the hour asked for, were it not for the 24.
    expect(await get(`/api/v1/overview/history${hours}`)).toMatchObject({ span, items: [{ devices: 3, sync: { waiting: 2, failing: 1 }, status: { accepted: 2 } }] });
  });

  it.each([
    ['idPrefix=pump', ['pump-1', 'pump-2']],
    ['idPrefix=pump&status=rejected', ['pump-2']],
    ['hubStatus=enabled', ['pump-1']],
    ['sync=waiting', ['pump-2', 'valve-1']],
    ['reason=hub-is-away', ['pump-1']],
    ['group=plant', ['valve-1']],
    ['group=nobody', []],
  ])('is a list of devices: %s', async (query, ids) => expect(idsOf(await get(`/api/v1/devices?${query}`))).toEqual(ids));

  it('is listed page by page with its filter', async () => {
    const { link } = await get('/api/v1/devices?idPrefix=pump&limit=1');
    const next = /<([^>]+)>; rel="next"/.exec(link)![1]!;
    expect(next).toContain('idPrefix=pump');
    expect(idsOf(await get(next))).toEqual(['pump-2']);
  });

  it.each([
    ['/api/v1/devices?status=broken', 'status'],
    ['/api/v1/devices?reason=because', 'reason'],
    ['/api/v1/devices?idPrefix=a%20b', 'idPrefix'],
    ['/api/v1/events?since=yesterday', 'since'],
    ['/api/v1/overview/history?hours=0', 'hours'],
    ['/api/v1/devices?state=dead', 'state'],
    ['/api/v1/overview?since=2026', 'since'],
  ])('is refused with the name of the parameter that is wrong: %s', async (path, parameter) => {
    expect(await get(path)).toMatchObject({ status: 422, errors: [{ parameter }] });
  });

  it('is the story of all devices, newest first, page by page', async () => {
    const first = await get('/api/v1/events?limit=2');
    expect(idsOf(first)).toEqual(['valve-1', 'pump-2']);
    expect(first.items[0]).toMatchObject({ kind: 'event', sentence: 'An event came in: device-status-changed says accepted.' });
    expect(idsOf(await get(/<([^>]+)>; rel="next"/.exec(first.link)![1]!))).toEqual(['pump-1']);
    expect(idsOf(await get('/api/v1/events?deviceId=pump-2&kind=event'))).toEqual(['pump-2']);
    expect(idsOf(await get('/api/v1/events?kind=died'))).toEqual([]);
    expect(idsOf(await get(`/api/v1/events?since=${encodeURIComponent(first.items[1].at)}`))).toContain('valve-1');
    expect(idsOf(await get('/api/v1/events?since=2999-01-01T00:00:00Z'))).toEqual([]);
  });

  it.each(['/api/v1/overview', '/api/v1/overview/history', '/api/v1/events'])('is not for those who may see some devices only: %s', async (path) => {
    expect((await get(path, await under.token('admin', { kind: 'group', group: 'plant' }))).status).toBe(403);
  });

  it('is within the scope of whoever asks', async () => {
    const narrow = await under.token('viewer', { kind: 'device', deviceId: 'pump-2' });
    expect(idsOf(await get('/api/v1/devices?idPrefix=pump', narrow))).toEqual(['pump-2']);
    expect(idsOf(await get('/api/v1/devices?group=plant', narrow))).toEqual([]);
  });
});
