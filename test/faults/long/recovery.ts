import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { BACKENDS, type Backend } from '../../support/lockstep.js';
import { Chance } from '../model/chance.js';
import { waitFor } from '../../support/wait-for.js';
import type { Print } from '../run/print.js';
import { waitForRest } from '../run/rest.js';
import { Site } from '../run/site.js';
import { FaultStack } from '../stack/fault-stack.js';

/** As in production; everything else of the suite is impatient. */
const LEASE_MS = 10_000;
const DEVICES = 30;
/** So many move at the same time, and then nothing for so long. They divide the devices evenly. */
const TOGETHER = 5;
const PAUSE_MS = 20;
const WITHIN_MS = 120_000;
/** In the middle of so many passes something happens. */
const BUSY = 3;
/** Long enough for passes to be in the middle then. */
const ROUND_TRIP_MS = 300;

interface Trial {
  name: string;
  aimMs: number;
  backends: readonly Backend[];
  /** Breaks something and mends it; what is measured begins when it resolves. */
  happen(stack: FaultStack): Promise<void>;
}

const TRIALS: readonly Trial[] = [
  { name: 'a worker is killed', aimMs: 15_000, backends: BACKENDS, happen: ({ workers }) => workers[0]!.kill() },
  {
    name: 'PostgreSQL is back after a hard stop',
    aimMs: 15_000,
    backends: BACKENDS,
    happen: ({ servers }) => servers.postgres.crash(() => pause(3_000)),
  },
  {
    name: 'Redis is back after a kill, with its log',
    aimMs: 15_000,
    backends: ['redis'],
    happen: async ({ servers: { redis } }) => {
      await redis!.kill();
      await pause(3_000);
      await redis!.start();
    },
  },
  { name: 'Redis was flushed', aimMs: 30_000, backends: ['redis'], happen: async ({ servers: { redis } }) => void (await redis!.client.flushall()) },
];

/** Measures, in real time and with the leases of production, how long devices in the middle of a pass stand still. Answers whether every aim was met. */
export async function measureRecovery(backends: readonly Backend[], print: Print): Promise<boolean> {
  let isGood = true;
  for (const backend of backends) {
    const stack = await FaultStack.start({ backend, chance: new Chance(1), workers: 2, leaseMs: LEASE_MS });
    try {
      await stack.hubCalls.call('PATCH', '/emulator/switches', { roundTripMs: ROUND_TRIP_MS });
      const raw = stack.servers.redis && measureRawBullmq(stack.servers.redis.url);
      for (const [index, trial] of TRIALS.filter(({ backends: on }) => on.includes(backend)).entries()) {
        // The raw queue stands in the same Redis, which the first trial leaves alone.
        const ms = await measure(stack, trial, `trial-${index}`);
        if (index === 0 && raw) print(`redis     raw BullMQ with its defaults, a worker is killed: ${((await raw) / 1_000).toFixed(1)} s`);
        print(`${backend.padEnd(9)} ${trial.name}: ${(ms / 1_000).toFixed(1)} s (aim ${trial.aimMs / 1_000} s)${ms > trial.aimMs ? ' MISSED' : ''}`);
        isGood = isGood && ms <= trial.aimMs;
      }
    } finally {
      await stack.stop();
    }
  }
  return isGood;
}

/** From the mishap to the last device at rest. */
async function measure(stack: FaultStack, { happen }: Trial, name: string): Promise<number> {
  const site = new Site(stack, new Chance(1), Array.from({ length: DEVICES }, (_, index) => `${name}-${index}`));
  await stack.fillWorkers();
  await site.live(site.deviceIds.map((deviceId) => ({ deviceId, move: 'make', afterMs: 0 })));
  const busy = waitFor('the first worker to be in the middle of some passes', () => isBusy(stack), { everyMs: 5, withinMs: WITHIN_MS });
  const moving = keepMoving(site, busy);
  await busy;
  await happen(stack);
  const began = performance.now();
  await moving;
  await waitForRest(site, { withinMs: WITHIN_MS, realMs: WITHIN_MS, skips: false });
  return performance.now() - began;
}

/** Devices are accepted and rejected in turn, some at a time, for as long as it takes until a worker is in the middle of enough of them. */
async function keepMoving(site: Site, enough: Promise<unknown>): Promise<void> {
  let isEnough = false;
  const noted = enough.finally(() => (isEnough = true)).catch(() => undefined);
  for (let at = 0; !isEnough; at += TOGETHER) {
    const move = Math.floor(at / DEVICES) % 2 === 0 ? 'accept' : 'reject';
    await site.together(move, site.deviceIds.slice(at % DEVICES, (at % DEVICES) + TOGETHER));
    await pause(PAUSE_MS);
  }
  await noted;
}

/** Whether the first worker holds devices whose hub it has begun to change. */
async function isBusy({ database, workers }: FaultStack): Promise<boolean> {
  const { rows } = await database.query<{ held: number }>(
    `SELECT count(*)::int AS held FROM device WHERE lease_until > now() AND intent IS NOT NULL AND leased_by LIKE '%/' || $1`,
    [workers[0]!.pid],
  );
  return rows[0]!.held >= BUSY;
}

/** From the kill of a worker to its job in the hands of another, with every default of BullMQ. */
async function measureRawBullmq(url: string): Promise<number> {
  const name = 'raw-recovery';
  const { hostname: host, port } = new URL(url);
  const queue = new Queue(name, { connection: { host, port: Number(port) } });
  const holder = start(url, name, ['hold']);
  await queue.add('job', {});
  await once(holder, 'message');
  const other = start(url, name, []);
  await pause(2_000);
  holder.kill('SIGKILL');
  const began = performance.now();
  await once(other, 'message');
  const ms = performance.now() - began;
  other.kill('SIGKILL');
  await queue.close();
  return ms;
}

const start = (url: string, name: string, more: readonly string[]): ChildProcess => fork('dist/test/faults/long/raw-bullmq-worker.js', [url, name, ...more], { env: { PATH: process.env.PATH } });
