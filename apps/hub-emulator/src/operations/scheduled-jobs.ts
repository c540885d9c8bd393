import { argumentInvalid } from '../http/hub-error.js';
import { readJobWish } from '../jobs/read-job-wish.js';
import { JOB_STATUSES, JOB_TYPES, showJob } from '../jobs/scheduled-job.js';
import { writeContinuation } from '../query/continuation.js';
import { parseQuery } from '../query/parse-query.js';
import { queryPlain } from '../query/run-query.js';
import { pageHeaders, readPageWish } from './page-headers.js';
import { readObject, type Call, type Operation } from './operation.js';

export const createScheduledJob: Operation = {
  name: 'create-scheduled-job',
  method: 'PUT',
  path: '/jobs/v2/{job}',
  access: 'ServiceConnect',
  // It answers before it changes a device: what it does later is no request.
  writes: false,
  action: 'jobs/write',
  limit: 'jobs',
  run: ({ hub, names, body, throttleNow }) => ({
    status: 200,
    body: showJob(hub.scheduledJobs.create(readJobWish(names['job'] ?? '', readObject(body), throttleNow))),
  }),
};

export const getScheduledJob: Operation = {
  name: 'get-scheduled-job',
  method: 'GET',
  path: '/jobs/v2/{job}',
  access: 'ServiceConnect',
  writes: false,
  action: 'jobs/read',
  limit: 'jobs',
  run: ({ hub, names }) => ({ status: 200, body: showJob(hub.scheduledJobs.find(names['job'] ?? '')) }),
};

export const cancelScheduledJob: Operation = {
  name: 'cancel-scheduled-job',
  method: 'POST',
  path: '/jobs/v2/{job}/cancel',
  access: 'ServiceConnect',
  writes: false,
  action: 'jobs/delete',
  limit: 'jobs',
  run: ({ hub, names }) => ({ status: 200, body: showJob(hub.scheduledJobs.cancel(names['job'] ?? '')) }),
};

/** Lists jobs, oldest first, by type and status. The shape of a page is a switch. */
export const queryScheduledJobs: Operation = {
  name: 'query-scheduled-jobs',
  method: 'GET',
  path: '/jobs/v2/query',
  access: 'ServiceConnect',
  writes: false,
  action: 'jobs/read',
  limit: 'jobs',
  run: (call) => {
    const type = choose(call, 'jobType', JOB_TYPES);
    const status = choose(call, 'jobStatus', JOB_STATUSES);
    const jobs = call.hub.scheduledJobs.all().filter((job) => (!type || job.type === type) && (!status || job.status === status));
    const wish = readPageWish(call, `jobs ${type ?? ''} ${status ?? ''}`);
    const { rows, next } = queryPlain(jobs.map(showJob), { ...wish, query: parseQuery('SELECT * FROM devices.jobs'), view: call });
    const headers = pageHeaders('JobResponse', next, wish);
    if (call.switches.jobsPageShape === 'array') return { status: 200, headers, body: rows };
    return { status: 200, headers, body: { type: 'jobResponse', items: rows, continuationToken: next ? writeContinuation(next, wish.bound) : null } };
  },
};

function choose<T extends string>({ query }: Call, name: string, known: readonly T[]): T | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const found = known.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found) return found;
  throw argumentInvalid(`The ${name} '${text}' is invalid.`);
}
