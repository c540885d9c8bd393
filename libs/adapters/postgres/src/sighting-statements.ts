import type { Statement } from './database.js';

export const NOTE_FLEET: Statement = {
  name: 'sighting-note-fleet',
  text: `
    INSERT INTO sweep_fleet_sight (run_id, device_id, status, created_at)
    SELECT DISTINCT ON (device_id) $1::uuid, device_id, status, created_at FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS s(device_id, status, created_at)
    ON CONFLICT (run_id, device_id) DO UPDATE SET status = excluded.status, created_at = excluded.created_at`,
};

export const COUNT_FLEET: Statement = { name: 'sighting-count-fleet', text: 'SELECT count(*)::int AS count FROM sweep_fleet_sight WHERE run_id = $1' };

export const NOTE_HUB: Statement = {
  name: 'sighting-note-hub',
  text: `
    INSERT INTO sweep_hub_sight (run_id, device_id, status, etag, is_ours)
    SELECT DISTINCT ON (device_id) $1::uuid, device_id, status, etag, is_ours
    FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) AS s(device_id, status, etag, is_ours)
    ON CONFLICT (run_id, device_id) DO UPDATE SET status = excluded.status, etag = excluded.etag, is_ours = excluded.is_ours`,
};

export const FORGET_HUB_SIGHTS: Statement = { name: 'sighting-forget-hub', text: 'DELETE FROM sweep_hub_sight WHERE run_id = $1' };

export const HUB_AS_HELD: Statement = {
  name: 'sighting-hub-as-held',
  text: `
    WITH last AS (
      SELECT strangers, ended_at FROM sweep_run WHERE tenant_id = $1 AND hub = 'whole' AND strangers IS NOT NULL AND id <> $2 ORDER BY began_at DESC LIMIT 1
    )
    SELECT count(*) FILTER (WHERE hub_status = 'enabled')::int + coalesce((SELECT (strangers ->> 'enabled')::int FROM last), 0) AS enabled,
           count(*) FILTER (WHERE hub_status = 'disabled')::int + coalesce((SELECT (strangers ->> 'disabled')::int FROM last), 0) AS disabled,
           (SELECT extract(epoch FROM now() - ended_at) * 1000 FROM last)::float8 AS "surveyedAgoMs"
    FROM device WHERE tenant_id = $1 AND hub_kind = 'present'`,
};

/** At rest: nothing came in since the last pass, and nothing is due but the report of a device that may be away for long. */
export const RESTS = `d.settled = d.generation AND (d.lease_until IS NULL OR d.lease_until < now()) AND (d.wake_at IS NULL OR d.reason = 'not-reported-yet')`;

/** Who died is looked after by people, not by a sweep. */
const IS_DELIVERED = `d.key_number IS NULL OR d.delivered_key = coalesce(d.next_key, d.key_number) OR (d.key_source = 'adopted' AND d.adopted_key IS NULL) OR d.sync = 'dead'`;

const trios = (ids: string): string => `
    WITH ids AS (${ids})
    SELECT ids.device_id AS "deviceId",
      f.status AS "listedAs", f.created_at AS "createdAt",
      h.status AS "hubStatus", h.etag AS "hubEtag", h.is_ours AS "isOurs",
      d.told_status AS told, d.fleet_status AS "fleetStatus", d.hub_kind AS "heldKind", d.hub_status AS "heldStatus", d.hub_etag AS "heldEtag",
      coalesce(d.key_source, '') = 'derived' AS "isDerived", (${IS_DELIVERED}) AS "isDelivered", (${RESTS}) AS rests,
      EXISTS (SELECT 1 FROM inbox i WHERE i.tenant_id = $1 AND i.device_id = ids.device_id AND i.received_at >= r.began_at) AS "hasNews"
    FROM ids
    JOIN sweep_run r ON r.id = $2
    LEFT JOIN device d ON d.tenant_id = $1 AND d.device_id = ids.device_id
    LEFT JOIN sweep_fleet_sight f ON f.run_id = $2 AND f.device_id = ids.device_id
    LEFT JOIN sweep_hub_sight h ON h.run_id = $2 AND h.device_id = ids.device_id
    ORDER BY ids.device_id`;

/** Each of the three sides is read from its own key on, so a page costs the same at any depth. */
export const TRIOS: Statement = {
  name: 'sighting-trios',
  text: trios(`
      SELECT device_id FROM (
        (SELECT device_id FROM device WHERE tenant_id = $1 AND device_id > $3 ORDER BY device_id LIMIT $4)
        UNION (SELECT device_id FROM sweep_fleet_sight WHERE run_id = $2 AND device_id > $3 ORDER BY device_id LIMIT $4)
        UNION (SELECT device_id FROM sweep_hub_sight WHERE run_id = $2 AND device_id > $3 ORDER BY device_id LIMIT $4)
      ) AS known ORDER BY device_id LIMIT $4`),
};

export const TRIOS_OF: Statement = { name: 'sighting-trios-of', text: trios('SELECT device_id FROM unnest($3::text[]) AS known(device_id)') };

export const REACH: Statement = {
  name: 'sighting-reach',
  text: `
    SELECT (SELECT count(*) FROM sweep_fleet_sight WHERE run_id = $2)::int AS listed,
           count(*)::int AS held,
           count(*) FILTER (WHERE EXISTS (SELECT 1 FROM sweep_fleet_sight f WHERE f.run_id = $2 AND f.device_id = d.device_id))::int AS "heldAndListed",
           (SELECT count(*) FROM drift_finding WHERE run_id = $2 AND state IN ('suspected', 'open') AND class = ANY($3) AND harm = 'disable')::int AS disables,
           (SELECT count(*) FROM drift_finding WHERE run_id = $2 AND state IN ('suspected', 'open') AND class = ANY($3) AND harm = 'delete')::int AS deletes
    FROM device d WHERE d.tenant_id = $1 AND d.told_status <> 'decommissioned'`,
};

/** Where the hub never told us the etag of what we wrote, the index does: from then on a foreign write shows. Only of devices that nobody works on. */
export const LEARN_ETAGS: Statement = {
  name: 'sighting-learn-etags',
  text: `
    UPDATE device d SET hub_etag = h.etag
    FROM sweep_hub_sight h
    WHERE h.run_id = $2 AND h.etag IS NOT NULL AND h.is_ours AND d.tenant_id = $1 AND d.device_id = h.device_id
      AND d.hub_kind = 'present' AND d.hub_etag IS NULL AND d.hub_status = h.status AND ${RESTS}`,
};
