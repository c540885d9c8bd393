import type { Site } from './site.js';

const LOOK_MS = 100;

const STANDING = `
  SELECT device_id AS "deviceId", generation::int, wake_at IS NULL AND (settled < generation OR sync NOT IN ('in-sync', 'dead')) AS "isUnwoken"
  FROM device WHERE device_id = ANY($1)`;
/** A sweep looks at devices by itself, whenever it likes. */
const IS_SWEPT = `SELECT 1 FROM sweep_run WHERE state = 'running'`;

interface Standing {
  deviceId: string;
  generation: number;
  isUnwoken: boolean;
}

/** Looks again and again at the devices of a run, and notes what stirs them and which of them nothing would wake. Call the answer to end it. */
export function watchDevices(site: Site): () => void {
  const looking = setInterval(() => void look(site), LOOK_MS);
  return () => clearInterval(looking);
}

/** A database that is away shows nothing. */
async function look({ stack, deviceIds, unwoken, stirs }: Site): Promise<void> {
  const from = Date.now();
  const ask = async <Row extends object>(sql: string, values: unknown[]): Promise<Row[] | null> => stack.database.query<Row>(sql, values).then(({ rows }) => rows, () => null);
  const [standings, sweeps] = await Promise.all([ask<Standing>(STANDING, [deviceIds]), ask(IS_SWEPT, [])]);
  if (!standings || !sweeps) return;
  const to = Date.now();
  for (const { deviceId, generation, isUnwoken } of standings) {
    if (isUnwoken) unwoken.push(deviceId);
    stirs.note(deviceId, { generation, isSwept: sweeps.length > 0, from, to });
  }
}
