import { HubError } from '../http/hub-error.js';
import { showDeviceJobs } from '../jobs/scheduled-job.js';
import { foldNames } from '../json.js';
import { parseQuery } from '../query/parse-query.js';
import { queryPlain, queryTwins, type Ask, type Page } from '../query/run-query.js';
import type { Source } from '../query/syntax.js';
import { pageHeaders, readPageWish } from './page-headers.js';
import { readObject, type Call, type Operation } from './operation.js';

const ITEM_TYPES: Readonly<Record<Source, string>> = { devices: 'Twin', 'devices.modules': 'Twin', 'devices.jobs': 'DeviceJob' };

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
    const wish = readPageWish(call, text);
    const { rows, next } = ask(call, { ...wish, query, view: call });
    return { status: 200, headers: pageHeaders(query.columns ? 'Raw' : ITEM_TYPES[query.source], next, wish), body: rows };
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
      return queryPlain(hub.scheduledJobs.all().flatMap(showDeviceJobs), wanted);
  }
}
