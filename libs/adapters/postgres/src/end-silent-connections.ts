import type pg from 'pg';

/** It is looked so often, ms. */
const LOOK_MS = 1_000;

/**
 * Ends the connections of a pool that somebody has held for so long, ms: what they wait for fails as it does when a connection breaks,
 * and the pool opens another. A transaction counts from its begin. Answers with what makes an end of it.
 *
 * pg can set a timer for each query (`query_timeout`). What such a timer holds outlives the collections of young objects, so the long
 * ones come more often: the slowest of a hundred readings of a twin took a millisecond more (`npm run bench -- twin`).
 */
export function endSilentConnections(pool: pg.Pool, longestMs: number): () => void {
  const takenAt = new Map<pg.PoolClient, number>();
  pool.on('acquire', (client) => takenAt.set(client, performance.now()));
  pool.on('release', (_, client) => takenAt.delete(client));
  const looking = setInterval(() => {
    const now = performance.now();
    for (const [client, at] of takenAt) {
      if (now - at < longestMs) continue;
      takenAt.delete(client);
      void (client as pg.PoolClient & Pick<pg.Client, 'end'>).end().catch(() => undefined);
    }
  }, LOOK_MS);
  looking.unref();
  return () => clearInterval(looking);
}
