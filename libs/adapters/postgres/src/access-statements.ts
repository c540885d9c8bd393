import type { Statement } from './database.js';

/** Who a token stands for. Its use is written down at most once a minute, so that reading stays reading. */
export const TOKEN_CALLER: Statement = {
  name: 'access-token-caller',
  text: `
    WITH found AS (
      SELECT id, tenant_id, name FROM access_token WHERE hash = $1 AND (expires_at IS NULL OR expires_at > now())
    ), used AS (
      UPDATE access_token SET last_used_at = now()
      WHERE id = (SELECT id FROM found) AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
    )
    SELECT id, tenant_id, name FROM found`,
};

/** The same with what was granted to the token, a row for each grant, by one look; one row without a role where nothing was. */
export const TOKEN_ACTOR: Statement = {
  name: 'access-token-actor',
  text: `
    WITH found AS (
      SELECT id, tenant_id, name, expires_at FROM access_token WHERE hash = $1 AND (expires_at IS NULL OR expires_at > now())
    ), used AS (
      UPDATE access_token SET last_used_at = now()
      WHERE id = (SELECT id FROM found) AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
    )
    SELECT f.id, f.tenant_id AS "tenantId", f.name, (extract(epoch FROM f.expires_at - now()) * 1000)::float8 AS "leftMs",
           g.role, g.scope_kind AS "scopeKind", g.scope_value AS "scopeValue"
    FROM found f
    LEFT JOIN LATERAL (
      SELECT * FROM access_grant WHERE tenant_id = f.tenant_id AND subject_kind = 'token' AND subject_name = '' AND subject_value = f.id::text OFFSET 0
    ) AS g ON true`,
};

/** Whose session it is. A session that nobody used for $2 milliseconds has ended, and so has that of a token that has. */
export const SESSION_CALLER: Statement = {
  name: 'access-session-caller',
  text: `
    WITH found AS (
      SELECT s.id, s.caller FROM (SELECT * FROM access_session WHERE hash = $1 LIMIT 1) AS s
      WHERE s.expires_at > now() AND s.last_used_at > now() - $2::bigint * interval '1 millisecond'
        AND coalesce((SELECT t.expires_at > now() FROM access_token t WHERE t.tenant_id = s.tenant_id AND t.id = s.token_id), true)
    ), used AS (
      UPDATE access_session SET last_used_at = now()
      WHERE id = (SELECT id FROM found) AND last_used_at < now() - interval '1 minute'
    )
    SELECT caller FROM found`,
};

/** What was granted to somebody: to itself, or to a claim. The three arrays are the subjects, one in each place. */
export const GRANTS_OF: Statement = {
  name: 'access-grants-of',
  text: `
    SELECT g.role, g.scope_kind, g.scope_value
    FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::text[], $4::text[]) AS x(kind, name, value)) AS s
    CROSS JOIN LATERAL (
      SELECT * FROM access_grant
      WHERE tenant_id = $1 AND subject_kind = s.kind AND subject_name = s.name AND subject_value = s.value
    ) AS g`,
};
