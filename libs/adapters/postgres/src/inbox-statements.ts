import type { Statement } from './database.js';

/** What is told of a device so far, and whether the event is already stored. One row always. */
export const READ_TOLD: Statement = {
  name: 'inbox-read-told',
  text: `
    SELECT d.told_status, d.told_at, d.told_revision, d.told_event_id, coalesce(d.generation, 0) AS generation,
           EXISTS (SELECT FROM inbox WHERE tenant_id = $1 AND source_id = $3 AND event_id = $4) AS repeated
    FROM (VALUES (1)) AS one LEFT JOIN device d ON d.tenant_id = $1 AND d.device_id = $2`,
};

/**
 * Event, desired state and story line in one statement, so all or nothing. It changes nothing and answers no row when the
 * device has moved on since READ_TOLD ($10 is the generation that was read): then the fold has to be made again. It fails as a
 * whole when the same event was stored for another device in between.
 * The wake-up is the relay's net under the ring that follows; a wait that is already due sooner stays.
 */
export const ACCEPT: Statement = {
  name: 'inbox-accept',
  text: `
    WITH folded AS (
      INSERT INTO device AS d (tenant_id, device_id, told_status, told_at, told_revision, told_event_id, generation, wake_at)
      VALUES ($1, $2, $6, $7, $8, $9, 1, now() + interval '5 seconds')
      ON CONFLICT (tenant_id, device_id) DO UPDATE
        SET told_status = excluded.told_status, told_at = excluded.told_at, told_revision = excluded.told_revision,
            told_event_id = excluded.told_event_id, generation = d.generation + 1,
            wake_at = least(d.wake_at, excluded.wake_at), updated_at = now()
        WHERE d.generation = $10
      RETURNING generation
    ), stored AS (
      INSERT INTO inbox (tenant_id, source_id, event_id, device_id, type, status, occurred_at, revision, raw, generation)
      SELECT $1, $3, $4, $2, $5, $11, $12, $13, $14, folded.generation FROM folded
    ), told AS (
      INSERT INTO event_log (tenant_id, device_id, kind, detail) SELECT $1, $2, 'event', $15 FROM folded
    )
    SELECT generation FROM folded`,
};

export const BURY: Statement = {
  name: 'inbox-bury',
  text: `
    INSERT INTO dead_letter AS l (tenant_id, source_id, device_id, reason, detail, raw, digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (tenant_id, source_id, digest) DO UPDATE SET attempts = l.attempts + 1, last_at = now(), detail = excluded.detail`,
};
