import { randomUUID } from 'node:crypto';
import { argumentInvalid, HubError } from '../http/hub-error.js';
import { foldNames, type JsonObject } from '../json.js';
import { blobName, type BlobFolder } from './blob-folder.js';
import type { JobContext } from './job-context.js';
import { runTransfer } from './run-transfer.js';
import { isOver, type TransferJob } from './transfer-job.js';

const USUAL_NAME = 'devices.txt';

/** The imports and exports of one hub, one at a time. They live in memory only: a restart forgets them. */
export class TransferJobs {
  readonly #jobs = new Map<string, TransferJob>();

  constructor(
    private readonly context: JobContext,
    private readonly blobs: BlobFolder,
  ) {}

  /** Starts a job. Throws 400 for a job that cannot be done, 403 JobQuotaExceeded while another one runs. */
  create(body: JsonObject): TransferJob {
    const sent = foldNames(body);
    const type = String(sent['type']).toLowerCase();
    if (type !== 'import' && type !== 'export') throw argumentInvalid(`The job type '${String(sent['type'])}' is invalid.`);
    if (this.all().some((job) => !isOver(job))) throw new HubError('JobQuotaExceeded', 'Another import or export is running.');
    const job: TransferJob = {
      jobId: randomUUID(),
      type,
      input: type === 'import' ? this.blobs.existing(sent['inputblobcontaineruri'], blobName(sent['inputblobname'], USUAL_NAME)) : undefined,
      outputFolder: this.blobs.container(sent['outputblobcontaineruri']),
      outputName: blobName(sent['outputblobname'], USUAL_NAME),
      excludeKeys: sent['excludekeysinexport'] === true,
      sent,
      startedAt: this.context.throttleClock.now(),
      status: 'enqueued',
      endedAt: null,
      progress: 0,
      failureReason: null,
    };
    this.#jobs.set(job.jobId, job);
    runTransfer(job, this.context).catch((error: unknown) => this.fail(job, String(error)));
    return job;
  }

  /** Throws 404 JobNotFound. */
  find(jobId: string): TransferJob {
    const job = this.#jobs.get(jobId);
    if (job) return job;
    throw new HubError('JobNotFound', `The job ${jobId} was not found.`);
  }

  /** Stops a job; what it did stays done. */
  cancel(jobId: string): void {
    const job = this.find(jobId);
    if (isOver(job)) return;
    job.status = 'cancelled';
    job.endedAt = this.context.throttleClock.now();
  }

  all(): readonly TransferJob[] {
    return [...this.#jobs.values()];
  }

  private fail(job: TransferJob, reason: string): void {
    if (isOver(job)) return;
    job.status = 'failed';
    job.failureReason = reason;
    job.endedAt = this.context.throttleClock.now();
  }
}
