import type { JsonObject, JsonValue } from '../json.js';
import type { Query } from '../query/syntax.js';
import type { TwinParts } from '../twins/twin.js';

export const JOB_TYPES = ['scheduleUpdateTwin', 'scheduleDeviceMethod'] as const;
export const JOB_STATUSES = ['scheduled', 'queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** What a job is to do, and to whom. Times are milliseconds since 1970, in throttle time. */
export interface JobWish {
  readonly jobId: string;
  readonly type: (typeof JOB_TYPES)[number];
  readonly queryCondition: string;
  readonly query: Query;
  /** For `scheduleUpdateTwin`. */
  readonly parts: TwinParts | undefined;
  /** What was sent, to be shown again. */
  readonly sent: JsonObject;
  readonly startAt: number;
  readonly maxSeconds: number;
}

/** What a job did to one device. */
export interface DeviceJob {
  readonly deviceId: string;
  status: 'pending' | 'completed' | 'failed';
  error: { readonly code: string; readonly description: string } | null;
  updatedAt: number;
}

/** A job and how far it is. */
export interface ScheduledJob extends JobWish {
  readonly createdAt: number;
  status: JobStatus;
  startedAt: number | null;
  endedAt: number | null;
  failureReason: string | null;
  devices: readonly DeviceJob[];
}

export function isEnded({ status }: ScheduledJob): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

/** A job as the service writes it. Source: the service's REST description. */
export function showJob(job: ScheduledJob): JsonObject {
  const count = (status: DeviceJob['status']) => job.devices.filter((device) => device.status === status).length;
  return {
    jobId: job.jobId,
    queryCondition: job.queryCondition,
    createdTime: time(job.createdAt)!,
    startTime: time(job.startedAt ?? job.startAt)!,
    ...(job.endedAt !== null && { endTime: time(job.endedAt) }),
    maxExecutionTimeInSeconds: job.maxSeconds,
    type: job.type,
    ...job.sent,
    status: job.status,
    ...(job.failureReason !== null && { failureReason: job.failureReason }),
    deviceJobStatistics: {
      deviceCount: job.devices.length,
      failedCount: count('failed'),
      succeededCount: count('completed'),
      runningCount: 0,
      pendingCount: count('pending'),
    },
  };
}

/** The rows of `devices.jobs` for one job. */
export function showDeviceJobs(job: ScheduledJob): JsonValue[] {
  return job.devices.map(({ deviceId, status, error, updatedAt }) => ({
    deviceId,
    jobId: job.jobId,
    jobType: job.type,
    status,
    createdDateTimeUtc: time(job.createdAt),
    lastUpdatedDateTimeUtc: time(updatedAt),
    ...(error && { error: { ...error } }),
  }));
}

function time(ms: number): string;
function time(ms: number | null): string | null;
function time(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
