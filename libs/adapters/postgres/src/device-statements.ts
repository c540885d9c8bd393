import { DEVICE_LETTERS } from '#core';
import type { Statement } from './database.js';

/**
 * The device `d` of a row, in words that leave PostgreSQL one way to find it: by its key. A plan is kept for as long as a
 * connection lasts, and with a plain `=` one made while the table was small reads all of it, also when it has grown to a
 * hundred thousand rows. Goes with SESSION in database.ts.
 */
const deviceOf = (row: string): string => `d.tenant_id = ANY (ARRAY[${row}.tenant_id]) AND d.device_id = ANY (ARRAY[${row}.device_id])`;

/**
 * Lease and row in one statement: under the row's lock PostgreSQL answers with the newest version, so a claim can never see
 * a device as it was before the pass that it follows. The wake-up is set past the lease, for a worker that dies. A device with
 * nothing new and no wake-up is in its final state, and one that failed waits for its next try: a ring for either is an echo, and is
 * not worth a pass. A claim waits for nobody: whoever holds the row at this moment is another pass, or will have the bell ring.
 */
const IS_ECHO = 'd.settled = d.generation AND (d.wake_at IS NULL OR coalesce(d.retry_at > now(), false))';

export const CLAIM: Statement = {
  name: 'device-claim',
  text: `
    WITH locked AS (
      SELECT d.tenant_id, d.device_id
      FROM unnest($1::text[], $2::text[]) AS k(tenant_id, device_id) JOIN device d ON ${deviceOf('k')}
      FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE device d SET fence = fence + 1, lease_until = now() + $3 * interval '1 ms', leased_at = now(), leased_by = $4,
                        wake_at = greatest(wake_at, now() + ($3 + 1000) * interval '1 ms')
    FROM locked
    WHERE ${deviceOf('locked')} AND (lease_until IS NULL OR lease_until < now())
      AND NOT (${IS_ECHO})
    RETURNING d.*, (extract(epoch FROM retry_at - now()) * 1000)::float8 AS wait_left_ms,
      (SELECT jsonb_build_object('id', i.id, 'tenantId', i.tenant_id, 'hostName', i.host_name, 'credentialKind', i.credential_kind,
                'credential', i.credential, 'sealedSecret', encode(i.sealed_secret, 'base64'), 'sku', i.sku, 'units', i.units, 'paused', i.paused,
                'trouble', i.trouble, 'troubleDetail', i.trouble_detail, 'troubleSince', i.trouble_since, 'revision', i.revision)
       FROM integration i WHERE i.tenant_id = d.tenant_id ORDER BY i.created_at LIMIT 1) AS hub,
      (SELECT jsonb_build_object('tenantId', f.tenant_id, 'url', f.url, 'sealedToken', encode(f.sealed_token, 'base64'),
                'trouble', f.trouble, 'troubleDetail', f.trouble_detail, 'troubleSince', f.trouble_since, 'revision', f.revision)
       FROM fleet_connection f WHERE f.tenant_id = d.tenant_id) AS fleet`,
};

/**
 * The traces of the events that no pass has settled, the newest first. Asked only where somebody traces. The sum keeps PostgreSQL
 * from reading the whole inbox from its end, in the order that is asked for.
 */
export const OPEN_TRACES: Statement = {
  name: 'device-open-traces',
  text: `
    SELECT open.traceparent AS trace
    FROM device d, LATERAL (
      SELECT i.id, i.traceparent FROM inbox i
      WHERE i.tenant_id = d.tenant_id AND i.device_id = d.device_id AND i.generation > d.settled AND i.traceparent IS NOT NULL
      ORDER BY i.id + 0 DESC LIMIT 20
    ) AS open
    WHERE d.tenant_id = $1 AND d.device_id = $2
    ORDER BY open.id DESC`,
};

export const WHY_NOT: Statement = {
  name: 'device-why-not',
  text: `
    SELECT d.tenant_id AS "tenantId", d.device_id AS "deviceId", ${IS_ECHO} AS rests
    FROM unnest($1::text[], $2::text[]) AS k(tenant_id, device_id) JOIN device d ON ${deviceOf('k')}`,
};

/**
 * `lease_until IS NOT NULL`, here and below: a lease that was given back is over, so a renewal that comes in late does not take it again.
 * The rows of a batch are locked in the order of the bytes of their keys, everywhere, so that two batches cannot wait for each other.
 */
export const RENEW: Statement = {
  name: 'device-renew',
  text: `
    UPDATE device SET lease_until = now() + $4 * interval '1 ms', wake_at = now() + ($4 + 1000) * interval '1 ms'
    WHERE tenant_id = $1 AND device_id = $2 AND fence = $3 AND lease_until IS NOT NULL RETURNING 1`,
};

