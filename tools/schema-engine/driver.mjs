import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { createDatabase, dropDatabase, onDatabase, quoted, schemaOf } from './databases.mjs';

/** PostgreSQL's one-byte type `"char"`, which its catalogue is full of. */
const CHAR = 18;
const TEXT = 25;

/**
 * How the engine reaches PostgreSQL: Prisma's own adapter, corrected in the four places where the engine needs more of it
 * than an application does. `dropShadows` removes what an interrupted run would leave behind.
 */
export function engineDriver({ url, shadowDatabaseUrl }) {
  const shadows = new Set();

  const connectToShadowDb = async () => {
    if (shadowDatabaseUrl) return connect(shadowDatabaseUrl);
    // The adapter's own way passes a connection string and a database name together, and pg lets the string win:
    // its shadow would be the main database.
    const shadowUrl = onDatabase(url, `prisma_migrate_shadow_db_${crypto.randomUUID()}`);
    await createDatabase(shadowUrl);
    shadows.add(shadowUrl);
    const shadow = await connect(shadowUrl);
    return overriding(shadow, {
      async dispose() {
        // Closed first: a connection that is cut by the drop would be reported as an error.
        await shadow.dispose();
        await dropDatabase(shadowUrl);
        shadows.delete(shadowUrl);
      },
    });
  };

  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    connectToShadowDb,
    dropShadows: () => Promise.allSettled([...shadows].map(dropDatabase)),
  };
}

async function connect(url) {
  const schema = schemaOf(url);
  const config = {
    connectionString: url,
    // One session for everything: the engine's advisory lock and a migration's SET belong to a session, not to a pool.
    max: 1,
    idleTimeoutMillis: 0,
    ...(schema && { options: `-c search_path=${quoted(schema)}` }),
  };
  // Silent, as the query that meets the broken connection fails by itself.
  const adapter = await new PrismaPg(config, { schema, onPoolError() {}, onConnectionError() {} }).connect();

  return overriding(adapter, {
    queryRaw: (query) => queryWithChars(adapter, query),
    executeScript: (script) => runScript(adapter, script),
    startTransaction: async (isolation) => {
      const transaction = await adapter.startTransaction(isolation);
      return overriding(transaction, { queryRaw: (query) => queryWithChars(transaction, query) });
    },
  });
}

/** The adapter refuses `"char"` columns. They travel as text, and are declared as the character that the engine expects. */
async function queryWithChars(queryable, query) {
  const chars = [];
  const asText = (field, at) => {
    if (field.dataTypeID !== CHAR) return field;
    chars.push(at);
    return { name: field.name, dataTypeID: TEXT };
  };
  const readable = overriding(queryable, {
    async performIO(sent) {
      const answer = await queryable.performIO(sent);
      return { rows: answer.rows, fields: answer.fields.map(asText) };
    },
  });
  const result = await readable.queryRaw(query);
  for (const at of chars) result.columnTypes[at] = ColumnTypeEnum.Character;
  return result;
}

/** In one piece, as the native engine sends it. The adapter cuts at every semicolon, also inside a function's body. */
async function runScript(adapter, script) {
  try {
    await adapter.underlyingDriver().query(script);
  } catch (error) {
    adapter.onError(error);
  }
}

const overriding = (original, methods) => Object.assign(Object.create(original), methods);
