// Real: PostgreSQL, asked how it would run our statements.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore } from '../../../../test/support/store.js';
import { SESSION, type Statement } from './database.js';
import * as accessStatements from './access-statements.js';
import * as connectionRows from './connection-rows.js';
import * as catalogStatements from './catalog-statements.js';
import * as deviceStatements from './device-statements.js';
import * as inboxStatements from './inbox-statements.js';

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  Plans?: Node[];
}

const LARGE = ['device', 'inbox', 'event_log', 'dead_letter', 'device_group_member', 'access_token', 'access_grant', 'access_session'];
/** Concerns every device of a tenant, and is seldom. */
const BROAD = deviceStatements.WAKE_WAITING;

const isStatement = (one: unknown): one is Statement => typeof one === 'object' && one !== null && 'text' in one;

const statements: Statement[] = [...Object.values(deviceStatements), ...Object.values(inboxStatements), ...Object.values(accessStatements), ...Object.values(catalogStatements), ...Object.values(connectionRows)].filter((one): one is Statement => isStatement(one) && one !== BROAD);

/** A plan is kept while the table under it grows from nothing to a hundred thousand rows. */
describe.each([0, 5, 500])('on tables of %d rows', (rows) => {
  let postgres: TestPostgres;
  let client: pg.Client;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.database();
    const store = openStore(url);
    await Promise.all(Array.from({ length: rows }, (_, n) => store.tell({ tenantId: 'default', deviceId: `device-${n}` })));
    await store.sql('VACUUM ANALYZE');
    await store.close();
    client = new pg.Client({ connectionString: url, options: SESSION });
    await client.connect();
  }, 240_000);
  afterAll(async () => {
    await client.end();
    await postgres.stop();
  });

  it.each(statements)('the plan of $name goes by keys, and will not read a table as a whole when it is large', async ({ text }) => {
    const { rows: answer } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`);
    expect(nodesOf(answer[0]!['QUERY PLAN'][0]!.Plan).filter(readsAll)).toEqual([]);
  });
});

it('every table orders the ids of devices by their bytes, so that an index of one finds the ids of another', async () => {
  const postgres = await startPostgres();
  const store = openStore(await postgres.database());
  try {
    const columns = await store.sql<{ collation: string | null }>(`
      SELECT table_name, collation_name AS collation FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'device_id'`);
    expect(columns.length).toBeGreaterThan(8);
    expect(columns.filter(({ collation }) => collation !== 'C')).toEqual([]);
  } finally {
    await store.close();
    await postgres.stop();
  }
}, 240_000);

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const readsAll = (node: Node): boolean => node['Node Type'].includes('Scan') && LARGE.includes(node['Relation Name'] ?? '') && !node['Index Cond'];
