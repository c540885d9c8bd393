import { loadavg } from 'node:os';
import pg from 'pg';
import { openMenderControl, type BulkAction, type MenderControl } from '../support/mender-control.js';
import type { Backend } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';
import { openBenchStack, type BenchStack } from './bench-stack.js';
import { perSecond, spreadOf } from './figures.js';
import { measureRawBullmq } from './raw-bullmq.js';

export interface PipelineOptions {
  backends: readonly Backend[];
  devices: number;
  rounds: number;
}

/** What happens to every device, and how many webhooks Mender sends for it. */
const LIFE: readonly { action: BulkAction; events: number }[] = [
  { action: 'accept', events: 2 },
  { action: 'reject', events: 1 },
  { action: 'accept', events: 1 },
  { action: 'decommission', events: 1 },
];

/**
 * Events a second through the whole path, from Mender's webhook to the settled pass (hub changed, connection string delivered
 * and reported), beside BullMQ alone on the same backend, in turn. API, worker and both emulators run in processes of their own.
 */
export async function benchPipeline({ backends, devices, rounds }: PipelineOptions, print: (line: string) => void): Promise<void> {
  for (const backend of backends) {
    const stack = await openBenchStack(backend);
    try {
      await benchOn(stack, { devices, rounds, backend }, print);
    } finally {
      await stack.stop();
    }
  }
}

async function benchOn(stack: BenchStack, { devices, rounds, backend }: { devices: number; rounds: number; backend: Backend }, print: (line: string) => void): Promise<void> {
  const raws: number[] = [];
  const wholes: number[] = [];
  const accepts: number[] = [];
  const rawJobs = backend === 'redis' ? 20_000 : 3_000;

  await live(stack, 'warm-up', Math.min(devices, 200));
  raws.push(await measureRawBullmq(stack.queue, rawJobs));
  for (let round = 1; round <= rounds; round++) {
    const seconds = await live(stack, `round-${round}`, devices);
    const events = LIFE.reduce((sum, { events }) => sum + events, 0) * devices;
    wholes.push(events / seconds.reduce((sum, one) => sum + one, 0));
    accepts.push((LIFE[0]!.events * devices) / seconds[0]!);
    raws.push(await measureRawBullmq(stack.queue, rawJobs));
    print(`  ${backend} round ${round}: ${Math.round(wholes.at(-1)!)} events/s, first accepts ${Math.round(accepts.at(-1)!)} events/s, raw ${Math.round(raws.at(-1)!)} jobs/s, load ${loadavg()[0]!.toFixed(1)}`);
  }
  const [whole, accept, raw] = [spreadOf(wholes), spreadOf(accepts), spreadOf(raws)];
  const share = (part: number): string => `${((100 * part) / raw.median).toFixed(1)} %`;
  print(`${backend}: whole life ${perSecond(whole)} = ${share(whole.median)} of raw; first accepts ${perSecond(accept)} = ${share(accept.median)} of raw; raw BullMQ add+process ${perSecond(raw)}`);
}

/** Takes new devices through their whole life; answers with the seconds of each part. */
async function live(stack: BenchStack, name: string, devices: number): Promise<number[]> {
  const ids = Array.from({ length: devices }, (_, index) => `${name}-${index}`);
  const mender = openMenderControl(stack.mender);
  await mender.make(ids);
  const seconds: number[] = [];
  for (const { action, events } of LIFE) seconds.push(await part(stack, mender, { action, events: events * devices, ids }));
  return seconds;
}

async function part({ database }: BenchStack, mender: MenderControl, { action, events, ids }: { action: BulkAction; events: number; ids: string[] }): Promise<number> {
  const before = await stored(database);
  const started = performance.now();
  await mender.bulk(action, ids);
  await waitFor(`${events} events to be settled`, async () => (await stored(database)) === before + events && (await open(database)) === 0, {
    withinMs: 300_000,
    everyMs: 50,
  });
  return (performance.now() - started) / 1000;
}

const count = async (database: pg.Pool, sql: string): Promise<number> => Number((await database.query<{ count: string }>(sql)).rows[0]!.count);

const stored = (database: pg.Pool): Promise<number> => count(database, 'SELECT count(*) FROM inbox');

const open = (database: pg.Pool): Promise<number> => count(database, `SELECT count(*) FROM device WHERE settled < generation OR sync <> 'in-sync'`);
