// Real: the schema, as it is committed.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { OPEN_COLUMNS, SEALED_COLUMNS } from './sealed-columns.js';

/** Every column of bytes, as table.column. */
function columnsOfBytes(): string[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    return [...body.matchAll(/^ {2}(\w+)\s+Bytes\??(?=\s|$)(.*)$/gm)].map(([, field, rest = '']) => `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field}`);
  });
}

describe('the columns that hold sealed values', () => {
  it('are all known: a column of bytes is rewrapped, or holds no secret', () => {
    const known = [...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`), ...OPEN_COLUMNS];
    expect(columnsOfBytes().sort()).toEqual(known.sort());
  });

  it('know the place of each value by table and column', () => {
    for (const { table, column, key, placeOf } of SEALED_COLUMNS) {
      expect(placeOf('acme', key.map(({ name }) => (name === 'tenant_id' ? 'acme' : name)))).toMatchObject({ tenantId: 'acme', table, column });
    }
  });
});
