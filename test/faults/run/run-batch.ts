import type { Fault } from '../catalogue/fault.js';
import { findViolations, type Violation } from '../invariants/index.js';
import type { DeviceEvidence, Evidence } from '../invariants/evidence.js';
import { Chance } from '../model/chance.js';
import { inventLife, type LifeStep } from '../model/life.js';
import type { FaultStack } from '../stack/fault-stack.js';
import { findSecrets } from './find-secrets.js';
import { tryToGetIn } from './intruders.js';
import { watchNeighbour } from './neighbour.js';
import { OWN_VALUES } from './own-values.js';
import { replayLetters } from './replay-letters.js';
import { waitForRest } from './rest.js';
import { seeDevices, seeLetters } from './see-devices.js';
import { checksOf } from './see-hub.js';
import { settleResidents } from './residents.js';
import { Site } from './site.js';
import { watchDevices } from './watch-devices.js';

/** What a busy machine may add to a bound, ms. */
const SLACK_MS = 60_000;
/** However slow the machine is: a run that lasts longer hangs, ms. */
const LONGEST_MS = 180_000;
const DEVICES = 3;

export interface Batch {
  fault: Fault;
  /** Histories that meet the fault together, each with devices of its own. */
  seeds: readonly number[];
  /** No other batch of the stack has it. */
  name: string;
}

export interface BatchReport {
  fault: Fault['id'];
  seeds: readonly number[];
  violations: readonly Violation[];
  seconds: number;
  /** From the end of the fault to rest, ms, with the time that was skipped. */
  recoveredMs: number | null;
  /** What was seen of devices that something is wrong with, and the last warnings of our processes. */
  details: string;
}

/** One fault over some random histories, then quiet, then every invariant. */
export async function runBatch(stack: FaultStack, { fault, seeds, name }: Batch): Promise<BatchReport> {
  const began = performance.now();
  const chance = new Chance(seeds[0]!).fork(fault.id);
  const histories = seeds.map((seed) => historyOf(seed, `${name}-s${seed}`));
  const site = new Site(stack, chance, histories.flatMap(({ deviceIds }) => deviceIds));
  await prepare(site);
  const endWatch = watchDevices(site);
  try {
    const evidence = await live(site, fault, { histories: histories.map(({ steps }) => steps), name, began });
    const violations = findViolations(evidence, fault.spares);
    return {
      fault: fault.id,
      seeds,
      violations,
      seconds: (performance.now() - began) / 1_000,
      recoveredMs: evidence.recoveredMs,
      details: violations.length > 0 ? detailsOf(evidence.devices, violations) : '',
    };
  } catch (error) {
    await stack.mend();
    throw error;
  } finally {
    endWatch();
    await stack.forget(site.deviceIds);
  }
}

function historyOf(seed: number, prefix: string): { deviceIds: string[]; steps: LifeStep[] } {
  const chance = new Chance(seed).fork('life');
  const deviceIds = Array.from({ length: chance.between(1, DEVICES) }, (_, index) => `${prefix}-${String.fromCodePoint(97 + index)}`);
  return { deviceIds, steps: inventLife(chance, { deviceIds, steps: chance.between(4, 12), longestPauseMs: 120 }) };
}

async function prepare({ stack, deviceIds }: Site): Promise<void> {
  await settleResidents(stack);
  await stack.hubCalls.call('DELETE', '/emulator/journal');
  stack.takeOutput();
  await Promise.all(deviceIds.map((deviceId) => stack.menderControl.configure(deviceId, OWN_VALUES)));
}

interface Course {
  histories: readonly LifeStep[][];
  name: string;
  began: number;
}

/** A part of each history before the fault, one while it stands, and one after it. */
async function live(site: Site, fault: Fault, { histories, name, began }: Course): Promise<Evidence> {
  const { stack, chance } = site;
  const parts = histories.map((steps) => cut(steps, chance));
  const [tryNeighbour] = await Promise.all([fault.oneHubOnly ? watchNeighbour(stack, name) : null, ...parts.map(([before]) => site.live(before))]);
  const from = Date.now();
  const strike = fault.strike(site);
  const watched = tryNeighbour?.() ?? null;
  const beside = [watched, tryToGetIn(site), ...parts.map(([, during]) => site.live(during))];
  const [heal] = await Promise.allSettled([strike, ...beside]);
  const to = Date.now();
  // Whatever became of what happened beside it: a fault that stays would be met by the next batch.
  if (heal.status === 'fulfilled') await heal.value();
  await Promise.all([strike, ...beside]);
  const neighbour = await watched;
  await stack.mend();
  await Promise.all(parts.map(([, , after]) => site.live(after)));
  const bound = { withinMs: fault.boundMs + SLACK_MS, realMs: LONGEST_MS };
  const { afterMs } = await waitForRest(site, { ...bound, sweeps: stack.office.letters.some(({ lost }) => lost) });
  const replay = await replayLetters(site);
  if (replay) await waitForRest(site, bound);
  const devices = await seeDevices(site);
  return {
    devices,
    ...(await checksOf(site, devices)),
    letters: await seeLetters(site),
    replay,
    probes: site.probes,
    unwoken: site.unwoken,
    secretsFound: await findSecrets(site, devices, stack.peekOutput()),
    neighbour,
    fault: { from, to },
    recoveredMs: afterMs,
    boundMs: bound.withinMs,
    lastedMs: performance.now() - began,
  };
}

/** Into three parts, at random. */
function cut(steps: readonly LifeStep[], chance: Chance): [LifeStep[], LifeStep[], LifeStep[]] {
  const [first, second] = [chance.between(0, steps.length), chance.between(0, steps.length)].sort((one, other) => one - other) as [number, number];
  return [steps.slice(0, first), steps.slice(first, second), steps.slice(second)];
}

/** What was seen of some devices that violations name. */
export function detailsOf(devices: readonly DeviceEvidence[], violations: readonly Violation[]): string {
  const concerned = devices.filter(({ model }) => violations.some(({ what }) => what.includes(model.deviceId)));
  return concerned.slice(0, 3).map((device) => JSON.stringify(device, withoutKeys, 1)).join('\n');
}

const withoutKeys = (name: string, value: unknown): unknown =>
  name === 'connectionString' || name === 'azureConnectionString' ? String(value).replace(/SharedAccessKey=.{4}.*/, (key) => `${key.slice(0, 20)}…`) : value;