export const BEGAN: Statement = {
  name: 'device-began',
  text: `
    WITH step AS (
      SELECT * FROM jsonb_to_recordset($1)
        AS s(tenant_id text, device_id text, fence bigint, intent jsonb, story jsonb)
    ), locked AS (
      SELECT d.tenant_id, d.device_id FROM step JOIN device d ON ${deviceOf('step')}
      ORDER BY d.tenant_id COLLATE "C", d.device_id COLLATE "C" FOR UPDATE OF d
    ), held AS (
      UPDATE device d SET intent = s.intent
      FROM step s JOIN locked USING (tenant_id, device_id)
      WHERE ${deviceOf('s')} AND d.fence = s.fence AND d.lease_until IS NOT NULL
      RETURNING s.*
    ), told AS (
      INSERT INTO event_log (tenant_id, device_id, kind, step, reason, detail, calls, fence)
      SELECT h.tenant_id, h.device_id, l.kind, l.step, l.reason, l.detail, l.calls, h.fence
      FROM held h, ROWS FROM (jsonb_to_recordset(h.story) AS (kind text, step text, reason text, detail text, calls jsonb)) WITH ORDINALITY AS l(kind, step, reason, detail, calls, place)
      ORDER BY l.place
    )
    SELECT tenant_id AS "tenantId", device_id AS "deviceId", fence FROM held`,
};

/**
 * Record, story, outcome and lease, all or nothing for a device, and only for whoever holds the newest fence. An event that came
 * in during the pass has raised the generation: then the device is due at once, whatever the outcome was. What the events say is
 * not written here: the inbox owns it. An operator's wake raises the generation too, and its wish for a look outlives this pass.
 * A device that dies has one letter, which is open for as long as the device is dead.
 */
export const SETTLE: Statement = {
  name: 'device-settle',
  text: `
    WITH pass AS (
      SELECT * FROM jsonb_to_recordset($1) AS p(
        tenant_id text, device_id text, fence bigint, generation bigint, fleet_status text, hub_kind text, hub_status text,
        hub_etag text, key_number int, next_key int, key_source text, adopted_key text, look_first boolean, last_key_number int,
        delivered_key int, delivered_at timestamptz, confirmed_key int, intent jsonb, attempts int, not_before timestamptz,
        sync text, reason text, detail text, wake_after_ms float8, retry_after_ms float8, story jsonb)
    ), locked AS (
      SELECT d.tenant_id, d.device_id, d.sync = 'dead' AS was_dead FROM pass JOIN device d ON ${deviceOf('pass')}
      ORDER BY d.tenant_id COLLATE "C", d.device_id COLLATE "C" FOR UPDATE OF d
    ), saved AS (
      UPDATE device d SET
        fleet_status = p.fleet_status, hub_kind = p.hub_kind, hub_status = p.hub_status, hub_etag = p.hub_etag,
        key_number = p.key_number, next_key = p.next_key, key_source = p.key_source, adopted_key = decode(p.adopted_key, 'base64'),
        look_first = p.look_first OR (d.look_first AND d.generation > p.generation), last_key_number = p.last_key_number,
        delivered_key = p.delivered_key, delivered_at = p.delivered_at, confirmed_key = CASE WHEN d.look_first AND d.generation > p.generation THEN NULL ELSE p.confirmed_key END,
        intent = p.intent, attempts = p.attempts, not_before = p.not_before,
        retry_at = now() + p.retry_after_ms * interval '1 ms',
        sync = p.sync, reason = p.reason, detail = p.detail, settled = p.generation, lease_until = NULL, updated_at = now(),
        wake_at = CASE WHEN d.generation > p.generation THEN now() ELSE now() + p.wake_after_ms * interval '1 ms' END
      FROM pass p JOIN locked USING (tenant_id, device_id)
      WHERE ${deviceOf('p')} AND d.fence = p.fence AND d.lease_until IS NOT NULL
      RETURNING p.*, d.generation AS now_generation, locked.was_dead
    ), told AS (
      INSERT INTO event_log (tenant_id, device_id, kind, step, reason, detail, calls, fence)
      SELECT s.tenant_id, s.device_id, l.kind, l.step, l.reason, l.detail, l.calls, s.fence
      FROM saved s, ROWS FROM (jsonb_to_recordset(s.story) AS (kind text, step text, reason text, detail text, calls jsonb)) WITH ORDINALITY AS l(kind, step, reason, detail, calls, place)
      ORDER BY l.place
    ), letter AS (
      INSERT INTO dead_letter AS l (tenant_id, source_id, device_id, reason, detail, raw, digest)
      SELECT tenant_id, '${DEVICE_LETTERS}', device_id, reason, detail, ''::bytea, sha256(convert_to(device_id, 'UTF8'))
      FROM saved WHERE sync = 'dead'
      ON CONFLICT (tenant_id, source_id, digest) DO UPDATE
        SET attempts = l.attempts + 1, last_at = now(), reason = excluded.reason, detail = excluded.detail,
            answer = NULL, answered_at = NULL, answered_by = NULL, note = NULL
    ), revived AS (
      UPDATE dead_letter l SET answer = 'revived', answered_at = now(), answered_by = 'lockstep'
      FROM saved s WHERE s.was_dead AND s.sync <> 'dead'
        AND l.tenant_id = s.tenant_id AND l.source_id = '${DEVICE_LETTERS}' AND l.digest = sha256(convert_to(s.device_id, 'UTF8')) AND l.answer IS NULL
    )
    SELECT tenant_id AS "tenantId", device_id AS "deviceId", fence, now_generation AS generation FROM saved`,
};

