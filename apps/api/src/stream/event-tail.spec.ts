// Real: the tail and its timer. Not real: the event log.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventFeed, StoreIsAway, type FeedLine } from '#core';
import { FakeLog } from '../../../../test/support/fake-log.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { EventTail } from './event-tail.js';

const line = (id: number): FeedLine => ({ id: BigInt(id), key: { tenantId: 't', deviceId: 'd' }, groups: [], at: new Date(0), kind: 'rests', reason: null, detail: null });

class FakeFeed extends EventFeed {
  readonly lines: FeedLine[] = [];
  reads = 0;
  failure: Error | null = null;
  /** A read waits for this before it answers. */
  gate: Promise<unknown> = Promise.resolve();

  async lastId(): Promise<bigint> {
    return this.lines.at(-1)?.id ?? 0n;
  }

  async read(after: bigint, ids: readonly bigint[]): Promise<FeedLine[]> {
    this.reads++;
    if (this.failure) throw this.failure;
    const found = this.lines.filter(({ id }) => id > after || ids.includes(id));
    await this.gate;
    return found;
  }

  async ofTenant(): Promise<FeedLine[]> {
    return [];
  }
}

describe('the tail of the event log', () => {
  let feed: FakeFeed;
  let log: FakeLog;
  let tail: EventTail;

  beforeEach(() => {
    feed = new FakeFeed();
    log = new FakeLog();
    tail = new EventTail(feed, log, 1);
  });
  afterEach(() => tail.onModuleDestroy());

  async function listen(): Promise<{ heard: bigint[]; stop: () => void }> {
    const heard: bigint[] = [];
    const { stop } = await tail.listen((lines) => void heard.push(...lines.map(({ id }) => id)));
    return { heard, stop };
  }

  it('tells every listener of every line from now on', async () => {
    feed.lines.push(line(1));
    const [one, other] = [await listen(), await listen()];
    feed.lines.push(line(2), line(3));
    await waitFor('both to hear', () => one.heard.length === 2 && other.heard.length === 2);
    expect([one.heard, other.heard]).toEqual([[2n, 3n], [2n, 3n]]);
  });

  it('goes on when somebody joins while it reads', async () => {
    const one = await listen();
    const { promise, resolve } = Promise.withResolvers<null>();
    feed.gate = promise;
    feed.lines.push(line(1));
    const before = feed.reads;
    await waitFor('a read to be under way', () => feed.reads > before);
    const joining = listen();
    resolve(null);
    const other = await joining;
    feed.lines.push(line(2));
    await waitFor('both to hear', () => one.heard.includes(2n) && other.heard.includes(2n));
    expect(one.heard).toEqual([1n, 2n]);
  });

  it('asks nothing while nobody listens, and begins anew', async () => {
    const one = await listen();
    one.stop();
    const before = feed.reads;
    feed.lines.push(line(1));
    await new Promise((done) => setImmediate(done));
    const other = await listen();
    feed.lines.push(line(2));
    await waitFor('the other to hear', () => other.heard.includes(2n));
    expect([one.heard, other.heard, before]).toEqual([[], [2n], expect.any(Number)]);
  });

  it.each([
    { failure: new StoreIsAway('away'), lines: 0 },
    { failure: new Error('no such column'), lines: 1 },
  ])('goes on after $failure.message, and says so when it has no name', async ({ failure, lines }) => {
    const one = await listen();
    feed.failure = failure;
    const before = feed.reads;
    await waitFor('a read to fail', () => feed.reads > before);
    feed.failure = null;
    feed.lines.push(line(1));
    await waitFor('the line', () => one.heard.includes(1n));
    expect(log.lines.filter(({ level }) => level === 'error').length > 0).toBe(lines > 0);
  });
});
