import type { Statement } from './database.js';

const HAS_KEYS = `d.hub_kind = 'present' AND (d.key_source <> 'adopted' OR d.adopted_key IS NOT NULL)`;
const UNDER_WAY = `(d.next_key IS NOT NULL OR coalesce(d.rotate_to > d.key_number, false))`;
const MEANT = `d.tenant_id = $1 AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM device_group_member m WHERE m.tenant_id = d.tenant_id AND m.device_id = d.device_id AND m.group_name = $2))`;

/** The generation tells a pass at work that there is something new. The number that is wished for is the one after all that were ever given. */
const ASK = `rotate_to = d.last_key_number + 1, generation = d.generation + 1, sync = 'waiting', reason = 'rotation-wanted', detail = NULL, updated_at = now()`;

export const ASK_ONE: Statement = {
  name: 'rotation-ask',
  text: `
    UPDATE device d SET ${ASK}, wake_at = greatest(now(), d.lease_until)
    WHERE d.tenant_id = $1 AND d.device_id = $2 AND ${HAS_KEYS} AND NOT ${UNDER_WAY} RETURNING 1`,
};

export const WHY_NOT_ASKED: Statement = {
  name: 'rotation-why-not',
  text: `SELECT ${HAS_KEYS} AS "hasKeys" FROM device d WHERE d.tenant_id = $1 AND d.device_id = $2`,
};

export const COUNT: Statement = {
  name: 'rotation-count',
  text: `
    SELECT count(*) FILTER (WHERE ${HAS_KEYS} AND NOT ${UNDER_WAY})::int AS "toRotate",
           count(*) FILTER (WHERE ${HAS_KEYS} AND ${UNDER_WAY})::int AS "underWay",
           count(*) FILTER (WHERE NOT (${HAS_KEYS}))::int AS without
    FROM device d WHERE ${MEANT}`,
};

/**
 * $3: the id after which to begin. $4: how many at most. $5: how many were asked for before. $6: ms from one wake-up to the next. A wake-up
 * that is due sooner stays, and so does the lease of a pass at work.
 */
export const ASK_BATCH: Statement = {
  name: 'rotation-ask-batch',
  text: `
    WITH mine AS (
      SELECT d.tenant_id, d.device_id FROM device d
      WHERE ${MEANT} AND d.device_id COLLATE "C" > $3 AND ${HAS_KEYS} AND NOT ${UNDER_WAY}
      ORDER BY d.device_id COLLATE "C" LIMIT $4 FOR UPDATE OF d
    ), placed AS (
      SELECT *, $5::int + row_number() OVER (ORDER BY device_id COLLATE "C") AS place FROM mine
    ), asked AS (
      UPDATE device d SET ${ASK}, wake_at = greatest(least(d.wake_at, now() + p.place * $6 * interval '1 ms'), d.lease_until)
      FROM placed p WHERE d.tenant_id = p.tenant_id AND d.device_id = p.device_id
      RETURNING d.device_id
    )
    SELECT max(device_id COLLATE "C") AS last, count(*)::int AS count FROM asked`,
};
