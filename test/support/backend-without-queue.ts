import { QueueBackend } from '#adapters/bullmq';

type Processor = Parameters<QueueBackend['worker']>[1];
type Job = Parameters<Processor>[0];

/** A backend that opens nothing: a test hands the jobs over itself. */
export class BackendWithoutQueue extends QueueBackend {
  #take: Processor | null = null;

  constructor() {
    super({ kind: 'redis', url: 'redis://nowhere' });
  }

  override worker(_name: string, processor: Processor): ReturnType<QueueBackend['worker']> {
    this.#take = processor;
    return { on: () => undefined, close: async () => undefined } as unknown as ReturnType<QueueBackend['worker']>;
  }

  /** Hands a job to the one worker that was asked for, as BullMQ would. */
  async take(job: { data: unknown; opts?: { lifo: boolean }; moveToDelayed?: (until: number, token?: string) => Promise<void> }, token = 'token'): Promise<unknown> {
    if (!this.#take) throw new Error('Nobody asked for a worker.');
    return this.#take({ name: 'look', queueName: 'test', opts: {}, ...job } as unknown as Job, token, undefined as never);
  }
}
