import { setMember, type JsonValue } from '../json.js';
import type { Field } from './fields.js';
import type { Aggregate, Column, Path } from './syntax.js';

interface Sum {
  rows: number;
  numbers: number;
  sum: number;
  least: JsonValue | undefined;
  most: JsonValue | undefined;
}

interface Group {
  readonly keys: readonly (JsonValue | undefined)[];
  readonly sums: readonly Sum[];
}

export interface Grouping<Row> {
  readonly columns: readonly Column[];
  readonly groupBy: readonly Path[];
  field(path: Path): Field<Row>;
}

/**
 * One row for each group, in the order in which the groups were met. SUM and AVG count numbers only, MIN and MAX numbers or
 * texts; an aggregate of nothing is left out of the row, save COUNT and SUM, which are 0.
 */
export function aggregate<Row>(rows: Iterable<Row>, { columns, groupBy, field }: Grouping<Row>): object[] {
  const keyFields = groupBy.map(field);
  const sumFields = columns.map((column) => (column.kind === 'aggregate' && column.path ? field(column.path) : undefined));
  const groups = new Map<unknown, Group>();
  // Without GROUP BY all rows are one group, even when there are none.
  if (groupBy.length === 0) groups.set(nameOf(NO_KEYS), newGroup(NO_KEYS, columns.length));
  for (const row of rows) {
    const keys = keyFields.length === 0 ? NO_KEYS : keyFields.map((read) => read(row));
    const name = nameOf(keys);
    let group = groups.get(name);
    if (!group) groups.set(name, (group = newGroup(keys, columns.length)));
    const { sums } = group;
    for (let index = 0; index < sums.length; index += 1) add(sums[index]!, sumFields[index]?.(row));
  }
  return [...groups.values()].map((group) => show(group, columns, groupBy));
}

const NO_KEYS: Group['keys'] = [];

/** What tells one group from another. Most groups have one plain key, which tells itself; a missing value is not null. */
function nameOf(keys: Group['keys']): unknown {
  const [key] = keys;
  if (keys.length === 1 && (typeof key !== 'object' || key === null) && typeof key !== 'string') return key;
  return JSON.stringify(keys.map((one) => (one === undefined ? [] : [one])));
}

function newGroup(keys: Group['keys'], columns: number): Group {
  return { keys, sums: Array.from({ length: columns }, () => ({ rows: 0, numbers: 0, sum: 0, least: undefined, most: undefined })) };
}

function add(sum: Sum, value: JsonValue | undefined): void {
  sum.rows += 1;
  if (typeof value === 'number') {
    sum.numbers += 1;
    sum.sum += value;
  }
  if (typeof value !== 'number' && typeof value !== 'string') return;
  if (sum.least === undefined || (typeof sum.least === typeof value && value < sum.least!)) sum.least = value;
  if (sum.most === undefined || (typeof sum.most === typeof value && value > sum.most!)) sum.most = value;
}

function show({ keys, sums }: Group, columns: readonly Column[], groupBy: readonly Path[]): object {
  const row: Record<string, JsonValue> = {};
  for (const [index, column] of columns.entries()) {
    const value = column.kind === 'path' ? keys[indexOfPath(groupBy, column.path)] : valueOf(column.aggregate, sums[index]!);
    if (value !== undefined) setMember(row, column.name, value);
  }
  return row;
}

function indexOfPath(paths: readonly Path[], path: Path): number {
  return paths.findIndex((other) => other.join('.') === path.join('.'));
}

function valueOf(kind: Aggregate, { rows, numbers, sum, least, most }: Sum): JsonValue | undefined {
  switch (kind) {
    case 'count':
      return rows;
    case 'sum':
      return sum;
    case 'avg':
      return numbers === 0 ? undefined : sum / numbers;
    case 'min':
      return least;
    case 'max':
      return most;
  }
}
