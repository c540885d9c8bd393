import { describe, expect, it } from '@jest/globals';
import { QueueHealth, StoreHealth, type StoreState } from '#core';
import { Readiness, SchemaMisfit } from './readiness.js';

class Store extends StoreHealth {
  looks = 0;

  constructor(private readonly state: StoreState) {
    super();
  }

  override look(): Promise<StoreState> {
    this.looks += 1;
    return Promise.resolve(this.state);
  }
}

class Queue extends QueueHealth {
  constructor(private readonly is: boolean) {
    super();
  }

  override answers(): Promise<boolean> {
    return Promise.resolve(this.is);
  }
}

const READY: StoreState = { kind: 'ready' };
const AWAY: StoreState = { kind: 'away' };
const MISFIT: StoreState = { kind: 'misfit', detail: 'The database is older.' };

function running(store: StoreState, queue: boolean, worksByQueue = false): Readiness {
  const readiness = new Readiness(new Store(store), new Queue(queue), worksByQueue);
  readiness.started();
  return readiness;
}

describe('the readiness of a process', () => {
  it.each([
    { because: 'all is well', store: READY, queue: true, worksByQueue: false, status: 'ok', codes: [] },
    { because: 'the queue is away and the inbox takes events', store: READY, queue: false, worksByQueue: false, status: 'degraded', codes: ['queue-is-away'] },
    { because: 'the queue is away and there is nothing else to do', store: READY, queue: false, worksByQueue: true, status: 'unready', codes: ['queue-is-away'] },
    { because: 'the database is away', store: AWAY, queue: true, worksByQueue: false, status: 'unready', codes: ['store-is-away'] },
    { because: 'both are away', store: AWAY, queue: false, worksByQueue: false, status: 'unready', codes: ['store-is-away', 'queue-is-away'] },
    { because: 'the tables do not fit', store: MISFIT, queue: true, worksByQueue: false, status: 'unready', codes: ['schema-misfit'] },
  ])('is $status when $because', async ({ store, queue, worksByQueue, status, codes }) => {
    const health = await running(store, queue, worksByQueue).look();
    expect(health.status).toBe(status);
    expect(health.reasons.map(({ code }) => code)).toEqual(codes);
  });

  it('is not there before the start is over, nor from the moment that a stop begins', async () => {
    const readiness = new Readiness(new Store(READY), new Queue(true), false);
    expect(await readiness.look()).toMatchObject({ status: 'unready', reasons: [{ code: 'starting' }] });
    readiness.started();
    expect((await readiness.look()).status).toBe('ok');
    readiness.stopping();
    expect(await readiness.look()).toMatchObject({ status: 'unready', reasons: [{ code: 'stopping' }] });
  });

  it('is asked for once by all who ask at the same time, and anew afterwards', async () => {
    const store = new Store(READY);
    const readiness = new Readiness(store, new Queue(true), false);
    readiness.started();
    await Promise.all([readiness.look(), readiness.look(), readiness.look()]);
    expect(store.looks).toBe(1);
    await readiness.look();
    expect(store.looks).toBe(2);
  });

  it('lets nothing start on tables that do not fit, and leaves open what cannot be known', async () => {
    await expect(running(MISFIT, true).checkSchema()).rejects.toThrow(SchemaMisfit);
    expect(await running(AWAY, true).checkSchema()).toBe(false);
    expect(await running(READY, true).checkSchema()).toBe(true);
  });
});
