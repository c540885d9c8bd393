import type { JsonObject, JsonValue } from '../json.js';

/** An import or export of all identities, by way of files. */
export interface TransferJob {
  readonly jobId: string;
  readonly type: 'import' | 'export';
  /** The files it reads and writes. */
  readonly input: string | undefined;
  readonly outputFolder: string;
  readonly outputName: string;
  readonly excludeKeys: boolean;
  /** What was sent, to be shown again. */
  readonly sent: JsonObject;
  readonly startedAt: number;
  status: 'enqueued' | 'running' | 'completed' | 'failed' | 'cancelled';
  endedAt: number | null;
  /** Percent. */
  progress: number;
  failureReason: string | null;
}

export function isOver({ status }: TransferJob): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

const SHOWN = ['inputBlobContainerUri', 'outputBlobContainerUri', 'inputBlobName', 'outputBlobName', 'excludeKeysInExport', 'storageAuthenticationType'];

/** A job as the service writes it. Source: the service's REST description. */
export function showTransferJob(job: TransferJob): JsonObject {
  const sent = SHOWN.flatMap((name): [string, JsonValue][] => {
    const value = job.sent[name.toLowerCase()];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    jobId: job.jobId,
    type: job.type,
    status: job.status,
    startTimeUtc: new Date(job.startedAt).toISOString(),
    ...(job.endedAt !== null && { endTimeUtc: new Date(job.endedAt).toISOString() }),
    progress: job.progress,
    ...Object.fromEntries(sent),
    ...(job.failureReason !== null && { failureReason: job.failureReason }),
  };
}
