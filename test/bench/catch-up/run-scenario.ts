import type { Backend } from '../../support/lockstep.js';
import { acceptNew, rejectAll } from './backlog.js';
import { S3_A_MINUTE } from './hub-under-test.js';
import { readCost, readShares, type Cost, type Shares } from './read-ledger.js';
import { watchWave, type Wave, type WaveResult } from './run-wave.js';
import { openSite, type Site, type Stored } from './site.js';
import { watchEffort, type Effort } from './watch-processes.js';

/** What the names of the devices begin with. */
const NAME = 'catch-up';

export interface Scenario {
  backend: Backend;
  devices: number;
  workers: number;
  roundTripMs: number;
  /** Hub minutes in a real one. */
  scale: number;
  /** The part of the registry's limit that another client uses. */
  foreign?: number;
  /** Whether the hub has nothing saved up at the start. */
  drained?: boolean;
  /** What follows the accepts. */
  then?: 'reject';
  profile: string | null;
}

/** What came of one wave over all devices. */
export interface CatchUp extends WaveResult, Cost {
  /** Against what is left of the limit beside another client. */
  shares: Shares;
  /** Devices in a hub minute, over the whole wave. */
  perMinute: number;
  /** The time it took, by the least time that the limit allows. */
  byLeastTime: number;
  /** The hub emulator must not be what is measured. */
  effort: Effort<'workers' | 'stores' | 'hub'>;
  storedBefore: Stored;
  storedAfter: Stored;
}

export interface ScenarioResult {
  accepts: CatchUp;
  rejects: CatchUp | null;
  /** False when the workers could not be told what the hub allows. */
  told: boolean;
}

/**
 * A backlog of accepted devices, all there at once, until every one is enabled in the hub and settled. The workers are ready before,
 * so that neither their start nor what the first of them does meanwhile blurs a figure.
 */
export async function runScenario(scenario: Scenario): Promise<ScenarioResult> {
  const { devices, workers, scale, roundTripMs, foreign = 0 } = scenario;
  const site = await openSite(scenario);
  try {
    await site.hub.limit(scale);
    await site.hub.putAway(roundTripMs);
    await site.hub.share(foreign);
    const told = await site.tellLimit(scale);
    const pids = (await site.startWorkers(workers)).map(({ pid }) => pid);

    const going = { ...scenario, pids };
    const accepts = await wave(site, { ...going, start: () => acceptNew(site.database, NAME, devices), doneIn: ({ enabled }) => enabled });
    if (scenario.then !== 'reject') return { accepts, rejects: null, told };
    const rejects = await wave(site, { ...going, start: () => rejectAll(site.database), doneIn: ({ enabled }) => devices - enabled });
    return { accepts, rejects, told };
  } finally {
    await site.stop();
  }
}

interface Going extends Scenario {
  pids: number[];
  start: () => Promise<void>;
  doneIn: Wave['doneIn'];
}

async function wave(site: Site, { devices, scale, foreign = 0, drained = false, pids, start, doneIn }: Going): Promise<CatchUp> {
  const allowed = S3_A_MINUTE * (1 - foreign);
  const leastSeconds = (60 * devices) / (allowed * scale);
  const storedBefore = await site.stored();
  if (drained) await site.hub.drain();
  await site.hub.beginLedger();
  await start();
  const effort = await watchEffort({ workers: () => pids, stores: () => site.storePids(), hub: () => [site.hub.pid] });
  const result = await watchWave(site, pids, { name: NAME, devices, doneIn, withinSeconds: 120 + 5 * leastSeconds });
  const account = await site.hub.account('registry');
  return {
    ...result,
    ...readCost(account, devices),
    shares: readShares(account.minutes, allowed),
    perMinute: ((devices - result.left) * 60) / (result.seconds * scale),
    byLeastTime: result.left === 0 ? result.seconds / leastSeconds : NaN,
    effort: await effort(),
    storedBefore,
    storedAfter: await site.stored(),
  };
}
