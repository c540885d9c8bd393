import type { Statement } from './database.js';
import { STORED_EVENT } from './stored-event-row.js';

/**
 * For each receiver by itself, so that one with a long backlog hides no other. The rows are locked in a query of their own: as a
 * subquery of the update it may be run more than once, past its limit. What lost its receiver or its event in between is left to PRUNE.
 */
export const TAKE: Statement = {
  name: 'outbox-take',
  text: `
    WITH due AS (
      SELECT o.id, r.tenant_id, r.url, r.sealed_secret
      FROM receiver r
      CROSS JOIN LATERAL (SELECT id FROM outbox WHERE receiver_id = r.id AND due_at <= now() ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED) AS o
      WHERE ($3::uuid IS NULL OR r.id = $3) AND r.id <> ALL ($4::uuid[])
    ), taken AS (
      UPDATE outbox o SET due_at = now() + $2 * interval '1 ms' FROM due WHERE o.id = due.id
      RETURNING o.id, o.receiver_id, o.inbox_id, o.attempts, o.created_at, due.tenant_id, due.url, due.sealed_secret
    )
    SELECT t.id, t.receiver_id AS "receiverId", t.tenant_id AS "tenantId", t.url, t.sealed_secret AS "sealedSecret", t.attempts,
           (extract(epoch FROM now() - t.created_at) * 1000)::float8 AS "ageMs", ${STORED_EVENT}
    FROM taken t JOIN inbox i ON i.id = t.inbox_id ORDER BY t.id`,
};

export const ARRIVED: Statement = {
  name: 'outbox-arrived',
  text: `UPDATE outbox SET arrived_at = coalesce(arrived_at, now()), due_at = NULL, status_code = $2, error = NULL WHERE id = $1`,
};

export const FAILED: Statement = {
  name: 'outbox-failed',
  text: `
    UPDATE outbox SET attempts = attempts + 1, due_at = now() + $4 * interval '1 ms', status_code = $2, error = $3
    WHERE id = $1 AND arrived_at IS NULL`,
};

/** By the hundred, so that no statement locks for long; whoever calls repeats it. */
export const PRUNE: Statement = {
  name: 'outbox-prune',
  text: `
    WITH old AS (
      SELECT o.id FROM outbox o
      WHERE o.created_at < now() - $1 * interval '1 ms'
        AND (o.due_at IS NULL OR NOT EXISTS (SELECT 1 FROM receiver r WHERE r.id = o.receiver_id) OR NOT EXISTS (SELECT 1 FROM inbox i WHERE i.id = o.inbox_id))
      ORDER BY o.created_at LIMIT 500 FOR UPDATE SKIP LOCKED
    )
    DELETE FROM outbox o USING old WHERE o.id = old.id RETURNING 1`,
};
