import { setTimeout as pause } from 'node:timers/promises';
import { PROBE_EVERY_MS } from '#lifecycle';
import { isHeldAsWanted } from '../invariants/i01-convergence.js';
import { waitFor } from '../../support/wait-for.js';
import type { Site } from './site.js';
import { identitiesOf } from './see-hub.js';

const LOOK_MS = 60;
/** When the next sweep is due, as LOCKSTEP_SWEEP_INTERVAL_MS has it where nothing else is said. */
const SWEEP_MS = 900_000;
/** Nothing is under way, and nothing due, at so many looks in a row: then only time has to pass. */
const IDLE_LOOKS = 6;

interface Standing {
  deviceId: string;
  isAtRest: boolean;
  isLeased: boolean;
  /** In ms from now; null without a wake-up. */
  wakesInMs: number | null;
}

const STANDING = `
  SELECT device_id AS "deviceId", settled = generation AND sync = 'in-sync' AND lease_until IS NULL AS "isAtRest",
         coalesce(lease_until > now(), false) AS "isLeased", (extract(epoch FROM wake_at - now()) * 1000)::float8 AS "wakesInMs"
  FROM device WHERE device_id = ANY($1)`;

/** Locked in the order that our own batches keep, or one of them and this could wait for each other. */
const PASS_TIME = `
  WITH locked AS (
    SELECT tenant_id, device_id FROM device WHERE device_id = ANY($1) ORDER BY tenant_id COLLATE "C", device_id COLLATE "C" FOR UPDATE
  )
  UPDATE device d SET wake_at = wake_at - $2 * interval '1 ms', not_before = not_before - $2 * interval '1 ms',
    retry_at = retry_at - $2 * interval '1 ms'
  FROM locked l WHERE d.tenant_id = l.tenant_id AND d.device_id = l.device_id`;

const TROUBLED = `
  SELECT probed_at FROM integration WHERE trouble IS NOT NULL AND NOT paused
  UNION ALL
  SELECT probed_at FROM fleet_connection WHERE trouble IS NOT NULL`;

/** Passes call nobody while a connection is in trouble: what ends that is a probe, so many ms from now at the latest. Null where none is due. */
const NEXT_PROBE = `SELECT (extract(epoch FROM min(probed_at) + $1 * interval '1 ms' - now()) * 1000)::float8 AS "inMs" FROM (${TROUBLED}) troubled`;

const PASS_TIME_OF_PROBES = `
  WITH hubs AS (UPDATE integration SET probed_at = probed_at - $1 * interval '1 ms' WHERE trouble IS NOT NULL)
  UPDATE fleet_connection SET probed_at = probed_at - $1 * interval '1 ms' WHERE trouble IS NOT NULL`;

const DUE_TO_BE_PROBED = `SELECT 1 FROM (${TROUBLED}) troubled WHERE probed_at <= now() - $1 * interval '1 ms'`;

/** Not in the middle of one. */
const PASS_TIME_OF_SWEEPS = `
  WITH idle AS (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sweep_run WHERE state = 'running')),
       connected AS (UPDATE integration SET created_at = created_at - $1 * interval '1 ms' WHERE EXISTS (SELECT 1 FROM idle)),
       swept AS (UPDATE sweep_run SET began_at = began_at - $1 * interval '1 ms' WHERE EXISTS (SELECT 1 FROM idle))
  SELECT 1 FROM idle`;

/** So many ms from now at the latest; null where no hub is connected. */
const NEXT_SWEEP = `
  SELECT (extract(epoch FROM min(coalesce(r.began_at, i.created_at)) + $1 * interval '1 ms' - now()) * 1000)::float8 AS "inMs"
  FROM integration i LEFT JOIN LATERAL (SELECT max(began_at) AS began_at FROM sweep_run WHERE tenant_id = i.tenant_id) r ON true`;

const SWEEPING = `SELECT 1 FROM sweep_run WHERE state = 'running'`;

export interface RestSettings {
  /** The bound, ms. */
  withinMs: number;
  /** Given up after so much real time, ms. */
  realMs: number;
  /** False measures in real time alone. */
  skips?: boolean;
  /** There is no rest before a sweep looked at everything. */
  sweeps?: boolean;
}

