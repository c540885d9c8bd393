import { badQuery } from './bad-query.js';
import type { Path, Source } from './syntax.js';
import type { TokenStream } from './token-stream.js';

const TWIN_NAMES: ReadonlySet<string> = new Set([
  'deviceId',
  'moduleId',
  'modelId',
  'etag',
  'deviceEtag',
  'status',
  'statusReason',
  'statusUpdateTime',
  'connectionState',
  'lastActivityTime',
  'cloudToDeviceMessageCount',
  'authenticationType',
  'x509Thumbprint',
  'version',
  'tags',
  'properties',
  'capabilities',
  'deviceScope',
  'parentScopes',
  'configurations',
]);

const JOB_NAMES: ReadonlySet<string> = new Set([
  'deviceId',
  'jobId',
  'jobType',
  'status',
  'startTimeUtc',
  'endTimeUtc',
  'createdDateTimeUtc',
  'lastUpdatedDateTimeUtc',
  'outcome',
  'error',
]);

const KEYWORDS: ReadonlySet<string> = new Set(
  'SELECT TOP FROM WHERE GROUP BY AS AND OR NOT IN NIN TRUE FALSE NULL IS_DEFINED COUNT SUM AVG MIN MAX ORDER JOIN'.split(' '),
);

/**
 * Reads the path to a value. Below `tags` and `properties` any name is good; above, one that no twin has is refused: it
 * would silently match nothing. Throws 400 ArgumentInvalid.
 */
export function readPath(tokens: TokenStream, source: Source): Path {
  const { next } = tokens;
  if (next?.kind !== 'word' || KEYWORDS.has(next.text.toUpperCase())) throw tokens.unexpected('a property is expected');
  tokens.take();
  // The documentation writes `devices.jobs.status` for the status of a job's row.
  const isJob = source === 'devices.jobs';
  const path = (isJob ? next.text.replace(/^devices\.jobs\./, '') : next.text).split('.');
  if (!(isJob ? JOB_NAMES : TWIN_NAMES).has(path[0]!)) throw badQuery(`${source} have no property '${next.text}'`);
  if (path[0] === 'properties' && path.length > 1 && path[1] !== 'desired' && path[1] !== 'reported') {
    throw badQuery(`'${next.text}' is neither below properties.desired nor below properties.reported`);
  }
  return path;
}
