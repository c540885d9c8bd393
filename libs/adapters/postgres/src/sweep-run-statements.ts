import type { Statement } from './database.js';

/** A tenant's next sweep, counted from its last, and the first from when its hub was connected: until then events say all there is. */
export const BEGIN_DUE: Statement = {
  name: 'sweep-begin-due',
  text: `
    INSERT INTO sweep_run (id, tenant_id, kind)
    SELECT gen_random_uuid(), i.tenant_id, 'sweep' FROM integration i
    WHERE NOT i.paused AND i.created_at <= now() - $1 * interval '1 ms'
      AND NOT EXISTS (SELECT 1 FROM sweep_run r WHERE r.tenant_id = i.tenant_id AND r.kind = 'sweep' AND NOT r.dry_run AND r.began_at > now() - $1 * interval '1 ms')
      AND NOT EXISTS (SELECT 1 FROM sweep_run r WHERE r.tenant_id = i.tenant_id AND r.state = 'running')
    ON CONFLICT DO NOTHING`,
};

export const TAKE_RUN: Statement = {
  name: 'sweep-take-run',
  text: `
    WITH free AS (
      SELECT id FROM sweep_run WHERE state = 'running' AND (lease_until IS NULL OR lease_until < now()) ORDER BY began_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE sweep_run r SET fence = fence + 1, lease_until = now() + $1 * interval '1 ms'
    FROM free WHERE r.id = free.id
    RETURNING r.*,
      (SELECT jsonb_build_object('id', i.id, 'tenantId', i.tenant_id, 'hostName', i.host_name, 'credentialKind', i.credential_kind,
                'credential', i.credential, 'sealedSecret', encode(i.sealed_secret, 'base64'), 'sku', i.sku, 'units', i.units, 'paused', i.paused, 'revision', i.revision,
                'trouble', i.trouble, 'troubleDetail', i.trouble_detail, 'troubleSince', i.trouble_since)
       FROM integration i WHERE i.tenant_id = r.tenant_id ORDER BY i.created_at LIMIT 1) AS hub_connection,
      (SELECT jsonb_build_object('tenantId', f.tenant_id, 'url', f.url, 'sealedToken', encode(f.sealed_token, 'base64'), 'revision', f.revision,
                'trouble', f.trouble, 'troubleDetail', f.trouble_detail, 'troubleSince', f.trouble_since)
       FROM fleet_connection f WHERE f.tenant_id = r.tenant_id) AS fleet_connection,
      coalesce((SELECT f.created_at FROM fleet_connection f WHERE f.tenant_id = r.tenant_id), now()) AS connected_at`,
};

const HELD = `id = $1 AND fence = $2 AND state = 'running' AND lease_until IS NOT NULL`;

export const RENEW_RUN: Statement = { name: 'sweep-renew-run', text: `UPDATE sweep_run SET lease_until = now() + $3 * interval '1 ms' WHERE ${HELD} RETURNING 1` };

/** A wait is a lease that nobody holds: whoever takes the run then raises the fence. */
export const SAVE_RUN: Statement = {
  name: 'sweep-save-run',
  text: `
    UPDATE sweep_run SET lease_until = now() + $3 * interval '1 ms', phase_at = CASE WHEN phase = $4 THEN phase_at ELSE now() END,
                         phase = $4, cursor = $5, done = $6, total = $7, fleet = $8, hub = $9, tries = $10, hindrance = $11, detail = $12
    WHERE ${HELD} RETURNING 1`,
};

