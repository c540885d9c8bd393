import { createPostgresBackend, Queue, runMigrations, Worker, type Processor, type QueueBase, type QueueOptions, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { QUEUES } from './jobs.js';
import { setTimesRight } from './set-times-right.js';

/** Where the queues live. `connections`: at most so many at work at once; each worker holds one more, to listen. */
export type QueueBackendSettings = { kind: 'redis'; url: string } | { kind: 'postgres'; url: string; connections: number };

/** The prefix that BullMQ itself uses, so that any producer reaches our queues without configuration. */
const PREFIX = 'bull';
const RING_TIMEOUT_MS = 2_000;

/**
 * BullMQ's tables are its own. A commit may be lost in a crash of the database: a ring is rung again by the relay, and a job
 * whose end was lost is done again, which does no harm.
 */
const SESSION = '-c search_path=bullmq -c synchronous_commit=off';
const CONNECT_MS = 5_000;
/** A server that froze must not hold a worker for ever. */
const ANSWER_MS = 30_000;
const KEEP_ALIVE_MS = 10_000;

/** Opens queues and workers on one of BullMQ's backends. The same code runs on both. */
export class QueueBackend {
  readonly #settings: QueueBackendSettings;
  readonly #redis: Redis[] = [];
  readonly #opened: QueueBase[] = [];
  #pool: pg.Pool | null = null;
  #asker: Redis | null = null;

  constructor(settings: QueueBackendSettings) {
    this.#settings = settings;
  }

  get kind(): 'redis' | 'postgres' {
    return this.#settings.kind;
  }

  /** Makes BullMQ's own tables where the backend is PostgreSQL. May be repeated and run by several processes at once. */
  async prepare(): Promise<void> {
    if (this.#settings.kind !== 'postgres') return;
    const client = new pg.Client({ connectionString: this.#settings.url });
    // A connection that breaks between two statements fails the next one; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await runMigrations(client);
    } finally {
      await client.end();
    }
  }

  /** Throws when the server of the queues does not answer. */
  async ask(): Promise<void> {
    const settings = this.#settings;
    if (settings.kind === 'redis') await (this.#asker ??= this.#openRedis(settings.url, 'producer')).ping();
    else await (this.#pool ??= openPool(settings)).query('SELECT 1');
  }

  queue(name: string): Queue {
    // Without these a producer whose Redis was never there waits for it for ever; so each command waits for itself, and not for long.
    const options: QueueOptions = { prefix: PREFIX, connection: this.#connection('producer'), skipWaitingForReady: true, skipVersionCheck: true };
    return this.#keep(this.#settings.kind === 'postgres' ? new Queue(name, options, createPostgresBackend as never) : new Queue(name, options));
  }

  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker {
    const all: WorkerOptions = { ...options, autorun: false, prefix: PREFIX, connection: this.#connection('consumer') };
    return this.#keep(this.#settings.kind === 'postgres' ? new Worker(name, processor, all, createPostgresBackend as never) : new Worker(name, processor, all));
  }

  /** Undoes what a worker whose clock was ahead wrote into a queue, whose locks last so long, ms. */
  async setTimesRight(queue: string, lockMs: number): Promise<void> {
    if (this.#settings.kind === 'postgres') await setTimesRight((this.#pool ??= openPool(this.#settings)), queue, lockMs);
  }

  /** Closes every queue and worker, whose jobs at work may finish, and then the connections. */
  async close(): Promise<void> {
    await Promise.all(this.#opened.map((base) => base.close()));
    this.#opened.length = 0;
    for (const redis of this.#redis) redis.disconnect();
    this.#redis.length = 0;
    this.#asker = null;
    await this.#pool?.end();
    this.#pool = null;
  }

  /** BullMQ reports lost connections as events and goes on by itself; an event without a listener would end the process. */
  #keep<T extends QueueBase>(base: T): T {
    base.on('error', () => undefined);
    this.#opened.push(base);
    return base;
  }

  #connection(as: 'producer' | 'consumer'): QueueOptions['connection'] {
    const settings = this.#settings;
    if (settings.kind === 'redis') return this.#openRedis(settings.url, as);
    // BullMQ takes a pool of ours for what its types call a connection to Redis.
    return (this.#pool ??= openPool(settings)) as never;
  }

  /** A producer gives up soon, because the relay rings again; a consumer waits for Redis as long as it takes. */
  #openRedis(url: string, as: 'producer' | 'consumer'): Redis {
    const redis = new Redis(url, {
      ...(as === 'consumer' ? { maxRetriesPerRequest: null } : { maxRetriesPerRequest: 1, commandTimeout: RING_TIMEOUT_MS }),
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    redis.on('error', () => undefined);
    this.#redis.push(redis);
    return redis;
  }
}

/** One pool for all queues and workers of the process: BullMQ by itself would open one for each. */
function openPool({ url, connections }: { url: string; connections: number }): pg.Pool {
  // Options in the address would take the place of ours, so they go in front of them.
  const address = new URL(url);
  const options = [address.searchParams.get('options') ?? '', SESSION].join(' ').trim();
  address.searchParams.delete('options');

  const pool = new pg.Pool({
    connectionString: address.href,
    max: connections + Object.keys(QUEUES).length,
    options,
    application_name: 'lockstep-queue',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  });
  pool.on('error', () => undefined);
  return pool;
}
