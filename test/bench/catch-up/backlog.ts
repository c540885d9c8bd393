import type pg from 'pg';
import { DEFAULT_TENANT } from '#core';

/** Stands as the inbox leaves a device at its first event, told straight to the table: events and story lines are left out. */
const ACCEPT_NEW = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, wake_at)
  SELECT $1, $2 || '-' || place, 'accepted', now(), 'bench-' || $2 || '-' || place, 1, 0, now() - ($3 - place) * interval '10 microseconds'
  FROM generate_series(1, $3::int) AS place`;

/** As the inbox leaves devices that were accepted when the fleet manager says that they are rejected. */
const REJECT_ALL = `
  UPDATE device SET told_status = 'rejected', told_at = now(), told_event_id = told_event_id || '-rejected', generation = generation + 1, wake_at = now()`;

/** Without a fleet manager the last thing there is to do, the delivery of the connection string, waits; the hub is as it should be. */
const PROGRESS = `
  SELECT count(*) FILTER (WHERE settled = generation AND (sync = 'in-sync' OR reason = 'no-fleet-connection')) AS settled,
         extract(epoch FROM max(updated_at) - min(updated_at)) AS seconds
  FROM device WHERE device_id LIKE $1`;

/** The devices of a backlog that are settled and as they should be in the hub, and the seconds from the first of them to the last. */
export interface Progress {
  settled: number;
  seconds: number;
}

/** Puts so many accepted devices, all due at once, where the relay finds them. The names begin with `name`. */
export async function acceptNew(database: pg.Pool, name: string, devices: number): Promise<void> {
  await database.query(ACCEPT_NEW, [DEFAULT_TENANT, name, devices]);
}

/** Every device there is becomes rejected at once. */
export async function rejectAll(database: pg.Pool): Promise<void> {
  await database.query(REJECT_ALL);
}

/** The seconds hold once all are settled: only a settled pass writes the time. */
export async function progressOf(database: pg.Pool, name: string): Promise<Progress> {
  const { rows } = await database.query<{ settled: string; seconds: string | null }>(PROGRESS, [`${name}-%`]);
  return { settled: Number(rows[0]!.settled), seconds: Number(rows[0]!.seconds) };
}
