import type { Statement } from './database.js';
import type { SealedColumn } from './sealed-columns.js';

const NOBODY = { text: '', uuid: '00000000-0000-0000-0000-000000000000' };

/** Where a reading of the whole column begins. */
export const beforeAll = ({ key }: SealedColumn): string[] => key.map(({ type }) => NOBODY[type]);

/** How many values each key seals. An envelope says so in the clear (sealing.ts), and what is none counts under null. */
export const countUses = ({ table, column }: SealedColumn): string => `
  SELECT CASE WHEN octet_length(${column}) > 2 AND get_byte(${column}, 0) = 1
              THEN encode(substring(${column} FROM 3 FOR get_byte(${column}, 1)), 'escape') END AS "keyId",
         count(*)::int AS records
  FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 1`;

/** $1: how an envelope of the newest key begins. $2: how many at most. From $3: the key of the row after which to begin. */
export const readOlder = ({ table, column, key, tenant }: SealedColumn): Statement => {
  const names = key.map(({ name }) => name).join(', ');
  const after = key.map(({ type }, at) => `$${at + 3}::${type}`).join(', ');
  return {
    name: `rewrap-read-${table}-${column}`,
    text: `
      SELECT ${tenant} AS "tenantId", ARRAY[${key.map(({ name }) => `${name}::text`).join(', ')}] AS key, ${column} AS envelope
      FROM ${table}
      WHERE (${names}) > (${after}) AND ${column} IS NOT NULL AND substring(${column} FROM 1 FOR octet_length($1::bytea)) <> $1::bytea
      ORDER BY ${names} LIMIT $2`,
  };
};

/**
 * $1: the envelopes as they were read. $2: the same secrets sealed anew. From $3: the parts of their keys. A value that is another by
 * now stays, and nobody is waited for: who holds a row at this moment may be writing a newer one, and a device is claimed without
 * waiting, so its ring is missed while we hold its row. Then its wake-up comes at once.
 */
export const replace = ({ table, column, key }: SealedColumn): Statement => {
  const parts = key.map((_, at) => `$${at + 3}::text[]`).join(', ');
  const same = key.map(({ name, type }) => `t.${name} = ANY (ARRAY[n.${name}::${type}])`).join(' AND ');
  const wake = `, wake_at = CASE WHEN settled < generation AND (lease_until IS NULL OR lease_until < now()) THEN least(wake_at, now()) ELSE wake_at END`;
  return {
    name: `rewrap-replace-${table}-${column}`,
    text: `
      WITH n AS (
        SELECT * FROM unnest($1::bytea[], $2::bytea[], ${parts}) AS n(before, after, ${key.map(({ name }) => name).join(', ')})
      ), free AS (
        SELECT n.* FROM n JOIN ${table} t ON ${same} WHERE t.${column} = n.before FOR UPDATE OF t SKIP LOCKED
      )
      UPDATE ${table} t SET ${column} = n.after${table === 'device' ? wake : ''}
      FROM free n WHERE ${same} AND t.${column} = n.before
      RETURNING 1`,
  };
};
