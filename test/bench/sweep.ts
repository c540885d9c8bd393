import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresTokens, Database, KnownActors, Sealing, TenantSeeds } from '#adapters/postgres';
import { DEFAULT_TENANT, SURVEY_PAGE, sweepPerMinute, type HubEdition } from '#core';
import { readEnv } from '#platform';
import { Administrator } from '../conformance/device-hub.administrator.js';
import type { Backend } from '../support/lockstep.js';
import { openHubCalls, type HubCalls } from '../support/hub-calls.js';
import { openMenderControl } from '../support/mender-control.js';
import { openBenchStack, type BenchStack } from './bench-stack.js';
import { memoryOf } from './catch-up/watch-processes.js';

export interface SweepBenchOptions {
  backend: Backend;
  devices: number;
  /** Of S3. The fewer, the longer the survey takes, as a fifth of the hub's queries is a sweep's part. */
  units: number;
}

/** Devices of one call. Source: Azure IoT Hub, bulk operations: up to 100. */
const BULK = 100;
const CHUNK = 2_000;
const LOOK_MS = 200;
const MB = 1_048_576;
/** A survey may take so many times what the sweep's part of the budget allows. */
const AIM = 1.05;
const WRITES = /^(create|update|delete|replace|patch|bulk)/;

/**
 * Compares a whole fleet that is in sync with its hub, as a sweep does every 15 minutes: how long each phase takes, how that stands to
 * the sweep's part of the hub's query budget, what it costs the hub, and how much memory the worker needs for it.
 */
export async function benchSweep({ backend, devices, units }: SweepBenchOptions, print: (line: string) => void): Promise<boolean> {
  const edition: HubEdition = { sku: 'S3', units };
  const stack = await openBenchStack(backend, edition);
  const hub = openHubCalls({ port: stack.hub.port, caPem: readFileSync(stack.hub.caFile, 'utf8') });
  try {
    await fill(stack, devices, print);
    await hub.call('PATCH', `/emulator/hubs/${stack.hub.hubs[0]!.hostName}/throttle`, edition);
    const before = await callsOf(hub);
    const seen = await sweep(stack);
    const calls = Object.entries(await callsOf(hub)).map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)]).filter(([, count]) => count > 0);

    const pages = Math.ceil(devices / SURVEY_PAGE);
    const boundMs = (pages / sweepPerMinute(edition, 'queries')) * 60_000;
    const ratio = seen.phases.survey! / boundMs;
    const writes = calls.filter(([name]) => WRITES.test(name)).reduce((sum, [, count]) => sum + count, 0);
    print(`sweep of ${devices} devices in sync on ${backend}, load ${loadavg()[0]!.toFixed(1)}: ${seen.state}, ${seen.found} differences`);
    print(`  ${Object.entries(seen.phases).map(([phase, ms]) => `${phase} ${(ms / 1_000).toFixed(1)} s`).join(', ')}`);
    print(`  the survey took ${ratio.toFixed(2)} times what a fifth of the queries of S3 with ${units} units allows (aim: ${AIM})`);
    print(`  calls of the hub: ${calls.map(([name, count]) => `${count} ${name}`).join(', ')}; writes: ${writes}`);
    print(`  the worker: ${(seen.memoryBefore / MB).toFixed(0)} MB before, ${(seen.memoryMost / MB).toFixed(0)} MB at most`);
    return seen.state === 'done' && seen.found === 0 && writes === 0 && ratio <= AIM;
  } finally {
    hub.close();
    await stack.stop();
  }
}

const PLANT = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, fleet_status, hub_kind, hub_status, key_source, sync, wake_at)
  SELECT $1, id, 'accepted', now(), 'bench', 1, 1, 'accepted', 'present', 'enabled', 'adopted', 'in-sync', NULL FROM unnest($2::text[]) AS d(id)`;

/** The same devices on all three sides, nobody told of any. */
async function fill(stack: BenchStack, count: number, print: (line: string) => void): Promise<void> {
  const { port, caFile, hubs } = stack.hub;
  const administrator = new Administrator({ connectionString: hubs[0]!.connectionString, gateway: { host: '127.0.0.1', port }, caPem: readFileSync(caFile, 'utf8') });
  const fleet = openMenderControl(stack.mender);
  const ids = Array.from({ length: count }, (_, n) => `d${String(n + 1).padStart(7, '0')}`);
  for (let from = 0; from < count; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK);
    await fleet.make(chunk, false, 'accepted');
    await stack.database.query(PLANT, [DEFAULT_TENANT, chunk]);
    for (let at = 0; at < chunk.length; at += BULK) {
      await administrator.call('POST', '/devices', chunk.slice(at, at + BULK).map((id) => ({ id, importMode: 'create', status: 'enabled', authentication: { type: 'sas' } })));
    }
  }
  await stack.database.query('ANALYZE device');
  print(`${count} devices are in the fleet, in our record and in the hub`);
}

interface Seen {
  state: string;
  found: number;
  phases: Record<string, number>;
  memoryBefore: number;
  memoryMost: number;
}

/** Asks for a run and follows it to its end. */
async function sweep(stack: BenchStack): Promise<Seen> {
  const memoryBefore = await memoryOf(stack.workerPid);
  const runId = await ask(stack);
  const began = new Map<string, number>();
  let memoryMost = memoryBefore;
  for (;;) {
    const { rows } = await stack.database.query<{ state: string; phase: string; found: number }>(LOOK, [runId]);
    const { state, phase, found } = rows[0]!;
    if (!began.has(phase)) began.set(phase, performance.now());
    memoryMost = Math.max(memoryMost, await memoryOf(stack.workerPid));
    if (state !== 'running') return { state, found, phases: spansOf(began), memoryBefore, memoryMost };
    await pause(LOOK_MS);
  }
}

const LOOK = `
  SELECT state, phase, (SELECT count(*)::int FROM drift_finding WHERE run_id = r.id) AS found FROM sweep_run r WHERE id = $1`;

/** From the begin of each phase to that of the next, ms. */
function spansOf(began: ReadonlyMap<string, number>): Record<string, number> {
  const starts = [...began.values(), performance.now()];
  return Object.fromEntries([...began.keys()].map((phase, index) => [phase, starts[index + 1]! - starts[index]!]));
}

async function ask({ environment, api }: BenchStack): Promise<string> {
  const env = readEnv(environment);
  const database = new Database({ url: env.DATABASE_URL, connections: 1 });
  const tokens = new PostgresTokens(database, new TenantSeeds(database, new Sealing(env.LOCKSTEP_MASTER_KEYS)), new KnownActors());
  const { token } = await tokens.issue(DEFAULT_TENANT, 'bench', 'admin');
  await database.close();
  const answer = await fetch(`${api.address}/api/v1/drift/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.reveal()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ dryRun: false }),
  });
  if (answer.status !== 202) throw new Error(`A run was refused: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** How often each operation was called so far. */
async function callsOf(hub: HubCalls): Promise<Record<string, number>> {
  const { counters } = (await hub.call('GET', '/emulator/journal?limit=1')).body as { counters: Record<string, { calls: number }> };
  return Object.fromEntries(Object.entries(counters).map(([name, { calls }]) => [name, calls]));
}
