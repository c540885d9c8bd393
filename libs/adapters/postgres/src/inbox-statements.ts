import type { Statement } from './database.js';

/**
 * For each event of a batch: what is told of its device so far, and whether the event is already stored. Both are looked up row
 * by row, because a plan that was made while the tables were small would read all of them.
 */
export const READ_TOLD: Statement = {
  name: 'inbox-read-told',
  text: `
    SELECT d.told_status, d.told_at, d.told_revision, d.told_event_id, coalesce(d.generation, 0) AS generation,
           (SELECT i.id FROM inbox i WHERE i.tenant_id = e.tenant_id AND i.source_id = e.source_id AND i.event_id = e.event_id AND i.device_id = e.device_id) IS NOT NULL AS repeated
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS e(tenant_id, device_id, source_id, event_id, place)
    LEFT JOIN LATERAL (SELECT * FROM device WHERE tenant_id = e.tenant_id AND device_id = e.device_id LIMIT 1) AS d ON true
    ORDER BY e.place`,
};

/**
 * Events, desired states and story lines in one statement, so all or nothing. A device that has moved on since READ_TOLD is left
 * alone with its events, and is missing in the answer: its fold has to be made again. The generation that was read travels in
 * the column \`settled\`: a device that is not there yet has read 0, which is right for it too. The devices come in order, so
 * that two batches cannot wait for each other. A device that came back before a pass saw it gone is looked at anew, in the hub
 * and in its configuration. One that was given up gets all its attempts again. The wake-up is the relay's net under the ring
 * that follows; a wait that is due sooner stays. Where the tenant has a receiver, the events go into the outbox as well; where
 * it has none, that is one look into an index.
 */
export const ACCEPT: Statement = {
  name: 'inbox-accept',
  text: `
    WITH folded AS (
      INSERT INTO device AS d (tenant_id, device_id, told_status, told_at, told_revision, told_event_id, settled, generation, look_first, traceparent, wake_at)
      SELECT *, now() + interval '12 seconds'
      FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::boolean[], $20::text[])
      ON CONFLICT (tenant_id, device_id) DO UPDATE
        SET told_status = excluded.told_status, told_at = excluded.told_at, told_revision = excluded.told_revision,
            told_event_id = excluded.told_event_id, generation = excluded.generation, traceparent = excluded.traceparent,
            look_first = d.look_first OR (excluded.look_first AND d.hub_kind = 'present'),
            confirmed_key = CASE WHEN excluded.look_first THEN NULL ELSE d.confirmed_key END,
            attempts = CASE WHEN d.sync = 'dead' THEN 0 ELSE d.attempts END,
            wake_at = least(d.wake_at, excluded.wake_at), updated_at = now()
        WHERE d.generation = excluded.settled
      RETURNING tenant_id, device_id
    ), event AS (
      SELECT e.* FROM folded JOIN unnest($10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
                                         $16::timestamptz[], $17::bigint[], $18::bytea[], $19::bigint[], $21::text[])
        AS e(tenant_id, device_id, source_id, event_id, type, status, occurred_at, revision, raw, generation, traceparent)
        USING (tenant_id, device_id)
    ), stored AS (
      INSERT INTO inbox (tenant_id, device_id, source_id, event_id, type, status, occurred_at, revision, raw, generation, traceparent)
      SELECT * FROM event
      RETURNING id, tenant_id
    ), forwarded AS (
      INSERT INTO outbox (receiver_id, inbox_id)
      SELECT r.id, s.id FROM stored s JOIN receiver r ON r.tenant_id = ANY (ARRAY[s.tenant_id]) ORDER BY s.id
    ), told AS (
      INSERT INTO event_log (tenant_id, device_id, kind, detail)
      SELECT tenant_id, device_id, 'event', type || ' says ' || status FROM event ORDER BY generation
    )
    SELECT tenant_id AS "tenantId", device_id AS "deviceId" FROM folded`,
};

/** A letter that comes again is open again, and says what is wrong with it today. */
export const BURY: Statement = {
  name: 'inbox-bury',
  text: `
    INSERT INTO dead_letter AS l (tenant_id, source_id, device_id, reason, detail, raw, event_id, digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (tenant_id, source_id, digest) DO UPDATE
      SET attempts = l.attempts + 1, last_at = now(), device_id = excluded.device_id, reason = excluded.reason, detail = excluded.detail,
          answer = NULL, answered_at = NULL, answered_by = NULL, note = NULL`,
};
