import { moduleIdOf } from '../devices/device.js';
import type { DeviceView } from '../devices/show-device.js';
import { setMember, type JsonValue } from '../json.js';
import type { Switches } from '../switches.js';
import { showTwin } from '../twins/show-twin.js';
import { aggregate } from './aggregate.js';
import type { Place } from './continuation.js';
import { compile, type Test } from './evaluate.js';
import { plainField, twinField, type TwinRow } from './fields.js';
import type { Column, Path, Query } from './syntax.js';

/** One page of the answer to a query. */
export interface Page {
  readonly rows: readonly unknown[];
  /** Where the next page begins; absent on the last one. */
  readonly next: Place | undefined;
}

/** What a page is made of. */
export interface Ask {
  readonly query: Query;
  readonly pageSize: number;
  /** Where the page before ended. */
  readonly after: Place | undefined;
  readonly view: DeviceView & { readonly switches: Pick<Switches, 'queryMissingValue'> };
}

/** Queries twins, which come in the order of creation. One pass over them makes one page. */
export function queryTwins(rows: Iterable<TwinRow>, ask: Ask): Page {
  const { query, view } = ask;
  const field = (path: Path) => twinField(path, view);
  const test = testOf(query, { field, missing: view.switches.queryMissingValue });
  if (isGrouped(query)) return cut(aggregate(matching(rows, test), { columns: query.columns!, groupBy: query.groupBy, field }), ask);
  const given = ask.after?.given ?? 0;
  const most = Math.min(ask.pageSize, (query.top ?? Infinity) - given);
  const page: TwinRow[] = [];
  for (const row of matching(ask.after ? rowsAfter(rows, ask.after) : rows, test)) {
    // One row more than fits tells that there is more.
    if (page.length === most) return { rows: page.map(showRow(query, view)), next: placeOf(page.at(-1)!, given + page.length, query) };
    page.push(row);
  }
  return { rows: page.map(showRow(query, view)), next: undefined };
}

/** Queries plain rows, which only ever grow in number. */
export function queryPlain(rows: Iterable<JsonValue>, ask: Ask): Page {
  const test = testOf(ask.query, { field: plainField, missing: ask.view.switches.queryMissingValue });
  return cut([...matching(rows, test)], ask);
}

function testOf<Row>({ where }: Query, rules: Parameters<typeof compile<Row>>[1]): Test<Row> {
  return where ? compile(where, rules) : () => true;
}

function* matching<Row>(rows: Iterable<Row>, test: Test<Row>): Generator<Row> {
  for (const row of rows) if (test(row) === true) yield row;
}

function isGrouped({ columns, groupBy }: Query): boolean {
  return groupBy.length > 0 || columns?.some(({ kind }) => kind === 'aggregate') === true;
}

function cut(all: readonly unknown[], { query, pageSize, after }: Ask): Page {
  const given = after?.given ?? 0;
  const wanted = all.slice(0, query.top);
  const rows = wanted.slice(given, given + pageSize);
  const ended = given + rows.length >= wanted.length;
  return { rows, next: ended ? undefined : { createdAt: 0, deviceId: '', given: given + rows.length } };
}

/** The place behind a row; undefined when TOP has given all it may. */
function placeOf(row: TwinRow, given: number, { top = Infinity }: Query): Place | undefined {
  if (given >= top) return undefined;
  const moduleId = moduleIdOf(row);
  return { createdAt: row.createdAt, deviceId: row.deviceId, ...(moduleId !== undefined && { moduleId }), given };
}

/**
 * The rows behind a place. When the row at the place is gone, those that were made in the same moment come again: twice is
 * better than not at all.
 */
function* rowsAfter(rows: Iterable<TwinRow>, { createdAt, deviceId, moduleId }: Place): Generator<TwinRow> {
  let same: TwinRow[] = [];
  for (const row of rows) {
    if (row.createdAt < createdAt) continue;
    if (row.createdAt > createdAt) {
      yield* same;
      same = [];
      yield row;
    } else if (row.deviceId === deviceId && moduleIdOf(row) === moduleId) {
      same = [];
    } else {
      same.push(row);
    }
  }
  yield* same;
}

function showRow({ columns }: Query, view: DeviceView): (row: TwinRow) => object {
  if (!columns) return (row) => showTwin(row, view);
  const fields = columns.map((column) => [column.name, twinField((column as Column & { kind: 'path' }).path, view)] as const);
  return (row) => {
    const shown: Record<string, JsonValue> = {};
    for (const [name, read] of fields) {
      const value = read(row);
      if (value !== undefined) setMember(shown, name, value);
    }
    return shown;
  };
}
