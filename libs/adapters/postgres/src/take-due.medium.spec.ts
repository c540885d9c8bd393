// Real: PostgreSQL, asked how many rows it read for our statements.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { SESSION } from './database.js';
import { TAKE_DUE, TAKE_DUE_SHUT_OUT } from './device-statements.js';

interface Node {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

const CROWD = 20_000;
const LIMIT = 500;
const AGAIN_MS = 30_000;
/** Three small tenants, each with so many devices due. */
const TENANTS = ['bay', 'dam', 'elm'];
const EACH = 4;
/** A look for each tenant, and each device once in the look and once in the change. */
const FEW = 100;

/** In the order of the alphabet it stands between the others, and all of its devices were due before theirs. */
const FILL = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, wake_at)
  SELECT $1, 'pump-' || n, $3, now(), 'e', 1, now() - $4 * interval '1 s' - n * interval '1 ms' FROM generate_series(1, $2::int) AS n`;

describe.each([
  { statement: TAKE_DUE, told: 'accepted' },
  { statement: TAKE_DUE_SHUT_OUT, told: 'rejected' },
])('$statement.name, with $told devices of a crowd due', ({ statement, told }) => {
  let postgres: TestPostgres;
  let client: pg.Client;

  beforeAll(async () => {
    postgres = await startPostgres();
    client = new pg.Client({ connectionString: await postgres.database(), options: SESSION });
    await client.connect();
    await client.query(FILL, ['crowd', CROWD, told, 60]);
    for (const tenant of TENANTS) await client.query(FILL, [tenant, EACH, told, 1]);
    await client.query('VACUUM ANALYZE device');
  }, 240_000);
  afterAll(async () => {
    await client.end();
    await postgres.stop();
  });

  it('reads no more than the devices of the others when the crowd is left out', async () => {
    expect(await rowsRead(['crowd'])).toBeLessThan(FEW);
  });

  it('reads no more than it takes when the crowd is not left out', async () => {
    expect(await rowsRead([])).toBeLessThan(2 * LIMIT + FEW);
  });

  it('takes the devices of all others, or those that were due first', async () => {
    const taken = async (except: string[], limit: number): Promise<string[]> => {
      await client.query('BEGIN');
      const { rows } = await client.query<{ tenantId: string; deviceId: string }>(statement.text, [limit, AGAIN_MS, except]);
      await client.query('ROLLBACK');
      return rows.map(({ tenantId, deviceId }) => `${tenantId}/${deviceId}`);
    };
    expect((await taken(['crowd'], LIMIT)).sort()).toEqual(TENANTS.flatMap((tenant) => [1, 2, 3, 4].map((n) => `${tenant}/pump-${n}`)));
    expect(await taken([], 2)).toEqual([`crowd/pump-${CROWD}`, `crowd/pump-${CROWD - 1}`]);
    expect(await taken(['crowd'], EACH + 1)).toHaveLength(EACH + 1);
  });

  /** Every row that a scan looked at, whether it was of use or not. */
  async function rowsRead(except: string[]): Promise<number> {
    await client.query('BEGIN');
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`, [LIMIT, AGAIN_MS, except]);
    await client.query('ROLLBACK');
    const scans = nodesOf(rows[0]!['QUERY PLAN'][0]!.Plan).filter((node) => node['Relation Name'] === 'device' && !node.Plans);
    expect(scans.length).toBeGreaterThan(3);
    return scans.reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0);
  }
});

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
