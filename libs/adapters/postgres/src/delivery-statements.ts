import type { Statement } from './database.js';
import { RESTS } from './sighting-statements.js';

/** Enabled in the hub with a key that the device holds and that somebody could overwrite. What was never looked at counts from its delivery on. */
const IS_HELD = `d.hub_kind = 'present' AND d.hub_status = 'enabled' AND d.told_status = 'accepted' AND d.delivered_key = coalesce(d.next_key, d.key_number)
      AND d.confirmed_key = d.delivered_key AND (d.key_source <> 'adopted' OR d.adopted_key IS NOT NULL) AND ${RESTS}`;

/** One that the fleet made anew since is due at once; with some seconds to spare, because two clocks tell of it. */
export const DELIVERIES_DUE: Statement = {
  name: 'deliveries-due',
  text: `
    WITH held AS (
      SELECT d.device_id, coalesce(d.inspected_at, d.delivered_at) AS at FROM device d WHERE d.tenant_id = $1 AND ${IS_HELD}
    ), share AS (
      SELECT ceil(count(*) * least(1, $3::float8 / $2::float8))::int AS most FROM held
    ), oldest AS (
      SELECT device_id FROM held WHERE at IS NULL OR at <= now() - $2 * interval '1 ms' ORDER BY at NULLS FIRST, device_id LIMIT (SELECT most FROM share)
    )
    SELECT device_id AS "deviceId" FROM oldest
    UNION SELECT f.device_id FROM drift_finding f JOIN held USING (device_id) WHERE f.tenant_id = $1 AND f.class = 'delivery-overwritten' AND f.state IN ('open', 'told')
    UNION SELECT f.device_id FROM sweep_fleet_sight f JOIN held USING (device_id) WHERE f.run_id = $4 AND f.created_at > held.at - interval '5 seconds'`,
};

export const HELD_KEYS: Statement = {
  name: 'deliveries-held-keys',
  text: `
    SELECT d.device_id AS "deviceId", d.delivered_key AS number, d.next_key IS NULL AND d.key_source = 'adopted' AS "isAdopted", d.adopted_key AS "adoptedKey"
    FROM device d WHERE d.tenant_id = $1 AND d.device_id = ANY($2) AND ${IS_HELD}`,
};

export const DELIVERIES_SEEN: Statement = {
  name: 'deliveries-seen',
  text: `
    WITH seen AS (SELECT device_id FROM device WHERE tenant_id = $1 AND device_id = ANY($2) ORDER BY device_id COLLATE "C" FOR UPDATE)
    UPDATE device d SET inspected_at = now() FROM seen WHERE d.tenant_id = $1 AND d.device_id = seen.device_id`,
};

/** Due as soon as a pass that may be at work is over; a wait that the hub or the fleet asked for is kept. */
export const DELIVER_AGAIN: Statement = {
  name: 'deliveries-again',
  text: `
    UPDATE device SET delivered_key = NULL, confirmed_key = NULL, wake_at = greatest(now(), lease_until), generation = generation + 1
    WHERE tenant_id = $1 AND device_id = $2 RETURNING 1`,
};