export interface Rest {
  /** From the call to rest, ms, with the time that was skipped; null when it did not come. */
  afterMs: number | null;
  skippedMs: number;
}

/**
 * Waits until every device is at rest and as the fleet wants it. Where nothing happens until a wake-up, the wake-ups are moved to now
 * and the time in between is counted as if it had passed: so a wait of minutes costs none, and the bound is still tried.
 */
export async function waitForRest(site: Site, { withinMs, realMs, skips = true, sweeps = false }: RestSettings): Promise<Rest> {
  const { stack, deviceIds } = site;
  const began = performance.now();
  let skippedMs = 0;
  let idle = 0;
  let isSwept = !sweeps;
  for (;;) {
    const open = (await stack.menderControl.webhooksUnderWay()) + (await stack.office.sendAgain());
    const standings = await stack.database.query<Standing>(STANDING, [deviceIds]).then(({ rows }) => rows, () => null);
    const restless = standings?.filter(({ isAtRest }) => !isAtRest) ?? [];
    const afterMs = performance.now() - began + skippedMs;
    const isDone = standings !== null && restless.length === 0 && open === 0;
    if (isDone && isSwept && (await isAsWanted(site))) return { afterMs, skippedMs };
    if (afterMs > withinMs || performance.now() - began > realMs) return { afterMs: null, skippedMs };

    const isIdle = standings !== null && open === 0 && restless.every(({ isLeased, wakesInMs }) => !isLeased && (wakesInMs ?? 0) > 0);
    idle = isIdle ? idle + 1 : 0;
    if (skips && idle >= IDLE_LOOKS) {
      // What a dead worker held, the queue gives to another after a time of its own, which cannot be skipped.
      if (!(await stack.queueIsBusy())) {
        const skipped = await skip(site, restless);
        skippedMs += skipped.jumpMs;
        isSwept ||= skipped.isSwept;
      }
      idle = 0;
    }
    await pause(LOOK_MS);
  }
}

interface Skipped {
  jumpMs: number;
  /** Sweeps were due after it, and are over. */
  isSwept: boolean;
}

/**
 * To the next wake-up, probe of a connection, or sweep, whichever comes first: time passes for all of them alike. Where only a sweep can
 * tell that the fleet has moved on, a device may wait for hours.
 */
async function skip({ stack: { database }, deviceIds }: Site, restless: readonly Standing[]): Promise<Skipped> {
  const next = async (statement: string, intervalMs: number): Promise<number> => (await database.query<{ inMs: number | null }>(statement, [intervalMs])).rows[0]?.inMs ?? Infinity;
  const sweepInMs = await next(NEXT_SWEEP, SWEEP_MS);
  const jumpMs = Math.max(0, Math.min(sweepInMs, await next(NEXT_PROBE, PROBE_EVERY_MS), ...restless.map(({ wakesInMs }) => wakesInMs!)));
  if ((await database.query(PASS_TIME_OF_SWEEPS, [jumpMs])).rows.length === 0) return { jumpMs: 0, isSwept: false };
  await database.query(PASS_TIME_OF_PROBES, [jumpMs]);
  await waitFor('a probe of every connection in trouble', async () => (await database.query(DUE_TO_BE_PROBED, [PROBE_EVERY_MS])).rows.length === 0);
  await database.query(PASS_TIME, [deviceIds, jumpMs]);
  const isSwept = sweepInMs <= jumpMs;
  if (isSwept) await waitFor('a sweep of every tenant', async () => (await next(NEXT_SWEEP, SWEEP_MS)) > 0 && (await database.query(SWEEPING)).rows.length === 0);
  return { jumpMs, isSwept };
}

/** The hub's own list is asked only when our records say that all is well. */
async function isAsWanted(site: Site): Promise<boolean> {
  const identities = await identitiesOf(site);
  return site.deviceIds.every((deviceId) => {
    const model = site.models.get(deviceId)!;
    const status = identities.get(deviceId) ?? null;
    return isHeldAsWanted(model.state, status);
  });
}
