import type { Backend } from '../../support/lockstep.js';
import { acceptNew, rejectAll } from './backlog.js';
import { S3_A_MINUTE, type Account } from './hub-under-test.js';
import { readShares, type Shares } from './read-minutes.js';
import { watchWave, type Wave, type WaveResult } from './run-wave.js';
import { openSite, type Site, type Stored } from './site.js';
import { watchEffort, type Effort } from './watch-processes.js';

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
export interface CatchUp extends WaveResult {
  /** Against what is left of the limit beside another client. */
  shares: Shares;
  /** Registry operations in all, and a device. */
  used: number;
  perDevice: number;
  /** Operations that the hub refused, and the part of all that they were. */
  refused: number;
  refusedShare: number;
  /** Requests that the hub held back. */
  heldBack: number;
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

/** A backlog of accepted devices, then the workers: until every device is enabled in the hub and settled. */
export async function runScenario(scenario: Scenario): Promise<ScenarioResult> {
  const { devices, workers, scale, roundTripMs, foreign = 0, drained = false } = scenario;
  const site = await openSite(scenario);
  try {
    await site.hub.limit(scale);
    await site.hub.putAway(roundTripMs);
    await site.hub.share(foreign);
    const told = await site.tellLimit(scale);
    await acceptNew(site.database, 'catch-up', devices);
    const storedBefore = await site.stored();
    if (drained) await site.hub.drain();

    const pids = (await site.startWorkers(workers)).map(({ pid }) => pid);
    const accepts = await wave(site, { ...scenario, pids, storedBefore, doneIn: ({ enabled }) => enabled });
    if (scenario.then !== 'reject') return { accepts, rejects: null, told };

    const storedBetween = await site.stored();
    if (drained) await site.hub.drain();
    const rejects = await wave(site, { ...scenario, pids, storedBefore: storedBetween, start: () => rejectAll(site.database), doneIn: ({ enabled }) => devices - enabled });
    return { accepts, rejects, told };
  } finally {
    await site.stop();
  }
}

interface Going extends Scenario {
  pids: number[];
  storedBefore: Stored;
  start?: () => Promise<void>;
  doneIn: Wave['doneIn'];
}

async function wave(site: Site, { devices, scale, foreign = 0, pids, storedBefore, start, doneIn }: Going): Promise<CatchUp> {
  const allowed = S3_A_MINUTE * (1 - foreign);
  const leastSeconds = (60 * devices) / (allowed * scale);
  await site.hub.beginLedger();
  const effort = await watchEffort({ workers: () => pids, stores: () => site.storePids(), hub: () => [site.hub.pid] });
  await start?.();
  const result = await watchWave(site, pids, { name: 'catch-up', devices, doneIn, withinSeconds: 120 + 5 * leastSeconds });
  const account = await site.hub.account('registry');
  return {
    ...result,
    ...figuresOf(account, devices),
    shares: readShares(account.minutes, allowed),
    perMinute: ((devices - result.left) * 60) / (result.seconds * scale),
    byLeastTime: result.left === 0 ? result.seconds / leastSeconds : NaN,
    effort: await effort(),
    storedBefore,
    storedAfter: await site.stored(),
  };
}

/** What was asked for and not used was refused: nothing waits any more. */
export function figuresOf({ asked, used, waited }: Account, devices: number): Pick<CatchUp, 'used' | 'perDevice' | 'refused' | 'refusedShare' | 'heldBack'> {
  const refused = asked - used;
  return { used, perDevice: asked / devices, refused, refusedShare: asked === 0 ? 0 : refused / asked, heldBack: waited };
}
