// Real: the use case. Not real: the outbox, the receivers, the clock.
import { describe, expect, it } from '@jest/globals';
import { FORWARDING_TERMS, Outbox, WebhookSender, type Forwarding, type ForwardingEnd, type Receiver, type TakeOptions, type WebhookAnswer } from '#core';
import { FakeLog } from '../../../test/support/fake-log.js';
import { HeldClock } from '../../../test/support/held-clock.js';
import { ForwardEvents } from './forward-events.js';

interface Row {
  id: bigint;
  receiverId: string;
  dueAt: number | null;
  attempts: number;
  since: number;
  ends: ForwardingEnd[];
}

/** As in PostgreSQL, without the PostgreSQL. */
class FakeOutbox extends Outbox {
  readonly rows: Row[] = [];
  readonly pruned: number[] = [];
  isAway = false;

  constructor(private readonly clock: HeldClock) {
    super();
  }

  add(receiverId = 'one'): Row {
    const now = this.clock.now().getTime();
    const row: Row = { id: BigInt(this.rows.length + 1), receiverId, dueAt: now, attempts: 0, since: now, ends: [] };
    this.rows.push(row);
    return row;
  }

  override async take({ most, leaseMs, only, except = [] }: TakeOptions): Promise<Forwarding[]> {
    if (this.isAway) throw new Error('away');
    const now = this.clock.now().getTime();
    const due = this.rows.filter(({ dueAt, receiverId }) => dueAt !== null && dueAt <= now && (only === undefined || only === receiverId) && !except.includes(receiverId));
    return [...Map.groupBy(due, ({ receiverId }) => receiverId).values()].flatMap((of) => of.slice(0, most)).map((row) => {
      row.dueAt = now + leaseMs;
      const event = { id: `event-${row.id}`, deviceId: 'pump-7', type: 'accept' as const, status: 'accepted' as const, occurredAt: new Date(row.since), raw: Buffer.from('{}') };
      return { id: row.id, receiver: { id: row.receiverId, url: 'https://receiver.example', secret: null }, event, attempts: row.attempts, ageMs: now - row.since };
    });
  }

  override async settle(id: bigint, end: ForwardingEnd): Promise<void> {
    const row = this.rows[Number(id) - 1]!;
    row.ends.push(end);
    if (end.kind === 'failed') row.attempts++;
    row.dueAt = end.kind === 'failed' && end.againInMs !== null ? this.clock.now().getTime() + end.againInMs : null;
  }

  override async prune(keptMs: number): Promise<number> {
    this.pruned.push(keptMs);
    return 0;
  }
}

class FakeReceivers extends WebhookSender {
  readonly sent: { to: string; body: { id: string } }[] = [];
  answer: (receiver: Receiver, body: { id: string }) => WebhookAnswer | Promise<WebhookAnswer> = () => ({ kind: 'answered', statusCode: 200 });

  override async send(receiver: Receiver, body: Uint8Array): Promise<WebhookAnswer> {
    const read = JSON.parse(Buffer.from(body).toString()) as { id: string };
    this.sent.push({ to: receiver.id, body: read });
    return this.answer(receiver, read);
  }
}

function open() {
  const clock = new HeldClock();
  const outbox = new FakeOutbox(clock);
  const receivers = new FakeReceivers();
  const log = new FakeLog();
  const forward = new ForwardEvents(outbox, receivers, { clock, log }, FORWARDING_TERMS);
  const round = async (): Promise<number> => {
    const began = await forward.run();
    await forward.finish();
    return began;
  };
  return { clock, outbox, receivers, log, forward, round };
}

const failing = (statusCode: number) => (): WebhookAnswer => ({ kind: 'answered', statusCode });