/** A later sweep finds out anew what there is to ask, so it takes the place of one that is held. */
export const END_RUN: Statement = {
  name: 'sweep-end-run',
  text: `
    WITH seen AS (
      SELECT class, state, count(*) AS n FROM drift_finding WHERE run_id = $1 AND state IN ('open', 'told') GROUP BY class, state
    ), strangers AS (
      SELECT count(*) FILTER (WHERE h.status = 'enabled') AS enabled, count(*) FILTER (WHERE h.status <> 'enabled') AS disabled
      FROM sweep_run r JOIN sweep_hub_sight h ON h.run_id = r.id
      WHERE r.id = $1 AND NOT EXISTS (SELECT 1 FROM device d WHERE d.tenant_id = r.tenant_id AND d.device_id = h.device_id AND d.hub_kind = 'present')
    ), ended AS (
      UPDATE sweep_run SET state = $3, detail = $4, lease_until = NULL, ended_at = CASE WHEN $3 = 'held' THEN NULL ELSE now() END,
        found = (SELECT coalesce(jsonb_object_agg(class, n), '{}') FROM (SELECT class, sum(n) AS n FROM seen GROUP BY class) AS by_class),
        mended = (SELECT coalesce(sum(n), 0) FROM seen WHERE state = 'told'),
        strangers = (SELECT jsonb_build_object('enabled', enabled, 'disabled', disabled) FROM strangers)
      WHERE ${HELD} RETURNING id, tenant_id
    ), replaced AS (
      UPDATE sweep_run r SET state = 'dropped', ended_at = now(), detail = concat_ws(' ', r.detail, 'A later run took its place.')
      FROM ended WHERE $5 AND r.tenant_id = ended.tenant_id AND r.state = 'held' AND r.id <> ended.id RETURNING r.id
    )
    SELECT (SELECT coalesce(array_agg(replaced.id), '{}') FROM replaced) AS replaced FROM ended`,
};

/** What a run saw is needed until it has ended; what it suspected and nobody confirmed, no longer. */
export const FORGET_SIGHTS: readonly Statement[] = [
  { name: 'sweep-forget-fleet', text: 'DELETE FROM sweep_fleet_sight WHERE run_id = $1' },
  { name: 'sweep-forget-hub', text: 'DELETE FROM sweep_hub_sight WHERE run_id = $1' },
  { name: 'sweep-forget-suspicions', text: `DELETE FROM drift_finding WHERE run_id = $1 AND state = 'suspected'` },
];

export const FORGET_OLD: readonly Statement[] = [
  { name: 'sweep-forget-old-runs', text: `DELETE FROM sweep_run WHERE tenant_id = $1 AND ended_at < now() - interval '30 days'` },
  { name: 'sweep-forget-old-findings', text: `DELETE FROM drift_finding WHERE tenant_id = $1 AND state = 'closed' AND last_at < now() - interval '30 days'` },
];

export const START_RUN: Statement = {
  name: 'sweep-start-run',
  text: `
    INSERT INTO sweep_run (id, tenant_id, kind, dry_run, phase, selection, asked_by)
    VALUES ($1, $2, $3, $4, CASE WHEN $3 = 'apply' THEN 'confirm' ELSE 'list' END, $5, $6)
    ON CONFLICT (tenant_id) WHERE state = 'running' DO NOTHING RETURNING *`,
};

/** It goes on with a look at each device, since what it found may be old by now. */
export const APPROVE_RUN: Statement = {
  name: 'sweep-approve-run',
  text: `
    UPDATE sweep_run r SET state = 'running', phase = 'confirm', cursor = NULL, done = 0, total = NULL, phase_at = now(), approved_by = $3, lease_until = NULL
    WHERE id = $2 AND tenant_id = $1 AND state = 'held'
      AND NOT EXISTS (SELECT 1 FROM sweep_run other WHERE other.tenant_id = $1 AND other.state = 'running') RETURNING *`,
};

export const DROP_RUN: Statement = {
  name: 'sweep-drop-run',
  text: `
    UPDATE sweep_run SET state = 'dropped', ended_at = now(), lease_until = NULL, fence = fence + 1, detail = concat_ws(' ', detail, 'Dropped by ' || $3::text || '.')
    WHERE id = $2 AND tenant_id = $1 AND state IN ('held', 'running') RETURNING *`,
};

export const FIND_RUN: Statement = { name: 'sweep-find-run', text: 'SELECT * FROM sweep_run WHERE tenant_id = $1 AND id = $2' };

export const LIST_RUNS: Statement = {
  name: 'sweep-list-runs',
  text: `
    SELECT * FROM sweep_run WHERE tenant_id = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR state = $3)
    ORDER BY began_at DESC LIMIT $4`,
};
