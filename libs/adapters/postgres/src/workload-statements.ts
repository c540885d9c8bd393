import type { Statement } from './database.js';

/**
 * Whatever is under way or to come has a wake-up, so all of this is read in the index over wake-ups: a fleet that rests costs nothing,
 * however large it is.
 */
const HAS_WORK = 'tenant_id = $1 AND wake_at IS NOT NULL';

export const UNDER_WAY: Statement = {
  name: 'workload-under-way',
  text: `
    SELECT device_id AS "deviceId", leased_at AS since, leased_by AS worker, lease_until AS "leaseUntil", attempts, (count(*) OVER ())::int AS count
    FROM device WHERE ${HAS_WORK} AND lease_until > now()
    ORDER BY leased_at NULLS FIRST, device_id LIMIT $2`,
};

export const WAKE_UPS: Statement = {
  name: 'workload-wake-ups',
  text: `
    SELECT device_id AS "deviceId", wake_at AS at, sync, reason, attempts
    FROM device WHERE ${HAS_WORK} AND (lease_until IS NULL OR lease_until <= now())
    ORDER BY wake_at LIMIT $2`,
};

export const AWAITED: Statement = {
  name: 'workload-awaited',
  text: `
    SELECT sync, reason, count(*)::int AS devices, (count(*) FILTER (WHERE wake_at <= now()))::int AS due, min(wake_at) AS "nextAt"
    FROM device WHERE ${HAS_WORK} AND (lease_until IS NULL OR lease_until <= now())
    GROUP BY sync, reason ORDER BY count(*) DESC, sync, reason`,
};
