import { createPostgresBackend, Queue, QueueBase, runMigrations, Worker, type Processor, type QueueOptions, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where the queues live. */
export type QueueBackendSettings = { kind: 'redis'; url: string } | { kind: 'postgres'; url: string; connections: number };

/** The prefix that BullMQ itself uses, so that any producer reaches our queues without configuration. */
const PREFIX = 'bull';
const RING_TIMEOUT_MS = 2_000;

/** Opens queues and workers on one of BullMQ's backends. The same code runs on both. */
export class QueueBackend {
  readonly #settings: QueueBackendSettings;
  readonly #redis: Redis[] = [];
  pool: any;

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
    await client.connect();
    try {
      await runMigrations(client);
      if ((process.env.VAR ?? '').includes('vac')) for (const t of ['job','event','dedup','dedup_next']) await client.query(`ALTER TABLE bullmq.${t} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000)`);
    } finally {
      await client.end();
    }
  }

  queue(name: string): Queue {
    const options = { prefix: PREFIX, streams: { events: { maxLen: Number(process.env.MAXLEN ?? 10000) } }, connection: this.#connection('producer') };
    const queue = this.#settings.kind === 'postgres' ? new Queue(name, options as QueueOptions, createPostgresBackend as never) : new Queue(name, options as QueueOptions);
    return quiet(queue);
  }

  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker {
    const all = { ...options, autorun: false, prefix: PREFIX, connection: this.#connection('consumer') } as WorkerOptions;
    return quiet(this.#settings.kind === 'postgres' ? new Worker(name, processor, all, createPostgresBackend as never) : new Worker(name, processor, all));
  }

  async close(): Promise<void> {
    for (const redis of this.#redis) redis.disconnect();
    this.#redis.length = 0;
  }

  /** A producer gives up soon, because the relay rings again; a consumer waits for Redis as long as it takes. */
  #connection(as: 'producer' | 'consumer'): unknown {
    const v = process.env.VAR ?? '';
    if (this.#settings.kind === 'postgres') {
      const options = v.includes('async') ? '-c synchronous_commit=off' : undefined;
      if (!v.includes('shared')) return { connectionString: this.#settings.url, max: this.#settings.connections, options };
      return (this.pool ??= new pg.Pool({ connectionString: this.#settings.url, max: this.#settings.connections, keepAlive: true, options: `${options ?? ''} -c search_path=bullmq` }));
    }
    const redis = new Redis(this.#settings.url, {
      ...(as === 'consumer' ? { maxRetriesPerRequest: null } : { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: RING_TIMEOUT_MS }),
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    redis.on('error', () => undefined);
    this.#redis.push(redis);
    return redis;
  }
}

/** BullMQ reports lost connections as events and goes on by itself; an event without a listener would end the process. */
function quiet<T extends QueueBase>(base: T): T {
  base.on('error', () => undefined);
  return base;
}
