import type { Answer } from '../http/answer.js';
import { argumentInvalid, HubError } from '../http/hub-error.js';
import { foldNames } from '../json.js';
import { readContinuation, writeContinuation, type Bound } from '../query/continuation.js';
import { parseQuery } from '../query/parse-query.js';
import { queryPlain, queryTwins, type Ask, type Page } from '../query/run-query.js';
import type { Query, Source } from '../query/syntax.js';
import { readObject, type Call, type Operation } from './operation.js';

/** Answers a query, page by page, from an index that may lag behind (the switch `queryLagMs`). Source: Azure IoT Hub, query language. */
export const queryDevices: Operation = {
  name: 'query-devices',
  method: 'POST',
  path: '/devices/query',
  access: 'ServiceConnect',
  writes: false,
  limit: 'queries',
  charges: 'answer',
  run: (call) => {
    const text = foldNames(readObject(call.body))['query'];
    if (typeof text !== 'string') throw new HubError('ArgumentNull', 'BadRequest', { note: 'the body has no query' });
    const query = parseQuery(text);
    const bound = { query: text, pageSize: readPageSize(call) };
    const token = headerOf(call, 'x-ms-continuation');
    const after = token === undefined ? undefined : readContinuation(token, bound);
    return answer(ask(call, { query, pageSize: Math.min(bound.pageSize, call.switches.queryPageMost), after, view: call }), query, bound);
  },
};

function ask({ hub, switches, lagMs }: Call, wanted: Ask): Page {
  const lag = Math.max(switches.queryLagMs, lagMs);
  switch (wanted.query.source) {
    case 'devices':
      return queryTwins(hub.devices.asOf(lag), wanted);
    case 'devices.modules':
      return queryTwins(hub.devices.modulesAsOf(lag), wanted);
    case 'devices.jobs':
      return queryPlain([], wanted);
  }
}

const ITEM_TYPES: Readonly<Record<Source, string>> = { devices: 'Twin', 'devices.modules': 'Twin', 'devices.jobs': 'DeviceJob' };

function answer({ rows, next }: Page, { columns, source }: Query, bound: Bound): Answer {
  return {
    status: 200,
    headers: {
      'x-ms-item-type': columns ? 'Raw' : ITEM_TYPES[source],
      ...(next && { 'x-ms-continuation': writeContinuation(next, bound) }),
    },
    body: rows,
  };
}

/** What the caller asks for; more than the service gives is cut, not refused. */
function readPageSize(call: Call): number {
  const text = headerOf(call, 'x-ms-max-item-count');
  if (text === undefined) return call.switches.queryPageMost;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw argumentInvalid('x-ms-max-item-count must be a number above 0.');
}

function headerOf({ headers }: Call, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
