import type { Statement } from './database.js';

export const BEGIN_EDIT: Statement = {
  name: 'twin-begin-edit',
  text: `
    INSERT INTO twin_edit (tenant_id, device_id, module_id, kind, undoes, actor, parts, changes, etag_before, version_before)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
};

/**
 * The end of an edit and, when it is done, a line in the device's story: both or neither. An end that is known already stays, and
 * whoever comes second learns of it. What the hub answered is more than what was asked for, so it takes the place of that.
 */
export const SETTLE_EDIT: Statement = {
  name: 'twin-settle-edit',
  text: `
    WITH settled AS (
      UPDATE twin_edit SET state = $2, etag_after = $3, parts = coalesce($4::text[], parts), changes = coalesce($5, changes), settled_at = now()
      WHERE id = $1 AND state IN ('begun', 'unknown') RETURNING *
    ), told AS (
      INSERT INTO event_log (tenant_id, device_id, kind, detail)
      SELECT tenant_id, device_id, 'twin-changed',
             actor || CASE kind WHEN 'undo' THEN ' took back edit ' || undoes || ' of ' ELSE ' changed ' END || array_to_string(parts, ' and ')
                   || CASE module_id WHEN '' THEN '' ELSE ' of module ' || module_id END
      FROM settled WHERE state = 'done'
    )
    SELECT id FROM settled`,
};

/** Ends that are known do not stand in the way: the state is part of the index. */
export const EDITS_IN_DOUBT: Statement = {
  name: 'twin-edits-in-doubt',
  text: `
    SELECT id FROM twin_edit
    WHERE tenant_id = $1 AND device_id = $2 AND module_id = $3 AND state IN ('begun', 'unknown') AND (state = 'unknown' OR begun_at < $4)
    ORDER BY id LIMIT 20`,
};
