/** Real: PostgreSQL, Redis, HTTP, the API and a worker. What is sent is wrong in every way; the neighbour's events go through. */
import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { QUEUES, QueueBackend } from '#adapters/bullmq';
import { PostgresDeadLetters } from '#adapters/postgres';
import { DEFAULT_TENANT, type DeadLetterSummary } from '#core';
import { queueBackendOf, type Running } from '#platform';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';
import { menderEvent, sendMenderWebhook, sendStandardWebhook } from '../support/webhook-sender.js';

const MIB = 1024 * 1024;

describe.each(BACKENDS)('input that is wrong, with the queue on %s', (backend) => {
  let stack: Stack;
  let worker: Running;
  let id: string;

  beforeAll(async () => {
    stack = await startStack({ backend, fleet: false, durable: true });
    worker = await startWorker(stack.env);
  }, 240_000);

  beforeEach(() => {
    id = randomBytes(8).toString('hex');
  });

  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  const letters = (): Promise<DeadLetterSummary[]> => new PostgresDeadLetters(stack.database).list(DEFAULT_TENANT, { before: null, limit: 500 });
  const letterAbout = (reason: string, mark: string): Promise<DeadLetterSummary> =>
    waitFor(`a dead letter for ${reason} about ${mark}`, async () => (await letters()).find((letter) => letter.reason === reason && JSON.stringify([letter.deviceId, letter.detail]).includes(mark)));

  it('answers a wrong signature, an altered body, no signature and an unknown source with the same 401, and keeps nothing', async () => {
    const body = menderEvent({ id, deviceId: id });
    const forged = { ...stack.webhook, secret: randomBytes(32).toString('hex') };
    const signature = createHmac('sha256', Buffer.from(stack.webhook.secret, 'hex')).update(body).digest('hex');
    const answers = [
      await sendMenderWebhook(forged, body),
      await sendMenderWebhook(stack.webhook, body.replace('accepted', 'rejected'), { 'x-men-signature': signature }),
      await sendMenderWebhook(stack.webhook, body, { 'x-men-signature': '' }),
      await sendMenderWebhook({ ...stack.webhook, url: stack.webhook.url.replace(stack.webhook.sourceId, '00000000-0000-4000-8000-000000000000') }, body),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(new Set(answers.map(({ body: { title, detail, type } }) => JSON.stringify([title, detail, type]))).size).toBe(1);
    expect(await stack.device(id)).toBeNull();
  });

  it.each([
    { what: 'a body that is not JSON', reason: 'not-json', body: (mark: string) => `{"id": ${mark}`, mark: 'not JSON' },
    { what: 'bytes that are not UTF-8', reason: 'not-json', body: () => Buffer.from([0x7b, 0xff, 0x00, 0x7d]), mark: 'not JSON' },
    { what: 'an unknown type', reason: 'unknown-type', body: (mark: string) => menderEvent({ id: mark, deviceId: mark, type: 'device-exploded' }) },
    { what: 'an unknown status', reason: 'unknown-status', body: (mark: string) => menderEvent({ id: mark, deviceId: mark, status: 'sleepy' }) },
    { what: 'a device id that the hub would refuse', reason: 'bad-device-id', body: (mark: string) => menderEvent({ id: mark, deviceId: `a/${mark}` }) },
    { what: 'a device id that is too long', reason: 'bad-device-id', body: (mark: string) => menderEvent({ id: mark, deviceId: mark.padEnd(129, 'x') }) },
    { what: 'a time that is none', reason: 'bad-time', body: (mark: string) => menderEvent({ id: mark, deviceId: mark, time: 'yesterday' }) },
  ])('answers $what with 202 and keeps it as a dead letter with its reason', async ({ reason, body, mark }) => {
    const answer = await sendMenderWebhook(stack.webhook, body(id));
    expect(answer).toMatchObject({ status: 202, body: { result: 'buried' } });
    expect(await letterAbout(reason, mark ?? id)).toMatchObject({ sourceId: stack.webhook.sourceId });
  });

  it('takes a body of 1 MiB and refuses one byte more with 413', async () => {
    const padded = (bytes: number): string => {
      const body = menderEvent({ id, deviceId: id });
      return body + ' '.repeat(bytes - body.length);
    };
    expect(await sendMenderWebhook(stack.webhook, padded(MIB))).toMatchObject({ status: 202, body: { result: 'accepted' } });
    expect(await sendMenderWebhook(stack.webhook, padded(MIB + 1))).toMatchObject({ status: 413 });
  });

  it('takes Standard Webhooks beside, and one id once', async () => {
    const body = JSON.stringify({ type: 'accept', timestamp: '2026-03-01T10:00:00Z', data: { deviceId: id } });
    expect(await sendStandardWebhook(stack.standardWebhook, id, body)).toMatchObject({ status: 202, body: { result: 'accepted' } });
    expect(await sendStandardWebhook(stack.standardWebhook, id, body)).toMatchObject({ status: 202, body: { result: 'repeated' } });
    await waitFor('the device to wait for a fleet connection', async () => (await stack.device(id))?.reason === 'no-fleet-connection');
    expect(await stack.device(id)).toMatchObject({ sync: 'waiting', hubStatus: 'enabled', deliveredKey: null });
  });

  it('buries a job that does not parse, and the job is over', async () => {
    const queues = new QueueBackend(queueBackendOf(stack.env));
    const queue = queues.queue(QUEUES.deviceEvents);
    const wrong = [{ id, deviceId: `bad/${id}`, type: 'accept', occurredAt: '2026-03-01T10:00:00Z' }, { id, deviceId: id, type: 'explode' }, 'not an object', null];
    for (const data of wrong) await queue.add('event', data);
    await letterAbout('bad-device-id', id);
    await letterAbout('unknown-type', 'explode');
    await letterAbout('not-json', 'not an object');
    await waitFor('an empty queue', async () => Object.values(await queue.getJobCounts()).every((count) => count === 0));
    expect((await letters()).filter(({ sourceId }) => sourceId === 'queue').every(({ attempts }) => attempts <= 2)).toBe(true);
    await queue.close();
    await queues.close();
  });

  it('answers 503 with Retry-After while the database is away, and takes the event when it is back', async () => {
    const body = menderEvent({ id, deviceId: id });
    await stack.postgres.crash(async () => {
      const away = await sendMenderWebhook(stack.webhook, body);
      expect(away).toMatchObject({ status: 503, body: { type: '/problems/store-is-away' } });
      expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    });
    await waitFor('the event to be taken', async () => (await sendMenderWebhook(stack.webhook, body)).status === 202);
    await waitFor('the device to reach the hub', async () => (await stack.device(id))?.hubStatus === 'enabled', { withinMs: 30_000 });
  }, 240_000);
});
