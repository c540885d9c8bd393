import { HubError } from '../http/hub-error.js';
import type { KeptFile } from '../storage/kept-file.js';
import { CUT_OFF, type JobContext } from './job-context.js';
import { end, runJob } from './run-job.js';
import { isEnded, type JobWish, type ScheduledJob } from './scheduled-job.js';

/** How many may run at the same time while nothing is limited. */
const UNLIMITED_JOBS = 10;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The scheduled jobs of one hub. One that was running when the emulator stopped has failed; one that waits for its time goes on waiting. */
export class ScheduledJobs {
  readonly #jobs = new Map<string, ScheduledJob>();
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly context: JobContext,
    private readonly file: KeptFile,
  ) {
    context.throttleClock.watch(() => this.startDue());
  }

  /** Opens the jobs that the file keeps. */
  static async open(context: JobContext, file: KeptFile): Promise<ScheduledJobs> {
    const jobs = new ScheduledJobs(context, file);
    for (const job of ((await file.read()) as readonly ScheduledJob[] | undefined) ?? []) {
      if (job.status === 'running') end(job, 'failed', context, CUT_OFF);
      jobs.#jobs.set(job.jobId, job);
    }
    jobs.startDue();
    return jobs;
  }

  /**
   * Takes a job in, to begin at its time. Throws 409 for an id that is taken, and 429 ThrottlingMaxActiveJobCountExceeded
   * when it is to begin at once and as many run as may.
   */
  create(wish: JobWish): ScheduledJob {
    const now = this.context.throttleClock.now();
    if (this.#jobs.has(wish.jobId)) throw new HubError('JobAlreadyExists', `The job ${wish.jobId} exists already.`);
    if (wish.startAt <= now && !this.hasRoom()) {
      throw new HubError('ThrottlingMaxActiveJobCountExceeded', `As many jobs are running as the hub may run at the same time.`);
    }
    const job: ScheduledJob = {
      ...wish,
      createdAt: now,
      status: wish.startAt <= now ? 'queued' : 'scheduled',
      startedAt: null,
      endedAt: null,
      failureReason: null,
      devices: [],
    };
    this.#jobs.set(job.jobId, job);
    this.startDue();
    this.save();
    return job;
  }

  /** Throws 404 JobNotFound. */
  find(jobId: string): ScheduledJob {
    const job = this.#jobs.get(jobId);
    if (job) return job;
    throw new HubError('JobNotFound', `The job ${jobId} was not found.`);
  }

  /** Ends a job that has not ended; devices it has not come to stay as they are. */
  cancel(jobId: string): ScheduledJob {
    const job = this.find(jobId);
    if (!isEnded(job)) end(job, 'cancelled', this.context);
    this.startDue();
    this.save();
    return job;
  }

  /** In the order of their creation. */
  all(): readonly ScheduledJob[] {
    return [...this.#jobs.values()];
  }

  /** Resolves when what was decided so far is written down. */
  flushed(): Promise<void> {
    return this.file.flushed();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** How far a job is, is not kept while it runs: only how it begins and ends. */
  private save(): void {
    this.file.save(this.all());
  }

  private hasRoom(): boolean {
    const running = this.all().filter(({ status }) => status === 'running').length;
    return running < (this.context.hub.throttle.limits?.concurrentJobs ?? UNLIMITED_JOBS);
  }

  private startDue(): void {
    const now = this.context.throttleClock.now();
    for (const job of this.#jobs.values()) {
      if (job.status !== 'scheduled' && job.status !== 'queued') continue;
      if (job.startAt > now) continue;
      job.status = 'queued';
      if (this.hasRoom()) this.start(job);
    }
    this.setTimer();
  }

  private start(job: ScheduledJob): void {
    runJob(job, this.context)
      .catch((error: unknown) => {
        this.context.onProblem(error);
        end(job, 'failed', this.context, String(error));
      })
      .finally(() => {
        if (this.context.stopping.aborted) return;
        this.save();
        this.startDue();
      })
      .catch(this.context.onProblem);
    // It runs from here on: after a restart it must not begin again.
    this.save();
  }

  private setTimer(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...this.all().map((job) => (job.status === 'scheduled' ? job.startAt : Infinity)));
    if (next === Infinity) return;
    const { throttleClock } = this.context;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(1, Math.ceil(throttleClock.realFor(next - throttleClock.now()))));
    this.#timer = setTimeout(() => this.startDue(), wait).unref();
  }
}
