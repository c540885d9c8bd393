import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { QueueEvents, createPostgresBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Agent, request } from 'undici';
import { QUEUES } from '#adapters/bullmq';
import { openBalancer, type Balancer } from '../support/balancer.js';
import { startStack, type Backend, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';
import { menderEvent } from '../support/webhook-sender.js';
import { startApp, type AppProcess } from './app-process.js';

const DEVICES = 40;
const SENDERS = 8;
const BETWEEN_MS = 20;
/** Longer than a few looks of the balancer. */
const LEAVE_MS = 1_000;

export interface RollingRestart {
  rounds: number;
  /** Events that were acknowledged, and those of them that the inbox has. */
  acknowledged: number;
  stored: number;
  /** Answers other than 202, and connections that broke under a request, by kind. */
  refused: Record<string, number>;
  stalled: number;
  /** Every stop of a process: its status and its time. */
  stops: { app: string; code: number | null; ms: number }[];
  /** Devices that were not in sync in the end. */
  open: number;
}

/**
 * Two API processes behind a balancer and two workers, all restarted one after the other, round after round, while senders go on
 * and devices come and go.
 */
export async function rollingRestart(backend: Backend, rounds: number, print: (line: string) => void): Promise<RollingRestart> {
  const stack = await startStack({ backend });
  const stalls = watchStalls(stack);
  const balancer = await openBalancer();
  const site = new Site(stack, balancer);
  const senders = new Senders(balancer.address, stack.webhook);
  try {
    await site.open();
    const ids = Array.from({ length: DEVICES }, (_, number) => `pump-${number}`);
    await stack.menderControl.make(ids);
    senders.start(ids);
    const stops: RollingRestart['stops'] = [];
    for (let round = 1; round <= rounds; round++) {
      await stack.menderControl.bulk(round % 2 === 1 ? 'accept' : 'reject', ids);
      stops.push(...(await site.restartAll()));
      print(`  ${backend} round ${round} of ${rounds}: ${senders.acknowledged} events acknowledged, ${JSON.stringify(senders.refused)} refused, ${stalls.count()} jobs stalled`);
    }
    await senders.stop();
    return { rounds, ...(await resultOf(stack, senders)), stalled: stalls.count(), stops };
  } finally {
    await senders.stop();
    await site.close();
    await balancer.close();
    await stalls.close();
    await stack.stop();
  }
}

const isOpen = `settled < generation OR sync <> 'in-sync'`;

async function resultOf(stack: Stack, senders: Senders): Promise<Pick<RollingRestart, 'acknowledged' | 'stored' | 'refused' | 'open'>> {
  const count = async (sql: string): Promise<number> => Number((await stack.database.prisma.$queryRawUnsafe<{ count: bigint }[]>(`SELECT count(*) AS count FROM ${sql}`))[0]!.count);
  await waitFor('every device to be in sync', async () => (await count(`device WHERE ${isOpen}`)) === 0, { withinMs: 60_000 }).catch(() => undefined);
  return {
    acknowledged: senders.acknowledged,
    stored: await count(`inbox WHERE event_id LIKE '${senders.run}-%'`),
    refused: senders.refused,
    open: await count(`device WHERE ${isOpen}`),
  };
}

/** The processes behind the balancer. */
class Site {
  readonly #apis = new Map<string, AppProcess<{ address: string }>>();
  readonly #workers: AppProcess<unknown>[] = [];
  readonly #environment: Record<string, string>;

  constructor(
    stack: Stack,
    private readonly balancer: Balancer,
  ) {
    this.#environment = { ...stack.environment, LOCKSTEP_LEAVE_MS: String(LEAVE_MS) };
  }

  async open(): Promise<void> {
    for (const name of ['first', 'second']) await this.#startApi(name);
    for (let number = 0; number < 2; number++) this.#workers.push(await startApp('worker', this.#environment));
  }

  async restartAll(): Promise<RollingRestart['stops']> {
    const stops: RollingRestart['stops'] = [];
    for (const [name, api] of [...this.#apis]) {
      stops.push({ app: 'api', ...(await api.stop()) });
      await this.#startApi(name);
    }
    for (let at = 0; at < this.#workers.length; at++) {
      stops.push({ app: 'worker', ...(await this.#workers[at]!.stop()) });
      this.#workers[at] = await startApp('worker', this.#environment);
    }
    return stops;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#apis.values(), ...this.#workers].map((app) => app.stop()));
  }

  async #startApi(name: string): Promise<void> {
    const api = await startApp<{ address: string }>('api', this.#environment);
    this.#apis.set(name, api);
    this.balancer.replace(name, api.ready.address);
    await this.balancer.untilReady(name);
  }
}

/** Send events without end, each over a connection that it keeps, and count what they are told. Nothing is sent again. */
class Senders {
  readonly run = randomUUID();
  acknowledged = 0;
  readonly refused: Record<string, number> = {};
  #sending: Promise<unknown> = Promise.resolve();
  #stopped = false;
  readonly #url: string;

  constructor(
    address: string,
    private readonly webhook: Stack['webhook'],
  ) {
    this.#url = `${address}/webhooks/${webhook.sourceId}`;
  }

  start(ids: readonly string[]): void {
    this.#sending = Promise.all(Array.from({ length: SENDERS }, (_, number) => this.#send(number, ids)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#sending;
  }

  async #send(number: number, ids: readonly string[]): Promise<void> {
    const agent = new Agent({ connections: 1, pipelining: 1 });
    for (let sent = 0; !this.#stopped; sent++) {
      const body = menderEvent({ id: `${this.run}-${number}-${sent}`, deviceId: ids[(number + sent) % ids.length]! });
      await this.#sendOne(agent, body);
      await pause(BETWEEN_MS);
    }
    await agent.close();
  }

  async #sendOne(agent: Agent, body: string): Promise<void> {
    const signature = createHmac('sha256', Buffer.from(this.webhook.secret, 'hex')).update(body).digest('hex');
    try {
      const answer = await request(this.#url, { dispatcher: agent, method: 'POST', body, headers: { 'content-type': 'application/json', 'x-men-signature': signature } });
      await answer.body.dump();
      if (answer.statusCode === 202) this.acknowledged += 1;
      else this.#refuse(String(answer.statusCode));
    } catch (error) {
      this.#refuse((error as { code?: string }).code ?? String(error));
    }
  }

  #refuse(kind: string): void {
    this.refused[kind] = (this.refused[kind] ?? 0) + 1;
  }
}

/** Counts jobs that a worker was found to have dropped. */
function watchStalls({ env, redis }: Stack): { count(): number; close(): Promise<void> } {
  const connection = redis ? new Redis(redis.url, { maxRetriesPerRequest: null }) : new pg.Pool({ connectionString: env.DATABASE_URL, options: '-c search_path=bullmq', max: 2 });
  connection.on('error', () => undefined);
  let stalled = 0;
  const watches = Object.values(QUEUES).map((queue) => {
    const events = redis
      ? new QueueEvents(queue, { connection: connection as Redis })
      : new QueueEvents(queue, { connection: connection as never }, createPostgresBackend as never);
    events.on('stalled', () => (stalled += 1));
    events.on('error', () => undefined);
    return events;
  });
  return {
    count: () => stalled,
    close: async () => {
      await Promise.all(watches.map((events) => events.close()));
      if (connection instanceof Redis) connection.disconnect();
      else await connection.end();
    },
  };
}

/** Prints what came of it; false when something was lost, refused or stalled, or a stop took too long. */
export async function benchRollingRestart({ backends, rounds }: { backends: readonly Backend[]; rounds: number }, print: (line: string) => void): Promise<boolean> {
  let passed = true;
  for (const backend of backends) {
    const result = await rollingRestart(backend, rounds, print);
    const flaws = flawsOf(result);
    const slowest = (app: string): string => (Math.max(...result.stops.filter((stop) => stop.app === app).map(({ ms }) => ms)) / 1_000).toFixed(1);
    print(`${backend}: ${rounds} rounds, ${result.stops.length} restarts, ${result.acknowledged} events acknowledged; slowest stop: API ${slowest('api')} s, worker ${slowest('worker')} s`);
    print(flaws.length === 0 ? 'PASS  nothing lost, nothing refused, no job stalled, every stop clean within 10 s' : `MISS  ${flaws.join('; ')}`);
    passed &&= flaws.length === 0;
  }
  return passed;
}

const MOST_STOP_MS = 10_000;

/** What was not as it should be. */
export function flawsOf({ acknowledged, stored, refused, stalled, stops, open }: RollingRestart): string[] {
  const unclean = stops.filter(({ code, ms }) => code !== 0 || ms > MOST_STOP_MS);
  return [
    ...(acknowledged === 0 ? ['no event was acknowledged'] : []),
    ...(stored < acknowledged ? [`${acknowledged - stored} acknowledged events are lost`] : []),
    ...Object.entries(refused).map(([kind, count]) => `${count} requests ended with ${kind}`),
    ...(stalled > 0 ? [`${stalled} jobs stalled`] : []),
    ...unclean.map(({ app, code, ms }) => `a stop of the ${app} took ${Math.round(ms)} ms and ended with ${code}`),
    ...(open > 0 ? [`${open} devices are not in sync`] : []),
  ];
}
