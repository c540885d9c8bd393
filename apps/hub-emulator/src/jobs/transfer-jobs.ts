import { randomUUID } from 'node:crypto';
import { argumentInvalid, HubError } from '../http/hub-error.js';
import { foldNames, type JsonObject } from '../json.js';
import type { KeptFile } from '../storage/kept-file.js';
import { blobName, type BlobFolder } from './blob-folder.js';
import { CUT_OFF, type JobContext } from './job-context.js';
import { runTransfer } from './run-transfer.js';
import { isOver, type TransferJob } from './transfer-job.js';

const USUAL_NAME = 'devices.txt';

/** The imports and exports of one hub, one at a time. One that was running when the emulator stopped has failed. */
export class TransferJobs {
  readonly #jobs = new Map<string, TransferJob>();

  private constructor(
    private readonly context: JobContext,
    private readonly blobs: BlobFolder,
    private readonly file: KeptFile,
  ) {}

  /** Opens the jobs that the file keeps. */
  static async open(context: JobContext, blobs: BlobFolder, file: KeptFile): Promise<TransferJobs> {
    const jobs = new TransferJobs(context, blobs, file);
    for (const job of ((await file.read()) as readonly TransferJob[] | undefined) ?? []) {
      jobs.#jobs.set(job.jobId, job);
      jobs.fail(job, CUT_OFF);
    }
    return jobs;
  }

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
    this.save();
    void this.run(job);
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
    this.save();
  }

  all(): readonly TransferJob[] {
    return [...this.#jobs.values()];
  }

  /** Resolves when what was decided so far is written down. */
  flushed(): Promise<void> {
    return this.file.flushed();
  }

  private async run(job: TransferJob): Promise<void> {
    await runTransfer(job, this.context).catch((error: unknown) => this.fail(job, String(error)));
    this.save();
  }

  private save(): void {
    this.file.save(this.all());
  }

  private fail(job: TransferJob, reason: string): void {
    if (isOver(job)) return;
    job.status = 'failed';
    job.failureReason = reason;
    job.endedAt = this.context.throttleClock.now();
  }
}
