import { randomBytes } from 'node:crypto';

/** The servers that our apps are pointed at. */
export interface Surroundings {
  databaseUrl: string;
  /** Without one the queues live in PostgreSQL. */
  redisUrl: string | null;
  /** The hub emulator, and the file with the certificate authority that it shows. */
  hub: { port: number; caFile: string };
}

/** The environment of our apps on servers of a test: any free port, and a master key of its own. */
export function environmentFor({ databaseUrl, redisUrl, hub }: Surroundings): Record<string, string> {
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    ...(redisUrl !== null && { REDIS_URL: redisUrl }),
    LOCKSTEP_MASTER_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    LOCKSTEP_HUB_GATEWAY: `127.0.0.1:${hub.port}`,
    LOCKSTEP_HUB_CA: hub.caFile,
    // Nothing stands in front of it that would have to hear of a stop.
    LOCKSTEP_LEAVE_MS: '0',
  };
}