describe('forwarding events', () => {
  it('sends what is due, all of it, and writes down that it has arrived', async () => {
    const { outbox, receivers, round } = open();
    for (let i = 0; i < 40; i++) outbox.add();
    expect(await round()).toBe(1);
    expect(receivers.sent).toHaveLength(40);
    expect(outbox.rows.map(({ ends }) => ends)).toEqual(outbox.rows.map(() => [{ kind: 'arrived', statusCode: 200 }]));
    expect(await round()).toBe(0);
  });

  it.each([200, 201, 204, 299])('takes %d for arrived', async (statusCode) => {
    const { outbox, receivers, round } = open();
    receivers.answer = failing(statusCode);
    const row = outbox.add();
    await round();
    expect(row.ends).toEqual([{ kind: 'arrived', statusCode }]);
  });

  it.each([300, 301, 307, 400, 404, 410, 429, 500, 503])('takes %d for failed, and tries again', async (statusCode) => {
    const { outbox, receivers, round } = open();
    receivers.answer = failing(statusCode);
    const row = outbox.add();
    await round();
    expect(row.ends).toEqual([{ kind: 'failed', statusCode, error: `The receiver answered ${statusCode}.`, againInMs: expect.any(Number) }]);
  });

  it('says why there was no answer', async () => {
    const { outbox, receivers, round } = open();
    receivers.answer = () => ({ kind: 'silent', detail: 'Nobody is there.' });
    const row = outbox.add();
    await round();
    expect(row.ends).toEqual([{ kind: 'failed', statusCode: null, error: 'Nobody is there.', againInMs: expect.any(Number) }]);
  });

  it('tries again after ever longer waits, a bounded number of times, and then gives up and says so', async () => {
    const { clock, outbox, receivers, log, round } = open();
    receivers.answer = failing(500);
    const row = outbox.add();
    const waits: number[] = [];
    while (row.dueAt !== null) {
      clock.advance(Math.max(0, row.dueAt - clock.now().getTime(), 60_000));
      await round();
      const end = row.ends.at(-1);
      if (end?.kind === 'failed' && end.againInMs !== null) waits.push(end.againInMs);
    }
    expect(waits.slice(0, 8).every((wait, at) => at === 0 || wait > waits[at - 1]! * 1.01 || wait > 60_000)).toBe(true);
    expect(row.ends.length).toBeLessThanOrEqual(60);
    expect(row.ends.at(-1)).toEqual({ kind: 'failed', statusCode: 500, error: expect.stringMatching(/^Given up after \d+ attempts in 2[34] h: The receiver answered 500\.$/), againInMs: null });
    expect(JSON.stringify(log)).toContain('was given up');
  });

  it('leaves a receiver alone that fails, and tries the backlog behind it later', async () => {
    const { clock, outbox, receivers, round } = open();
    receivers.answer = failing(503);
    for (let i = 0; i < 100; i++) outbox.add();
    await round();
    await round();
    expect(receivers.sent).toHaveLength(16);
    receivers.answer = failing(204);
    clock.advance(60_000);
    await round();
    expect(outbox.rows.every(({ ends }) => ends.at(-1)?.kind === 'arrived')).toBe(true);
  });

  it('does not leave a receiver alone that refuses one event', async () => {
    const { outbox, receivers, round } = open();
    receivers.answer = (_, { id }) => ({ kind: 'answered', statusCode: id === 'event-1' ? 400 : 200 });
    for (let i = 0; i < 20; i++) outbox.add();
    await round();
    expect(outbox.rows.filter(({ ends }) => ends.at(-1)?.kind === 'arrived')).toHaveLength(19);
  });

  it('lets no slow receiver keep another waiting', async () => {
    const { outbox, receivers, forward } = open();
    let release = (): void => undefined;
    const slow = new Promise<WebhookAnswer>((resolve) => (release = () => resolve({ kind: 'answered', statusCode: 200 })));
    receivers.answer = ({ id }) => (id === 'slow' ? slow : { kind: 'answered', statusCode: 200 });
    const first = outbox.add('slow');
    expect(await forward.run()).toBe(1);
    outbox.add('slow');
    const other = outbox.add('quick');
    expect(await forward.run()).toBe(1);
    await Promise.resolve();
    expect(receivers.sent.map(({ to }) => to)).toEqual(['slow', 'quick']);
    release();
    await forward.finish();
    expect([first, other].map(({ ends }) => ends.at(-1)?.kind)).toEqual(['arrived', 'arrived']);
  });

  it('goes on by itself after the store was away in the middle', async () => {
    const { clock, outbox, receivers, log, round } = open();
    const row = outbox.add();
    outbox.settle = async () => {
      throw new Error('The store is away.');
    };
    await round();
    expect(JSON.stringify(log)).toContain('could not be forwarded');
    Reflect.deleteProperty(outbox, 'settle');
    await round();
    expect(receivers.sent).toHaveLength(1);
    clock.advance(30_000);
    await round();
    expect([receivers.sent.length, row.ends]).toEqual([2, [{ kind: 'arrived', statusCode: 200 }]]);
  });

  it('throws out old ends once a minute', async () => {
    const { clock, outbox, round } = open();
    await round();
    await round();
    expect(outbox.pruned).toEqual([7 * 24 * 3_600_000]);
    clock.advance(60_000);
    await round();
    expect(outbox.pruned).toHaveLength(2);
  });
});
