import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { StoreHealth, StoreIsAway, type StoreState } from '#core';
import { endSilentConnections } from './end-silent-connections.js';
import { PrismaClient } from './generated/prisma/client.js';
import { NOTED_MIGRATIONS, misfitOf, type NotedMigration } from './schema-fit.js';
import { isStoreAway } from './store-is-away.js';

/** A statement of the hot path: prepared once a connection under its name, so that PostgreSQL plans it once. */
export interface Statement {
  name: string;
  text: string;
}

export interface DatabaseSettings {
  url: string;
  /** Connections at most. */
  connections: number;
  /** How long a query waits for a free connection, in ms. */
  connectMs?: number;
  /** How long a query waits for its answer, in ms, to a second: a server that froze, or a line that swallows everything, must not hold it for ever. */
  answerMs?: number;
}

/** Every statement of the hot path finds its rows by a key, so a plan that reads a whole table is never the right one for long. */
export const SESSION = '-c enable_seqscan=off';

/** A line that went dead without a word is noticed after this, not after the two hours of the operating system. */
const KEEP_ALIVE_MS = 10_000;

/**
 * A connection that is not needed is kept for so long. To open one takes as long as ten queries, and comes when there is most to do: whatever
 * holds a process up for a moment leaves more to ask at once than one connection can.
 */
const IDLE_MS = 300_000;

/** Whoever asks how the store is, asks again in a few seconds. */
const LOOK_MS = 2_000;
/** SQLSTATE undefined_table. Source: PostgreSQL, "Error Codes", appendix A. */
const NO_SUCH_TABLE = '42P01';

/** One pool of connections: Prisma for what is rare, prepared statements for what happens with every event. */
export class Database extends StoreHealth {
  readonly prisma: PrismaClient;
  readonly #pool: pg.Pool;
  readonly #stopLooking: () => void;
  #closed: Promise<void> | null = null;

  constructor(settings: DatabaseSettings) {
    super();
    this.#pool = new pg.Pool({
      ...withSession(settings.url),
      max: settings.connections,
      connectionTimeoutMillis: settings.connectMs ?? 3_000,
      idleTimeoutMillis: IDLE_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      application_name: 'lockstep',
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.#pool.on('error', () => undefined);
    this.#stopLooking = endSilentConnections(this.#pool, settings.answerMs ?? 30_000);
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.#pool, { disposeExternalPool: false }) });
  }

  /** Runs a statement of the hot path. Throws StoreIsAway when the database cannot be reached. */
  async run<Row extends pg.QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    try {
      const result = await this.#pool.query<Row>({ ...statement, values: [...values] });
      return result.rows;
    } catch (error) {
      throw orStoreIsAway(error);
    }
  }

  /** Runs what Prisma does. Throws StoreIsAway when the database cannot be reached. */
  async with<T>(work: (prisma: PrismaClient) => Promise<T>): Promise<T> {
    try {
      return await work(this.prisma);
    } catch (error) {
      throw orStoreIsAway(error);
    }
  }

  override async look(): Promise<StoreState> {
    const late = new AbortController();
    try {
      return await Promise.race([this.#state(), setTimeout(LOOK_MS, { kind: 'away' } as const, { signal: late.signal, ref: false })]);
    } finally {
      late.abort();
    }
  }

  async #state(): Promise<StoreState> {
    try {
      const { rows } = await this.#pool.query<NotedMigration>(NOTED_MIGRATIONS);
      return stateOf(rows);
    } catch (error) {
      return isError(error) && error.code === NO_SUCH_TABLE ? stateOf([]) : { kind: 'away' };
    }
  }

  /** May be called more than once. */
  close(): Promise<void> {
    this.#closed ??= this.prisma
      .$disconnect()
      .then(() => this.#pool.end())
      .finally(() => this.#stopLooking());
    return this.#closed;
  }
}

const stateOf = (noted: readonly NotedMigration[]): StoreState => {
  const detail = misfitOf(noted);
  return detail === null ? { kind: 'ready' } : { kind: 'misfit', detail };
};

const isError = (error: unknown): error is { code?: unknown } => typeof error === 'object' && error !== null;

/** Whether an error of ours says that the database is away. */
export const isAway = (error: unknown): boolean => error instanceof StoreIsAway;

/** Options in the address would take the place of ours, so they go in front of them. */
function withSession(url: string): pg.PoolConfig {
  const address = new URL(url);
  const options = [address.searchParams.get('options') ?? '', SESSION].join(' ').trim();
  address.searchParams.delete('options');
  return { connectionString: address.href, options };
}

const orStoreIsAway = (error: unknown): unknown =>
  isStoreAway(error) ? new StoreIsAway('The database cannot be reached. Try again in a moment; whatever was sent may be sent again.', { cause: error }) : error;