export const RELEASE: Statement = {
  name: 'device-release',
  text: `
    UPDATE device SET lease_until = NULL, wake_at = now() + interval '5 seconds'
    WHERE tenant_id = $1 AND device_id = $2 AND fence = $3 AND lease_until IS NOT NULL`,
};

/** Gives the lease back for a while, and says why nothing can be done: in the story once for as long as it lasts. */
export const RELEASE_FOR: Statement = {
  name: 'device-release-for',
  text: `
    WITH held AS (
      SELECT tenant_id, device_id, fence, reason IS DISTINCT FROM $4 AS is_news FROM device
      WHERE tenant_id = $1 AND device_id = $2 AND fence = $3 AND lease_until IS NOT NULL FOR UPDATE
    ), told AS (
      INSERT INTO event_log (tenant_id, device_id, kind, reason, detail, fence)
      SELECT tenant_id, device_id, 'failed', $4, $5, fence FROM held WHERE is_news
    )
    UPDATE device d SET lease_until = NULL, wake_at = now() + $6 * interval '1 ms', sync = 'waiting', reason = $4, detail = $5, updated_at = now()
    FROM held WHERE ${deviceOf('held')}`,
};

/**
 * Goes from tenant to tenant in the index over wake-ups, whoever has waited longest first, and stops when it has enough: the devices of those
 * that are left out are not read, however many they are. The rows are locked in a query of their own: as a subquery of the update it
 * may be run more than once, past its limit.
 */
const takeDue = (which: string): string => `
    WITH RECURSIVE tenant AS (
      SELECT (SELECT min(tenant_id) FROM device WHERE tenant_id > '' AND wake_at IS NOT NULL ${which}) AS id
      UNION ALL
      SELECT (SELECT min(tenant_id) FROM device WHERE tenant_id > tenant.id AND wake_at IS NOT NULL ${which}) FROM tenant WHERE id IS NOT NULL
    ), waiting AS (
      SELECT tenant.id FROM tenant, LATERAL (
        SELECT wake_at FROM device WHERE tenant_id = tenant.id AND wake_at <= now() ${which} ORDER BY wake_at LIMIT 1
      ) AS first
      WHERE tenant.id <> ALL ($3::text[]) ORDER BY first.wake_at
    ), due AS (
      SELECT one.* FROM waiting, LATERAL (
        SELECT tenant_id, device_id, wake_at FROM device
        WHERE tenant_id = waiting.id AND wake_at <= now() ${which} ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED
      ) AS one LIMIT $1
    ), put_off AS (
      UPDATE device d SET wake_at = now() + $2 * interval '1 ms'
      FROM due WHERE ${deviceOf('due')}
      RETURNING d.tenant_id, d.device_id, d.traceparent, due.wake_at AS due_at
    )
    SELECT tenant_id AS "tenantId", device_id AS "deviceId", traceparent AS trace FROM put_off ORDER BY due_at`;

export const TAKE_DUE: Statement = { name: 'device-take-due', text: takeDue('') };

/** In the words of its partial index. */
export const TAKE_DUE_SHUT_OUT: Statement = { name: 'device-take-due-shut-out', text: takeDue(`AND told_status NOT IN ('accepted', 'preauthorized')`) };

/**
 * Whoever waits for a connection goes on at once when it is there. A pass at work, or about to begin, may have looked before
 * the connection was there: the generation tells it, when it settles, to look again. Should it never settle, the end of its
 * lease is soon enough: a bell that is rung before finds the device taken, and is not rung again for a while.
 */
export const WAKE_WAITING: Statement = {
  name: 'device-wake-waiting',
  text: `
    WITH waiting AS (
      SELECT tenant_id, device_id FROM device
      WHERE tenant_id = $1 AND (reason = ANY($2) OR reason IS NULL OR lease_until IS NOT NULL)
      ORDER BY device_id COLLATE "C" FOR UPDATE
    )
    UPDATE device d SET wake_at = greatest(now(), lease_until), generation = generation + 1
    FROM waiting w WHERE d.tenant_id = w.tenant_id AND d.device_id = w.device_id`,
};

/** An operator's wake: look at the hub and the configuration anew, whatever we believe, and do not wait any longer than a pass at work takes. */
export const WAKE: Statement = {
  name: 'device-wake',
  text: `
    UPDATE device SET wake_at = greatest(now(), lease_until), not_before = NULL, retry_at = NULL, attempts = 0, look_first = true, confirmed_key = NULL,
                      generation = generation + 1
    WHERE tenant_id = $1 AND device_id = $2 RETURNING 1`,
};
