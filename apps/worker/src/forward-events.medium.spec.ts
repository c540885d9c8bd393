// Real: PostgreSQL, HTTP, the use case, the sender, and a server that receives. Only the waits are shorter.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresOutbox, PostgresReceivers, Sealing } from '#adapters/postgres';
import { SignedWebhookSender } from '#adapters/webhooks';
import { Secret, type ForwardingEnd, type ForwardingTerms } from '#core';
import { ForwardEvents } from '#lifecycle';
import { SystemClock } from '#platform';
import { FakeLog } from '../../../test/support/fake-log.js';
import { startPostgres, type TestPostgres } from '../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../test/support/store.js';
import { waitFor } from '../../../test/support/wait-for.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../../test/support/webhook-receiver.js';
import { ForwardSchedule } from './forward.schedule.js';

const SECRET = '00112233445566778899aabbccddeeff';
const TERMS: ForwardingTerms = { firstWaitMs: 20, longestWaitMs: 100, giveUpMs: 3_600_000 };
/** Longer than a busy machine takes, so that nothing is repeated but what has to be. */
const PATIENT = { leaseMs: 120_000, answerMs: 30_000 };

describe('forwarding events to a receiver', () => {
  const masterKey = aMasterKey();
  const sealing = new Sealing([masterKey]);
  let postgres: TestPostgres;
  let store: Store;
  let receivers: PostgresReceivers;
  let receiver: WebhookReceiver;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 240_000);
  afterEach(() => stop(), 120_000);
  afterAll(() => postgres.stop());

  /** A tenant of its own, on a database of its own, with a worker that may be cut off. */
  async function open({ terms = TERMS, leaseMs = PATIENT.leaseMs, answerMs = PATIENT.answerMs } = {}) {
    store = openStore(await postgres.database(), { key: masterKey });
    receivers = new PostgresReceivers(store.database, sealing, store.seeds);
    receiver = await startWebhookReceiver();
    const sender = new SignedWebhookSender({ reach: 'private', answerMs });
    await receivers.add('default', { url: receiver.url, secret: new Secret(SECRET), description: '' });
    const schedules: ForwardSchedule[] = [];
    const start = (outbox = new PostgresOutbox(store.database, sealing)): ForwardSchedule => {
      const log = new FakeLog();
      const schedule = new ForwardSchedule(new ForwardEvents(outbox, sender, { clock: new SystemClock(), log, leaseMs }, terms), log);
      schedules.push(schedule);
      schedule.start();
      return schedule;
    };
    stop = async () => {
      await Promise.all(schedules.map((schedule) => schedule.stop()));
      await sender.close();
      await receiver.stop();
      await store.close();
    };
    const allArrived = () => waitFor('everything to arrive', async () => (await store.sql('SELECT 1 FROM outbox WHERE arrived_at IS NULL')).length === 0);
    return { start, allArrived, tell: (deviceId: string) => store.tell({ tenantId: 'default', deviceId }, { id: randomUUID() }) };
  }

  it('brings each event there, signed, in the words of Mender', async () => {
    const { start, allArrived, tell } = await open();
    start();
    for (let n = 0; n < 50; n++) await tell(`pump-${n}`);
    await allArrived();
    expect(receiver.received.map(({ body }) => body.data.id).sort()).toEqual(Array.from({ length: 50 }, (_, n) => `pump-${n}`).sort());
    for (const { headers, raw, body } of receiver.received) {
      expect(headers['x-men-signature']).toBe(createHmac('sha256', Buffer.from(SECRET, 'hex')).update(raw).digest('hex'));
      expect(body).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), type: 'device-status-changed', data: { id: body.data.id, status: 'accepted' }, time: '2026-03-01T11:59:00.000Z' });
    }
  });

  it('tries again after an error, a silence and a cut connection, with the same bytes', async () => {
    const { start, allArrived, tell } = await open({ answerMs: 1_000 });
    let attempt = 0;
    receiver.answer = (reply) => {
      attempt++;
      if (attempt === 1) reply.writeHead(500).end();
      else if (attempt === 2) reply.destroy();
      else if (attempt > 3) reply.writeHead(204).end();
    };
    start();
    await tell('pump-7');
    await allArrived();
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ raw }) => raw.toString())).size).toBe(1);
    expect(await store.sql('SELECT attempts, status_code, error FROM outbox')).toEqual([{ attempts: 3, status_code: 204, error: null }]);
  });

  it('repeats what was sent by a worker that died before it could write it down, and loses nothing', async () => {
    const { start, allArrived, tell } = await open({ leaseMs: 3_000 });
    class DyingOutbox extends PostgresOutbox {
      override async settle(_id: bigint, _end: ForwardingEnd): Promise<void> {
        throw new Error('The power was cut.');
      }
    }
    const dead = start(new DyingOutbox(store.database, sealing));
    await Promise.all(Array.from({ length: 10 }, (_, n) => tell(`pump-${n}`)));
    await waitFor('the first attempts', () => receiver.received.length > 0);
    await dead.stop();
    const before = receiver.received.length;
    start();
    await allArrived();
    const sent = Map.groupBy(receiver.received, ({ body }) => body.data.id as string);
    expect(sent.size).toBe(10);
    expect(receiver.received.length).toBeGreaterThan(before);
    for (const repeats of sent.values()) expect(new Set(repeats.map(({ body }) => body.id)).size).toBe(1);
  });

  it('sends each once when several workers are at it', async () => {
    const { start, allArrived, tell } = await open();
    for (let n = 0; n < 3; n++) start();
    await Promise.all(Array.from({ length: 60 }, (_, n) => tell(`pump-${n}`)));
    await allArrived();
    expect(receiver.received).toHaveLength(60);
  });

  it('gives up in the end', async () => {
    const { start, tell } = await open({ terms: { ...TERMS, giveUpMs: 300 } });
    receiver.answer = (reply) => void reply.writeHead(503).end();
    start();
    await tell('pump-7');
    const [row] = await waitFor('the end', async () => {
      const found = await store.sql<{ attempts: number; error: string }>('SELECT attempts, error FROM outbox WHERE due_at IS NULL');
      return found.length > 0 ? found : null;
    });
    expect(row!.error).toMatch(/^Given up after \d+ attempts in 0 h: The receiver answered 503\.$/);
    expect(receiver.received.length).toBe(row!.attempts);
  });
});
