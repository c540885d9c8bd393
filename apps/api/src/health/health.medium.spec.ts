/** What the API and a worker say of themselves. Real: PostgreSQL, Redis, HTTP. The lines to both servers are cut on purpose. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker, type RunningWorker } from '../../../worker/src/start-worker.js';
import { readEnv } from '#platform';
import { openLine, type Line } from '../../../../test/support/line.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { startRedis, type TestRedis } from '../../../../test/support/redis.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { startApi, type RunningApi } from '../start-api.js';

const MASTER_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

async function ask(address: string, path: string): Promise<{ status: number; body: any; text: string; type: string }> {
  const answer = await fetch(new URL(path, address));
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, text, type, body: type.includes('json') ? JSON.parse(text) : null };
}

describe('what a process says of itself', () => {
  let postgres: TestPostgres;
  let redis: TestRedis;
  let toPostgres: Line;
  let toRedis: Line;
  let api: RunningApi;
  let worker: RunningWorker;

  beforeAll(async () => {
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    const url = await postgres.database();
    [toPostgres, toRedis] = await Promise.all([openLine(url), openLine(redis.url)]);
    const env = readEnv({
      PORT: '0', HOST: '127.0.0.1', DATABASE_URL: toPostgres.through(url), REDIS_URL: toRedis.through(redis.url),
      LOCKSTEP_MASTER_KEYS: MASTER_KEYS, LOCKSTEP_MANAGEMENT_PORT: '0', LOCKSTEP_LEAVE_MS: '0', LOG_LEVEL: 'silent',
    });
    [api, worker] = await Promise.all([startApi(env), startWorker(env)]);
  }, 240_000);

  afterAll(async () => {
    await Promise.all([toPostgres.mend(), toRedis.mend()]);
    await Promise.all([api.stop(), worker.stop()]);
    await Promise.all([toPostgres.cut(), toRedis.cut()]);
    await Promise.all([postgres.stop(), redis.stop()]);
  }, 240_000);

  const places = (): [string, string][] => [['the API', api.address], ['the port beside the API', api.management!], ['the port of the worker', worker.management!]];

  it('is that it is alive, up and ready, while everything is', async () => {
    for (const [, address] of places()) {
      expect(await ask(address, '/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
      expect(await ask(address, '/startupz')).toMatchObject({ status: 200, body: { status: 'ok' } });
      expect(await ask(address, '/readyz')).toMatchObject({ status: 200, body: { status: 'ok', reasons: [] } });
    }
  });

  it('is what it measures, on the port beside, and never on the port of the API', async () => {
    for (const address of [api.management!, worker.management!]) {
      const { status, text, type } = await ask(address, '/metrics');
      expect(status).toBe(200);
      expect(type).toMatch(/^text\/plain; version=/);
      expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds\{app="(api|worker)"\} /m);
    }
    expect((await ask(api.address, '/metrics')).status).toBe(404);
    expect((await ask(worker.management!, '/api/v1/devices')).status).toBe(404);
  });

  it('is that it does without Redis where events only come in, and that it cannot where they are worked on', async () => {
    await toRedis.cut();
    for (const address of [api.address, api.management!]) {
      expect(await ask(address, '/readyz')).toMatchObject({ status: 200, body: { status: 'degraded', reasons: [{ code: 'queue-is-away' }] } });
    }
    expect(await ask(worker.management!, '/readyz')).toMatchObject({ status: 503, body: { status: 'unready', reasons: [{ code: 'queue-is-away' }] } });
    await toRedis.mend();
    for (const [, address] of places()) await waitFor('the queue to answer', async () => (await ask(address, '/readyz')).body.status === 'ok');
  }, 240_000);

  it.each(['cut', 'freeze'] as const)('is that it is alive and not ready, when the line to PostgreSQL is made to %s', async (break_) => {
    await toPostgres[break_]();
    expect(await ask(api.address, '/readyz')).toMatchObject({ status: 503, body: { type: expect.stringMatching(/store-is-away$/) } });
    expect(await ask(worker.management!, '/readyz')).toMatchObject({ status: 503, body: { reasons: [{ code: 'store-is-away' }] } });
    for (const [, address] of places()) expect((await ask(address, '/livez')).status).toBe(200);
    await toPostgres.mend();
    for (const [, address] of places()) await waitFor('the database to answer', async () => (await ask(address, '/readyz')).body.status === 'ok');
  }, 240_000);

  it('is that it is not ready from the moment it is told to leave, while it still answers', async () => {
    const other = await startApi(readEnv({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: await postgres.database(), LOCKSTEP_MASTER_KEYS: MASTER_KEYS, LOCKSTEP_LEAVE_MS: '0', LOG_LEVEL: 'silent' }));
    try {
      await other.leave!();
      const ready = await fetch(`${other.address}/readyz`);
      expect(ready.status).toBe(503);
      expect(ready.headers.get('connection')).toBe('close');
      expect(await ready.json()).toMatchObject({ type: expect.stringMatching(/stopping$/) });
      expect((await ask(other.address, '/livez')).status).toBe(200);
    } finally {
      await other.stop();
    }
  }, 240_000);
});
