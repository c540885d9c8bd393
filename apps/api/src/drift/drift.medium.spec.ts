// Real: the API over HTTP and PostgreSQL. Not there: a worker, so a run stays as it was asked for.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresDriftFindings, PostgresDriftRuns } from '#adapters/postgres';
import type { Finding } from '#core';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';
import { apiCaller, type ApiCaller } from '../../../../test/support/api-caller.js';

const finding = (deviceId: string, odd: Partial<Finding> = {}): Finding => ({
  class: 'lost-event',
  deviceId,
  detail: 'The fleet has it as accepted.',
  status: 'accepted',
  harm: 'none',
  isSuspicion: false,
  ...odd,
});

describe('drift', () => {
  let under: ApiUnderTest;
  let admin: ApiCaller;
  let viewer: ApiCaller;

  beforeAll(async () => {
    under = await startApiUnderTest();
    admin = apiCaller(under.api.address, await under.token('admin'));
    viewer = apiCaller(under.api.address, await under.token('viewer'));
    const runs = new PostgresDriftRuns(under.store.database);
    const run = await runs.start('default', { kind: 'sweep', dryRun: true, selection: null, askedBy: 'a test' });
    await new PostgresDriftFindings(under.store.database).put(run, [
      finding('pump-1'),
      finding('=pump-2', { class: 'extra-in-hub', harm: 'delete', status: null }),
      finding('pump-3', { class: 'not-imported' }),
      finding('pump-4', { class: 'missing-in-hub', isSuspicion: true }),
    ]);
    await runs.drop('default', run.id, 'a test');
  }, 240_000);

  afterAll(() => under.stop(), 240_000);

  it('is reported by class, without what is only suspected', async () => {
    const { status, body } = await viewer.get('/api/v1/drift');
    expect(status).toBe(200);
    expect(body.classes).toEqual([
      { class: 'extra-in-hub', sentence: expect.any(String), open: 1, told: 0 },
      { class: 'lost-event', sentence: expect.any(String), open: 1, told: 0 },
      { class: 'not-imported', sentence: expect.any(String), open: 1, told: 0 },
    ]);
    expect(body.imports).toEqual([{ status: 'accepted', devices: 1, does: expect.stringMatching(/^Created in the hub/) }]);
    expect(body).toMatchObject({ lastRun: { kind: 'sweep', dryRun: true, state: 'dropped' }, running: null, held: null });
  });

  it('is listed page by page, and by class', async () => {
    const first = await viewer.get('/api/v1/drift/findings?limit=2');
    expect(first.body.items.map(({ deviceId }: { deviceId: string }) => deviceId)).toEqual(['pump-1', '=pump-2']);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!;
    expect((await viewer.get(next)).body.items).toMatchObject([{ deviceId: 'pump-3', class: 'not-imported', state: 'open' }]);
    expect((await viewer.get('/api/v1/drift/findings?class=extra-in-hub')).body.items).toMatchObject([{ harm: 'delete' }]);
    expect((await viewer.get('/api/v1/drift/findings?state=closed')).body.items).toEqual([]);
    expect((await viewer.get('/api/v1/drift/findings?class=another')).status).toBe(422);
  });

  it('is exported as lines of JSON and as a table', async () => {
    const lines = await viewer.get('/api/v1/drift/export');
    expect(lines.text.trim().split('\n').map((line) => JSON.parse(line).deviceId)).toEqual(['pump-1', '=pump-2', 'pump-3']);
    const table = await viewer.get('/api/v1/drift/export?format=csv&class=extra-in-hub');
    expect(table.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(table.text.split('\r\n')[1]).toMatch(/^"'=pump-2","extra-in-hub"/);
  });

  it('is looked for by one run at a time, which whoever manages the hub may ask for and drop', async () => {
    expect((await viewer.post('/api/v1/drift/runs', { body: {} })).status).toBe(403);
    const asked = await admin.post('/api/v1/drift/runs', { body: { dryRun: true } });
    expect(asked).toMatchObject({ status: 202, body: { kind: 'sweep', dryRun: true, state: 'running', phase: 'list', progress: { done: 0, total: null, secondsLeft: null } } });
    const { id } = asked.body;
    expect(await admin.post('/api/v1/drift/import', { body: {} })).toMatchObject({ status: 409, body: { type: '/problems/run-under-way' } });
    expect(await viewer.get(`/api/v1/drift/runs/${id}`)).toMatchObject({ status: 200, body: { id, state: 'running' } });
    expect(await admin.post(`/api/v1/drift/runs/${id}/approve`)).toMatchObject({ status: 409, body: { type: '/problems/run-not-held' } });
    expect(await admin.post(`/api/v1/drift/runs/${id}/drop`)).toMatchObject({ status: 200, body: { state: 'dropped' } });
    expect(await admin.post(`/api/v1/drift/runs/${id}/drop`)).toMatchObject({ status: 409, body: { type: '/problems/run-not-held' } });
    expect((await viewer.get('/api/v1/drift/runs/another')).status).toBe(404);
    expect((await viewer.get('/api/v1/drift/runs')).body.items[0]).toMatchObject({ id, state: 'dropped', detail: expect.stringMatching(/^Dropped by/) });
  });

  it('is applied by class or by device', async () => {
    const asked = await admin.post('/api/v1/drift/apply', { body: { deviceIds: ['pump-1'] } });
    expect(asked).toMatchObject({ status: 202, body: { kind: 'apply', phase: 'confirm' } });
    await admin.post(`/api/v1/drift/runs/${asked.body.id}/drop`);
    expect((await admin.post('/api/v1/drift/apply', { body: { class: 'another' } })).status).toBe(422);
  });
});
