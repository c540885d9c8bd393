import type { Backend } from '../../support/lockstep.js';
import { spreadOf } from '../figures.js';
import { acceptNew } from './backlog.js';
import type { CatchUpOptions } from './options.js';
import type { Print } from './pace.js';
import { watchWave } from './run-wave.js';
import { openSite, type Site } from './site.js';
import { GATES, atMost, type Verdict } from './verdict.js';
import { seconds, twoPlaces, whole } from './words.js';

/** The most a hub can have, for workers that pace themselves by what they are told. */
const UNITS = 200;
const WARM_UP = 1_000;
/** The slowest that is waited for, devices a second. */
const CRAWL = 20;

/** Small backlogs are over in seconds, so they are taken more often, and the middle counts. */
const REPEATS = [5, 3, 1];

/**
 * The time for backlogs of a hundredth, a tenth and all of the devices, from the first settled one to the last, by one worker that is
 * warm, on a hub that limits nothing.
 */
export async function benchLinear({ devices, roundTrips, profile }: CatchUpOptions, backend: Backend, print: Print): Promise<Verdict[]> {
  const site = await openSite({ backend, profile });
  try {
    await site.hub.putAway(roundTrips[0]!);
    await site.tellLimit(UNITS);
    const [worker] = await site.startWorkers(1);
    await timeOf(site, worker!.pid, { name: 'warm-up', devices: WARM_UP });
    const sizes = [devices / 100, devices / 10, devices].map(Math.ceil);
    const middles: number[] = [];
    for (const [at, size] of sizes.entries()) {
      const times: number[] = [];
      for (let repeat = 0; repeat < REPEATS[at]!; repeat++) times.push(await timeOf(site, worker!.pid, { name: `linear-${size}-${repeat}`, devices: size }));
      const { median, least, most } = spreadOf(times);
      middles.push(median);
      print(`linear, ${backend}, ${roundTrips[0]} ms: ${size} devices in ${seconds(median)} (${seconds(least)} to ${seconds(most)}), ${whole(size / median)} devices a second.`);
    }
    return [1, 2].map((at) => atMost(`linear, ${backend}: ${sizes[at - 1]} to ${sizes[at]} devices, factor`, (10 * middles[at]! * sizes[at - 1]!) / (middles[at - 1]! * sizes[at]!), GATES.growthPerTenfold, twoPlaces));
  } finally {
    await site.stop();
  }
}

async function timeOf(site: Site, worker: number, { name, devices }: { name: string; devices: number }): Promise<number> {
  const before = await site.hub.count();
  await acceptNew(site.database, name, devices);
  const { left, settling } = await watchWave(site, [worker], { name, devices, doneIn: ({ enabled }) => enabled - before.enabled, withinSeconds: 60 + devices / CRAWL });
  if (left > 0) throw new Error(`${left} of ${devices} devices were not settled in ${60 + devices / CRAWL} s; nothing can be said of how the time grows.`);
  return settling;
}
