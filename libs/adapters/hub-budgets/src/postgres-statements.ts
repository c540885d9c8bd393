/** A statement that is planned once a connection: to plan one takes longer than to run it, and a call waits for it. */
export interface Prepared {
  name: string;
  text: string;
}

const prepared = (name: string, text: string): Prepared => ({ name, text });

/** The server's time, ms since the epoch, at this very moment and not at the begin of the transaction. */
const NOW = `(extract(epoch FROM clock_timestamp()) * 1000)::float8`;

/**
 * The budget $1, $2 with its pace ($3 a minute, $4 whether it learns), locked and as it has grown by now. The arithmetic is that
 * of `pace.ts` in core; one conformance suite holds them together. The time is read after the lock was waited for.
 */
const GROWN = `
  kept AS MATERIALIZED (
    SELECT * FROM hub_budget WHERE hub_id = $1::uuid AND category = $2::text FOR UPDATE
  ), clock AS MATERIALIZED (
    SELECT kept.*, ${NOW} AS now FROM kept
  ), grown AS (
    SELECT c.hub_id, c.category, c.spoken_for, c.slowed_at, c.closed_until, c.now,
      least(1, c.share * power(2, CASE WHEN $4::boolean THEN least(greatest(0, c.now - c.share_at), 2000) ELSE greatest(0, c.now - c.share_at) END / 60000)) AS share
    FROM clock c
  )`;

const OF_GROWN = `WHERE b.hub_id = n.hub_id AND b.category = n.category`;

/** $5: most, $6: the slice in ms, $7: how many ahead. Answers with operations and ms; without operations while it is closed. */
export const TAKE = prepared('hub-budget-take', `
  WITH ${GROWN}, asked AS (
    SELECT g.*, $7::float8 > 0 AND g.spoken_for <= g.now AS is_ahead FROM grown g
  ), taken AS (
    SELECT a.*,
           least($5::float8 + CASE WHEN a.is_ahead THEN $7::float8 ELSE 0 END, greatest(1, floor($3::float8 * a.share / 60000 * $6::float8))) AS operations,
           greatest(a.spoken_for, CASE WHEN a.is_ahead THEN a.now ELSE a.now - $6::float8 END) AS start
    FROM asked a
  ), n AS (
    SELECT t.*, t.now < t.closed_until AS closed, t.start + t.operations / ($3::float8 * t.share / 60000) AS then FROM taken t
  )
  UPDATE hub_budget b
  SET share = n.share, share_at = n.now, spoken_for = CASE WHEN n.closed THEN b.spoken_for ELSE n.then END
  FROM n ${OF_GROWN}
  RETURNING CASE WHEN n.closed THEN NULL ELSE n.operations END AS operations,
            CASE WHEN n.closed THEN n.closed_until - n.now ELSE greatest(0, n.start - n.now) END AS ms`);

/** $5: what stays at least, $6: what stays, $7: how long ago the call was sent, $8: how long to close, both in ms. */
export const SLOW_DOWN = prepared('hub-budget-slow-down', `
  WITH ${GROWN}, n AS (
    SELECT g.*, g.now - $7::float8 >= g.slowed_at AS is_news FROM grown g
  )
  UPDATE hub_budget b
  SET closed_until = greatest(n.closed_until, n.now + $8::float8),
      share = CASE WHEN n.is_news THEN greatest($5::float8, n.share * $6::float8) ELSE n.share END,
      share_at = n.now,
      slowed_at = CASE WHEN n.is_news THEN n.now ELSE n.slowed_at END
  FROM n ${OF_GROWN} AND $3::float8 > 0
  RETURNING 1 AS done`);

/** $3: the share to begin with. */
export const MAKE_BUDGET = `
  INSERT INTO hub_budget (hub_id, category, spoken_for, share, share_at, slowed_at, closed_until)
  VALUES ($1, $2, 0, $3, ${NOW}, 0, 0) ON CONFLICT DO NOTHING`;

export const REPORT_USE = prepared('hub-budget-report-use', `
  INSERT INTO hub_budget_use (hub_id, process, at, use) VALUES ($1, $2, clock_timestamp(), $3::jsonb)
  ON CONFLICT (hub_id, process) DO UPDATE SET at = excluded.at, use = excluded.use`);

export const FORGET_USES = prepared('hub-budget-forget-uses', `DELETE FROM hub_budget_use WHERE hub_id = $1 AND at < clock_timestamp() - $2::float8 * interval '1 ms'`);

export const USES_OF = `SELECT use FROM hub_budget_use WHERE hub_id = $1 AND at > clock_timestamp() - $2::float8 * interval '1 ms'`;

export const BUDGETS_OF = `SELECT *, ${NOW} AS now FROM hub_budget WHERE hub_id = $1`;

export const FORGET_BUDGETS = 'DELETE FROM hub_budget WHERE hub_id = $1';
