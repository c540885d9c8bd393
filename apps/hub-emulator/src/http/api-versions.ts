import { HubError } from './hub-error.js';

/** Versions of the data plane that public clients send. One answer fits all: the paths built here did not change between them. */
const KNOWN: ReadonlySet<string> = new Set([
  '2016-02-03',
  '2016-09-30-preview',
  '2016-11-14',
  '2017-06-30',
  '2017-11-08-preview',
  '2018-04-01',
  '2018-06-30',
  '2019-03-30',
  '2019-07-01-preview',
  '2019-10-01',
  '2020-03-13',
  '2020-05-31-preview',
  '2020-09-30',
  '2021-04-12',
  '2024-03-31',
]);

/** Throws 400 InvalidProtocolVersion unless the query names a version that the service has. Source: azure-iot-sdks issue 921. */
export function checkApiVersion(query: URLSearchParams): void {
  const version = query.get('api-version');
  if (version !== null && KNOWN.has(version)) return;
  throw new HubError('InvalidProtocolVersion', 'BadRequest', { note: `api-version ${version ?? 'is missing'}` });
}
