import { badQuery } from './bad-query.js';
import { lex } from './lex.js';
import { parseCondition } from './parse-condition.js';
import { readPath } from './read-path.js';
import { SOURCES, type Aggregate, type Column, type Path, type Query, type Source } from './syntax.js';
import { TokenStream } from './token-stream.js';

/** Source: azure-iot-sdk-csharp issue 1680, which found the limit. */
export const MOST_QUERY_BYTES = 8200;

const AGGREGATES: readonly Aggregate[] = ['count', 'sum', 'avg', 'min', 'max'];

/**
 * Reads a query: SELECT [TOP n] *|list|aggregates FROM devices|devices.modules|devices.jobs [WHERE] [GROUP BY].
 * Throws 400 ArgumentInvalid for anything else. Source: Azure IoT Hub, query language.
 */
export function parseQuery(text: string): Query {
  if (Buffer.byteLength(text) > MOST_QUERY_BYTES) throw badQuery(`it is longer than ${MOST_QUERY_BYTES} bytes`);
  const all = lex(text);
  const tokens = new TokenStream(all);
  // The source decides which properties there are, and stands behind the list that names them.
  const source = findSource(all.map((token) => (token.kind === 'word' ? token.text : '')));
  tokens.expect('SELECT');
  const top = tokens.accept('TOP') ? readTop(tokens) : undefined;
  const columns = tokens.accept('*') ? undefined : readColumns(tokens, source);
  tokens.expect('FROM');
  tokens.take();
  const where = tokens.accept('WHERE') ? parseCondition(tokens, source) : undefined;
  const groupBy = readGroupBy(tokens, source);
  if (tokens.next) throw tokens.unexpected('nothing more is understood');
  const query = { source, top, columns, where, groupBy };
  checkColumns(query);
  return query;
}

/** The condition of a job: what would follow WHERE. `*` is every device. Throws 400 ArgumentInvalid. */
export function parseJobCondition(text: string): Query {
  return parseQuery(text.trim() === '*' || text.trim() === '' ? 'SELECT * FROM devices' : `SELECT * FROM devices WHERE ${text}`);
}

function findSource(words: readonly string[]): Source {
  const name = words[words.findIndex((word) => word.toUpperCase() === 'FROM') + 1];
  const source = SOURCES.find((known) => known === name?.toLowerCase());
  if (!source || !words.some((word) => word.toUpperCase() === 'FROM')) throw badQuery(`FROM must be followed by ${SOURCES.join(', ')}`);
  return source;
}

function readTop(tokens: TokenStream): number {
  const token = tokens.take();
  if (token.kind === 'number' && Number.isSafeInteger(token.value) && token.value > 0) return token.value;
  throw badQuery('TOP must be followed by a number above 0');
}

function readColumns(tokens: TokenStream, source: Source): readonly Column[] {
  if (source === 'devices.jobs') throw badQuery('devices.jobs can only be selected by *');
  const columns: Column[] = [];
  do columns.push(readColumn(tokens, source, columns.length + 1));
  while (tokens.accept(','));
  if (new Set(columns.map(({ name }) => name)).size < columns.length) throw badQuery('two columns have the same name; use AS');
  return columns;
}

function readColumn(tokens: TokenStream, source: Source, place: number): Column {
  const aggregate = AGGREGATES.find((name) => tokens.accept(name.toUpperCase()));
  if (!aggregate) {
    const path = readPath(tokens, source);
    return { kind: 'path', path, name: readName(tokens) ?? path.at(-1)! };
  }
  tokens.expect('(');
  const path = aggregate === 'count' ? undefined : readPath(tokens, source);
  tokens.expect(')');
  return { kind: 'aggregate', aggregate, path, name: readName(tokens) ?? `$${place}` };
}

function readName(tokens: TokenStream): string | undefined {
  if (!tokens.accept('AS')) return undefined;
  const token = tokens.take();
  if (token.kind === 'word' && !token.text.includes('.')) return token.text;
  throw badQuery('AS must be followed by a name');
}

function readGroupBy(tokens: TokenStream, source: Source): readonly Path[] {
  if (!tokens.accept('GROUP')) return [];
  tokens.expect('BY');
  const paths: Path[] = [];
  do paths.push(readPath(tokens, source));
  while (tokens.accept(','));
  return paths;
}

function checkColumns({ columns, groupBy }: Query): void {
  if (!columns) {
    if (groupBy.length > 0) throw badQuery('* cannot be grouped');
    return;
  }
  const groups = groupBy.length > 0 || columns.some(({ kind }) => kind === 'aggregate');
  const keys = new Set(groupBy.map((path) => path.join('.')));
  const stray = groups && columns.find((column) => column.kind === 'path' && !keys.has(column.path.join('.')));
  if (stray) throw badQuery(`'${stray.name}' is neither an aggregate nor grouped by`);
}
