import { HubError } from '../http/hub-error.js';
import { queryTwins } from '../query/run-query.js';
import { patchTwin } from '../twins/change-twin.js';
import type { JobContext } from './job-context.js';
import { isEnded, type DeviceJob, type ScheduledJob } from './scheduled-job.js';

/** Runs a job to its end, device by device at the rate that the edition gives to jobs. It stops when somebody cancels it. */
export async function runJob(job: ScheduledJob, context: JobContext): Promise<void> {
  const { throttleClock, stopping } = context;
  job.status = 'running';
  job.startedAt = throttleClock.now();
  job.devices = findDevices(job, context);
  const deadline = job.startedAt + job.maxSeconds * 1000;
  for (const device of job.devices) {
    await context.hub.throttle.admit('job-devices', 1);
    if (isEnded(job) || stopping.aborted) return;
    if (throttleClock.now() > deadline) return end(job, 'failed', context, 'The maximum execution time has passed.');
    await workOn(device, job, context);
  }
  if (!isEnded(job)) end(job, 'completed', context);
}

/** Ends a job, whatever it did so far. */
export function end(job: ScheduledJob, status: ScheduledJob['status'], { throttleClock }: JobContext, failureReason: string | null = null): void {
  job.status = status;
  job.failureReason = failureReason;
  job.endedAt = throttleClock.now();
}

function findDevices({ query }: ScheduledJob, context: JobContext): readonly DeviceJob[] {
  const switches = context.switches();
  const view = { now: context.now(), switches };
  const { rows } = queryTwins(context.hub.devices.asOf(switches.queryLagMs), {
    query: { ...query, columns: [{ kind: 'path', path: ['deviceId'], name: 'deviceId' }] },
    pageSize: Infinity,
    after: undefined,
    view,
  });
  const updatedAt = context.throttleClock.now();
  return rows.map((row) => ({ deviceId: (row as { deviceId: string }).deviceId, status: 'pending', error: null, updatedAt }));
}

async function workOn(device: DeviceJob, job: ScheduledJob, context: JobContext): Promise<void> {
  try {
    context.hub.throttle.quota.check();
    change(device.deviceId, job, context);
    await context.hub.devices.flushed();
    device.status = 'completed';
  } catch (error) {
    if (!(error instanceof HubError)) context.onProblem(error);
    device.status = 'failed';
    device.error = error instanceof HubError ? { code: error.code, description: error.text } : { code: 'ServerError', description: String(error) };
  }
  device.updatedAt = context.throttleClock.now();
}

function change(deviceId: string, { parts, sent }: ScheduledJob, { hub, now, switches }: JobContext): void {
  const device = hub.devices.find(deviceId);
  if (!device) throw new HubError('DeviceNotFound', deviceId);
  hub.throttle.quota.charge(Buffer.byteLength(JSON.stringify(sent)));
  if (!parts) throw new HubError('DeviceNotOnline', `The device ${deviceId} is not connected.`);
  hub.devices.put({ ...device, twin: patchTwin(device.twin, parts, now(), switches()) });
}
