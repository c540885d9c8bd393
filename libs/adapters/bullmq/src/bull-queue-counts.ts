import type { Job, Queue } from 'bullmq';
import { QueueCounts, type QueueFigure } from '#core';

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** So many jobs may be taken between the count and the look at the oldest, and it is still found. */
const TAKEN_MEANWHILE = 500;

/** Asks BullMQ, which is where the jobs are. */
export class BullQueueCounts extends QueueCounts {
  constructor(private readonly queues: readonly Queue[]) {
    super();
  }

  override async read(): Promise<QueueFigure[]> {
    return (await Promise.all(this.queues.map(figuresOf))).flat();
  }
}

async function figuresOf(queue: Queue): Promise<QueueFigure[]> {
  const counts = await queue.getJobCounts(...STATES);
  return Promise.all(STATES.map(async (state) => ({ queue: queue.name, state, jobs: counts[state] ?? 0, oldestSeconds: counts[state] ? await ageOf(queue, state, counts[state]) : 0 })));
}

/** In seconds. */
async function ageOf(queue: Queue, state: QueueFigure['state'], jobs: number): Promise<number> {
  const oldest = state === 'waiting' || state === 'active' ? await lastOf(queue, state, jobs) : (await queue.getJobs(state, 0, 0, true))[0];
  return oldest ? Math.max(0, (Date.now() - oldest.timestamp) / 1_000) : 0;
}

/**
 * These lists begin with the newest, on both backends. BullMQ turns them round only after it has cut off a piece on PostgreSQL, so
 * that its first one "ascending" is the newest too (6.7.0); and only Redis counts from the end.
 */
async function lastOf(queue: Queue, state: 'waiting' | 'active', jobs: number): Promise<Job | undefined> {
  const ids = await queue.getRanges([state === 'waiting' ? 'wait' : state], Math.max(0, jobs - TAKEN_MEANWHILE), -1);
  const id = ids.at(-1);
  return id === undefined ? undefined : queue.getJob(id);
}
