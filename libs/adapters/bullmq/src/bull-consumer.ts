import { DelayedError, type Job, type Worker } from 'bullmq';
import type { Urgency } from '#core';
import { inSpan } from '#platform';
import { readTrace } from './job-trace.js';
import { MAX_DEATHS, type QueueName } from './jobs.js';
import type { QueueBackend } from './queue-backend.js';

const RETRY_MS = 1_000;

/** What a job comes to: done, or the same job again after a while, which costs no attempt. Anything thrown is BullMQ's to retry. */
export type JobResult = 'done' | { againAfterMs: number };

/** Does one job, of which it is told what it carries and whether it went to the head of the queue. */
type Handle = (data: unknown, urgency: Urgency) => Promise<JobResult>;

export interface ConsumerSettings {
  queue: QueueName;
  /** Jobs at once in this process. */
  concurrency: number;
  /** How long this worker may be silent before its job is given to another, in ms. BullMQ's own default lets a device stand still for a minute. */
  lockMs: number;
  /** A job was found that a worker had dropped. */
  onStalled?: () => void;
}

const AT_ONCE: JobResult = { againAfterMs: 0 };

/** Reads one queue. Nothing is read before `start`; `stop` lets the jobs at work finish, and `handOver` those that take too long. */
export class BullConsumer {
  readonly #worker: Worker;
  readonly #keepTimesRight: () => void;
  #giveUp: () => void = () => undefined;
  readonly #givenUp = new Promise<JobResult>((over) => {
    this.#giveUp = () => over(AT_ONCE);
  });

  constructor(backend: QueueBackend, { queue, concurrency, lockMs, onStalled }: ConsumerSettings, handle: Handle) {
    this.#worker = backend.worker(queue, (job, token) => finish(job, token, (...job) => Promise.race([handle(...job), this.#givenUp])), {
      concurrency,
      lockDuration: lockMs,
      // BullMQ takes a job from the dead at the second look after its lock ran out, so looks are close together.
      stalledInterval: lockMs / 4,
      // After a refused connection; BullMQ's own 15 s would be the time to recover from any restart of the database.
      runRetryDelay: RETRY_MS,
      maxStalledCount: MAX_DEATHS,
      removeOnComplete: { count: 0 },
    });
    if (onStalled) this.#worker.on('stalled', onStalled);
    this.#keepTimesRight = () => {
      // Where the queue does not answer, it may next time.
      const set = (): void => void backend.setTimesRight(queue, lockMs).catch(() => undefined);
      const timer = setInterval(set, lockMs / 4);
      this.#worker.once('closing', () => clearInterval(timer));
      set();
    };
  }

  async start(): Promise<void> {
    await this.#worker.waitUntilReady();
    this.#keepTimesRight();
    // It ends with `stop`; what goes wrong on the way is an event of the worker, after which it goes on.
    this.#worker.run().catch((error: unknown) => this.#worker.emit('error', error as Error));
  }

  async stop(): Promise<void> {
    await this.#worker.close();
  }

  /** Puts the jobs at work back into the queue, so that another worker takes them up at once and not when this one is taken for dead. */
  handOver(): void {
    this.#giveUp();
  }
}

async function finish(job: Job, token: string | undefined, handle: Handle): Promise<void> {
  const result = await inSpan(`${job.queueName} ${job.name}`, { kind: 'consumer', parent: readTrace(job.opts.telemetry?.metadata) }, () => handle(job.data, job.opts.lifo ? 'urgent' : 'usual'));
  if (result === 'done') return;
  await job.moveToDelayed(Date.now() + result.againAfterMs, token);
  throw new DelayedError();
}
