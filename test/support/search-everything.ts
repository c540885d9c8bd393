import { Redis } from 'ioredis';
import type { Database } from '#adapters/postgres';

/** The forms in which a secret may lie somewhere: as it is, and as bytes printed in one way or another. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const decoded = /^[A-Za-z0-9+/]{16,}={0,2}$/.test(secret) ? Buffer.from(secret, 'base64') : null;
  // Base64 of a text inside of another text begins at one of three places; the middle of each is enough to find it.
  const inside = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(4, -6));
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), JSON.stringify(secret).slice(1, -1), ...inside, ...(decoded ? [decoded.toString('hex')] : [])].filter((form) => form.length >= 12);
}

/** Every table of every schema, each row as text. */
export async function everyRow({ prisma }: Database): Promise<{ table: string; text: string }[]> {
  const tables = await prisma.$queryRawUnsafe<{ schema: string; name: string }[]>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows = await Promise.all(
    tables.map(async ({ schema, name }) => {
      const found = await prisma.$queryRawUnsafe<{ text: string }[]>(`SELECT t::text AS text FROM "${schema}"."${name}" t`);
      return found.map(({ text }) => ({ table: `${schema}.${name}`, text }));
    }),
  );
  return rows.flat();
}

/** Every key of a Redis with what is under it. */
export async function everyKey(url: string): Promise<{ key: string; text: string }[]> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    return await Promise.all(keys.map(async (key) => ({ key, text: `${key} ${JSON.stringify(await read(redis, key))}` })));
  } finally {
    await redis.quit();
  }
}

async function read(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    case 'none':
      return null;
    default:
      return redis.get(key);
  }
}
