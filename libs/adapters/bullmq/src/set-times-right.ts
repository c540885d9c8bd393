import type pg from 'pg';

/** A clock that is off by less does no harm. */
const OFF_MS = 1_000;

const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** While the last look for dead workers lies ahead, nobody looks for them. */
const LAST_LOOK = `UPDATE meta SET value = ${NOW}::text WHERE queue = $1 AND field = 'stalled-check' AND value::bigint > ${NOW} + $2::bigint`;

const LOCKS = `UPDATE job SET locked_until_ms = ${NOW} + $3::bigint WHERE queue = $1 AND state = 'active' AND locked_until_ms > ${NOW} + $3::bigint + $2::bigint`;

const DELAYS = `UPDATE job SET process_at_ms = ${NOW} + delay_ms WHERE queue = $1 AND state = 'delayed' AND process_at_ms > ${NOW} + delay_ms + $2::bigint`;

/**
 * Brings times that lie too far ahead back to the database's clock. On PostgreSQL, BullMQ 6.7 writes the times of each worker's clock:
 * where one was ahead, nobody takes a job from a dead worker until then, and a job that is to be tried again waits so long. On Redis
 * they are Redis's own.
 */
export async function setTimesRight(pool: pg.Pool, queue: string, lockMs: number): Promise<void> {
  await pool.query(LAST_LOOK, [queue, OFF_MS]);
  await pool.query(LOCKS, [queue, OFF_MS, lockMs]);
  await pool.query(DELAYS, [queue, OFF_MS]);
}
