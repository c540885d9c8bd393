import type { Statement } from './database.js';

/**
 * Lease and row in one statement: under the row's lock PostgreSQL answers with the newest version, so a claim can never see
 * a device as it was before the pass that it waited for. The wake-up is set past the lease, for a worker that dies. A device with
 * nothing new and no wake-up is in its final state: a ring for it is an echo, and is not worth a pass.
 */
export const CLAIM: Statement = {
  name: 'device-claim',
  text: `
    UPDATE device SET fence = fence + 1, lease_until = now() + $3 * interval '1 ms',
                      wake_at = greatest(wake_at, now() + ($3 + 1000) * interval '1 ms')
    WHERE tenant_id = $1 AND device_id = $2 AND (lease_until IS NULL OR lease_until < now())
      AND (settled < generation OR wake_at IS NOT NULL)
    RETURNING *,
      (SELECT jsonb_build_object('id', i.id, 'tenantId', i.tenant_id, 'hostName', i.host_name, 'credentialKind', i.credential_kind,
                'credential', i.credential, 'sealedSecret', encode(i.sealed_secret, 'base64'), 'paused', i.paused, 'revision', i.revision)
       FROM integration i WHERE i.tenant_id = $1 ORDER BY i.created_at LIMIT 1) AS hub,
      (SELECT jsonb_build_object('tenantId', f.tenant_id, 'url', f.url, 'sealedToken', encode(f.sealed_token, 'base64'), 'revision', f.revision)
       FROM fleet_connection f WHERE f.tenant_id = $1) AS fleet`,
};

export const WHY_NOT: Statement = {
  name: 'device-why-not',
  text: 'SELECT settled = generation AND wake_at IS NULL AS rests FROM device WHERE tenant_id = $1 AND device_id = $2',
};

/** `lease_until IS NOT NULL`, here and below: a lease that was given back is over, so a renewal that comes in late does not take it again. */
export const RENEW: Statement = {
  name: 'device-renew',
  text: `
    UPDATE device SET lease_until = now() + $4 * interval '1 ms', wake_at = now() + ($4 + 1000) * interval '1 ms'
    WHERE tenant_id = $1 AND device_id = $2 AND fence = $3 AND lease_until IS NOT NULL RETURNING 1`,
};

export const BEGAN: Statement = {
  name: 'device-began',
  text: `
    WITH held AS (
      UPDATE device SET intent = $4
      WHERE tenant_id = $1 AND device_id = $2 AND fence = $3 AND lease_until IS NOT NULL RETURNING 1
    )
    INSERT INTO event_log (tenant_id, device_id, kind, step, reason, detail, fence)
    SELECT $1, $2, $5, $6, $7, $8, $3 FROM held RETURNING 1`,
};

/**
 * Record, story, outcome and lease, all or nothing, and only for whoever holds the newest fence. An event that came in during
 * the pass has raised the generation: then the device is due at once, whatever the outcome was. What the events say is not
 * written here: the inbox owns it. An operator's wake raises the generation too, and its wish for a look outlives this pass.
 */
export const SETTLE: Statement = {
  name: 'device-settle',
  text: `
    WITH saved AS (
      UPDATE device SET
        fleet_status = $5, hub_kind = $6, hub_status = $7, hub_etag = $8, key_number = $9, key_source = $10, adopted_key = $11,
        last_key_number = $12, delivered_key = $13, confirmed_key = $14, intent = $15, attempts = $16, not_before = $17,
        sync = $18, reason = $19, detail = $20, look_first = $23 OR (look_first AND generation > $4),
        delivered_at = $24, settled = $4, lease_until = NULL, updated_at = now(),
        wake_at = CASE WHEN generation > $4 THEN now() ELSE now() + $21 * interval '1 ms' END
      WHERE tenant_id = $1 AND device_id = $2 AND fence = $3 AND lease_until IS NOT NULL
      RETURNING generation
    ), story AS (
      INSERT INTO event_log (tenant_id, device_id, kind, step, reason, detail, fence)
      SELECT $1, $2, l.kind, l.step, l.reason, l.detail, $3
      FROM saved, jsonb_to_recordset($22) AS l(kind text, step text, reason text, detail text)
    ), letter AS (
      INSERT INTO dead_letter AS l (tenant_id, source_id, device_id, reason, detail, raw, digest)
      SELECT $1, 'device', $2, $19, $20, ''::bytea, sha256(convert_to($2 || ':' || $19, 'UTF8')) FROM saved WHERE $18 = 'dead'
      ON CONFLICT (tenant_id, source_id, digest) DO UPDATE SET attempts = l.attempts + 1, last_at = now(), detail = excluded.detail
    )
    SELECT generation FROM saved`,
};

export const RELEASE: Statement = {
  name: 'device-release',
  text: `
    UPDATE device SET lease_until = NULL, wake_at = now() + interval '5 seconds'
    WHERE tenant_id = $1 AND device_id = $2 AND fence = $3 AND lease_until IS NOT NULL`,
};

/** The rows are locked in a query of their own: as a subquery of the update it may be run more than once, past its limit. */
export const TAKE_DUE: Statement = {
  name: 'device-take-due',
  text: `
    WITH due AS (
      SELECT tenant_id, device_id, wake_at FROM device WHERE wake_at <= now() ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED
    ), put_off AS (
      UPDATE device d SET wake_at = now() + $2 * interval '1 ms'
      FROM due WHERE d.tenant_id = due.tenant_id AND d.device_id = due.device_id
      RETURNING d.tenant_id, d.device_id, due.wake_at AS due_at
    )
    SELECT tenant_id AS "tenantId", device_id AS "deviceId" FROM put_off ORDER BY due_at`,
};

/**
 * Whoever waits for a connection goes on at once when it is there. A pass at work, or about to begin, may have looked before
 * the connection was there: the generation tells it, when it settles, to look again.
 */
export const WAKE_WAITING: Statement = {
  name: 'device-wake-waiting',
  text: `
    UPDATE device SET wake_at = now(), generation = generation + 1
    WHERE tenant_id = $1 AND (reason = ANY($2) OR reason IS NULL OR lease_until IS NOT NULL)`,
};

/** An operator's wake: look at the hub anew, whatever we believe, and do not wait any longer. */
export const WAKE: Statement = {
  name: 'device-wake',
  text: `
    UPDATE device SET wake_at = now(), not_before = NULL, attempts = 0, look_first = true, generation = generation + 1
    WHERE tenant_id = $1 AND device_id = $2 RETURNING 1`,
};
