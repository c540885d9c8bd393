import pg from 'pg';

/** Prisma's codes for what PostgreSQL and the network answer; the CLI decides by them whether to create the database. */
const PRISMA_CODES = new Map([
  ['28000', 'P1000'],
  ['28P01', 'P1000'],
  ['ETIMEDOUT', 'P1002'],
  ['3D000', 'P1003'],
  ['42P04', 'P1009'],
  ['42501', 'P1010'],
]);

/** The code Prisma has for a failure to connect or to create; P1001 (cannot be reached) when it has none of its own. */
export const prismaCodeOf = (error) => PRISMA_CODES.get(error?.code) ?? 'P1001';

/** Connects and leaves again. Throws what pg throws. */
export const tryConnection = (url) => withClient(url, () => undefined);

/** Creates the database that `url` names. The new database is asked for through the one that every server has. */
export async function createDatabase(url) {
  const databaseName = databaseOf(url);
  await withClient(onDatabase(url, 'postgres'), (client) => client.query(`CREATE DATABASE ${quoted(databaseName)}`));
  return { databaseName };
}

/** Drops a database whoever is still connected to it. */
export const dropDatabase = (url) =>
  withClient(onDatabase(url, 'postgres'), (client) => client.query(`DROP DATABASE IF EXISTS ${quoted(databaseOf(url))} WITH (FORCE)`));

/** The same server and user, another database. */
export function onDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

/** The schema that `?schema=` asks for. PostgreSQL knows no such parameter: it is Prisma's. */
export const schemaOf = (url) => new URL(url).searchParams.get('schema') ?? undefined;

const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1)) || decodeURIComponent(new URL(url).username);

export const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
