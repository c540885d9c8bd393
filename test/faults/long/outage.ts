import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../../support/lockstep.js';
import { Chance } from '../model/chance.js';
import { duration, type Print } from '../run/print.js';
import { Site } from '../run/site.js';
import { HOME_HUB } from '../stack/connect-tenants.js';
import { FaultStack } from '../stack/fault-stack.js';

export interface OutageOptions {
  backends: readonly Backend[];
  statuses: readonly number[];
  minutes: number;
}

/** What the hub allows, registry operations a minute: S1 with so many units of 100. */
const UNITS = 6;
const ALLOWED = UNITS * 100;
/** At this part of what it allows within a minute of the hub's return. */
const AIM = 0.95;
const WINDOW_MS = 15_000;
const BACK_WITHIN_MS = 60_000;
/** As much as the pace allows in the two minutes after the outage, and some more. */
const BACKLOG = Math.ceil(ALLOWED * 2.5);

/** A hub that answers nothing but 429 or 503 for a while, with a backlog waiting: what it costs, and how soon its rate is reached again. */
export async function measureOutage({ backends, statuses, minutes }: OutageOptions, print: Print): Promise<boolean> {
  let isGood = true;
  for (const backend of backends) for (const status of statuses) isGood = (await measure({ backend, status, minutes }, print)) && isGood;
  return isGood;
}

async function measure({ backend, status, minutes }: { backend: Backend; status: number; minutes: number }, print: Print): Promise<boolean> {
  const stack = await FaultStack.start({ backend, chance: new Chance(1), leaseMs: 10_000, settings: { LOG_LEVEL: 'error', LOCKSTEP_HUB_TIMEOUT_MS: '75000' } });
  try {
    await stack.database.query(`UPDATE integration SET sku = 'S1', units = $1`, [UNITS]);
    await stack.hubCalls.call('PATCH', `/emulator/hubs/${HOME_HUB}/throttle`, { sku: 'S1', units: UNITS, burstMinutes: 0 });
    const site = new Site(stack, new Chance(1), Array.from({ length: BACKLOG }, (_, index) => `outage-${index}`));
    await stack.hubControl.fault({ hub: HOME_HUB, kind: 'status', status });
    await stack.menderControl.make(site.deviceIds);
    await stack.menderControl.bulk('accept', site.deviceIds);
    await standOut(minutes, print);
    const before = await stateOf(stack);
    await stack.hubControl.clearFaults();
    const backMs = await backAtRate(stack);
    const refused = Object.values(await callsOf(stack)).reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0);
    const isGood = backMs !== null && backMs <= BACK_WITHIN_MS && before.attempts === 0 && before.dead === 0;
    print(
      `${backend} ${status} for ${minutes} min: ${refused} calls were refused, the most attempts of a device ${before.attempts}, dead ${before.dead}; ` +
        `${backMs === null ? 'not back at its rate' : `at ${AIM * 100} % of ${ALLOWED} a minute ${duration(backMs)} after the hub's return`}${isGood ? '' : ' MISSED'}`,
    );
    return isGood;
  } finally {
    await stack.stop();
  }
}

async function standOut(minutes: number, print: Print): Promise<void> {
  for (let left = minutes * 60; left > 0; left -= 30) {
    print(`  the hub is out for another ${duration(left * 1_000)}`);
    await pause(Math.min(30, left) * 1_000);
  }
}

async function stateOf({ database }: FaultStack): Promise<{ attempts: number; dead: number }> {
  const { rows } = await database.query<{ attempts: number; dead: number }>(`SELECT coalesce(max(attempts), 0)::int AS attempts, count(*) FILTER (WHERE sync = 'dead')::int AS dead FROM device`);
  return rows[0]!;
}

async function callsOf({ hubCalls }: FaultStack): Promise<Record<string, { statuses: Record<string, number> }>> {
  const { body } = await hubCalls.call('GET', '/emulator/journal?limit=1');
  return (body as { counters: Record<string, { statuses: Record<string, number> }> }).counters;
}

/** What the hub counts against its limit: each device of a bulk, and each look at one, which whoever was in doubt needs first. */
async function registryOperations(stack: FaultStack): Promise<number> {
  const { body } = await stack.hubCalls.call('GET', '/emulator/hubs');
  const { devices } = (body as { hubs: { hostName: string; devices: number }[] }).hubs.find(({ hostName }) => hostName === HOME_HUB)!;
  const { '200': found = 0, '404': notFound = 0 } = (await callsOf(stack))['get-device']?.statuses ?? {};
  return devices + found + notFound;
}

/** How long until the first window at the rate began, ms; null when none did. */
async function backAtRate(stack: FaultStack): Promise<number | null> {
  const began = performance.now();
  const seen: { atMs: number; operations: number }[] = [];
  while (performance.now() - began < BACK_WITHIN_MS + WINDOW_MS + 5_000) {
    const operations = await registryOperations(stack);
    seen.push({ atMs: performance.now() - began, operations });
    const first = seen.find(({ atMs }, index) => atMs >= seen.at(-1)!.atMs - WINDOW_MS && index > 0);
    const last = seen.at(-1)!;
    if (first && last.atMs - first.atMs >= WINDOW_MS - 1_000) {
      const perMinute = ((last.operations - first.operations) * 60_000) / (last.atMs - first.atMs);
      if (perMinute >= AIM * ALLOWED) return first.atMs;
    }
    await pause(250);
  }
  return null;
}
