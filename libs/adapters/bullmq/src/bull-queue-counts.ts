import type { Queue } from 'bullmq';
import { QueueCounts, type QueueFigure } from '#core';

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

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
  return Promise.all(STATES.map(async (state) => ({ queue: queue.name, state, jobs: counts[state] ?? 0, oldestSeconds: counts[state] ? await ageOf(queue, state) : 0 })));
}

/** In seconds. */
async function ageOf(queue: Queue, state: QueueFigure['state']): Promise<number> {
  const [oldest] = await queue.getJobs(state, 0, 0, true);
  return oldest ? Math.max(0, (Date.now() - oldest.timestamp) / 1_000) : 0;
}
