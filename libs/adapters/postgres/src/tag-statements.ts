import type { Statement } from './database.js';

/** How far the index of a hub may be behind the twins themselves: what is written through us is seen there later. */
const INDEX_IS_BEHIND = `interval '15 minutes'`;

/** $1 the tenant, $2 devices with their pairs of tag and value. What is noted already is not written again. */
const note = (which: string): string => `
    WITH seen AS (
      SELECT s.device_id, s.tags FROM jsonb_to_recordset($2) AS s(device_id text, tags jsonb) JOIN device d ON d.tenant_id = $1 AND d.device_id = s.device_id WHERE ${which}
    ), pair AS (
      SELECT DISTINCT seen.device_id, p ->> 0 AS tag, p ->> 1 AS value FROM seen, jsonb_array_elements(seen.tags) AS p
    ), gone AS (
      SELECT t.tag, t.value, t.device_id FROM device_tag t JOIN seen ON t.device_id = seen.device_id
      WHERE t.tenant_id = $1 AND NOT EXISTS (SELECT 1 FROM pair p WHERE p.device_id = t.device_id AND p.tag = t.tag AND p.value = t.value)
      ORDER BY t.device_id, t.tag, t.value FOR UPDATE OF t
    ), taken_away AS (
      DELETE FROM device_tag t USING gone g WHERE t.tenant_id = $1 AND t.device_id = g.device_id AND t.tag = g.tag AND t.value = g.value
    )
    INSERT INTO device_tag (tenant_id, tag, value, device_id)
    SELECT $1, p.tag, p.value, p.device_id FROM pair p
    WHERE NOT EXISTS (SELECT 1 FROM device_tag t WHERE t.tenant_id = $1 AND t.tag = p.tag AND t.value = p.value AND t.device_id = p.device_id)
    ORDER BY p.device_id, p.tag, p.value
    ON CONFLICT DO NOTHING`;

export const NOTE_TAGS: Statement = { name: 'tags-note', text: note('true') };

/** As the index of the hub has them: who edited a twin a moment ago knows better. */
export const NOTE_TAGS_OF_INDEX: Statement = {
  name: 'tags-note-index',
  text: note(`NOT EXISTS (
        SELECT 1 FROM twin_edit e WHERE e.tenant_id = $1 AND e.device_id = s.device_id AND e.module_id = '' AND e.begun_at > now() - ${INDEX_IS_BEHIND})`),
};
