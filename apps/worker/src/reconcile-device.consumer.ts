import { BullConsumer, QUEUES, QueueBackend, UnrecoverableError, type JobResult } from '#adapters/bullmq';
import { DeviceKey, Doorbell, REASONS, type Log, type Outcome } from '#core';
import type { PassName, ReconcileDevice } from '#lifecycle';
import { describeSpan, deviceAttributes, type Metrics } from '#platform';

/** Answers the bell: one pass over the device that it rang for. */
export class ReconcileDeviceConsumer {
  readonly #consumer: BullConsumer;

  constructor(
    backend: QueueBackend,
    private readonly reconcile: ReconcileDevice,
    private readonly doorbell: Doorbell,
    private readonly settings: { log: Log; metrics?: Metrics; concurrency: number; lockMs: number },
  ) {
    const queue = QUEUES.reconcileDevice;
    const { concurrency, lockMs, metrics } = settings;
    this.#consumer = new BullConsumer(backend, { queue, concurrency, lockMs, onStalled: () => metrics?.stalls.inc({ queue }) }, (data) => this.#answer(data));
  }

  start(): Promise<void> {
    return this.#consumer.start();
  }

  stop(): Promise<void> {
    return this.#consumer.stop();
  }

  /** Passes that take too long for a stop go on in another worker. */
  async handOver(): Promise<void> {
    await this.reconcile.handOver();
    this.#consumer.handOver();
  }

  async #answer(data: unknown): Promise<JobResult> {
    const key = DeviceKey.safeParse(data);
    // Whoever put this here is not our doorbell. It names no device, so there is nothing to lose.
    if (!key.success) throw new UnrecoverableError('The job names no device. Send events to the queue device-events instead.');
    describeSpan(deviceAttributes(key.data));
    const pass: Partial<PassName> = {};
    const began = (name: PassName): void => {
      Object.assign(pass, name);
      describeSpan({ 'lockstep.pass': name.passId, 'lockstep.event': name.eventId });
    };
    const outcome = await this.reconcile.run(key.data, began).catch((error: unknown) => {
      // BullMQ tries again, and after that the relay; but somebody has to know.
      this.settings.log.error({ ...key.data, ...pass, error }, 'A pass broke off for a reason that has no name; it is tried again');
      throw error;
    });
    describeSpan({ 'lockstep.outcome': outcome.kind, 'lockstep.reason': outcome.reason });
    this.#tell({ ...key.data, ...pass }, outcome);
    return this.#inTheQueuesWords(key.data, outcome);
  }

  /** The one place that turns outcomes into the queue's words. A wait needs none: it stands in the database, and the relay rings when it is over. */
  async #inTheQueuesWords(key: DeviceKey, outcome: Outcome): Promise<JobResult> {
    switch (outcome.kind) {
      case 'in-sync':
      case 'wait':
        return 'done';
      case 'changed':
        await this.doorbell.ring(key).catch(() => undefined);
        return 'done';
      case 'dead':
        throw new UnrecoverableError(outcome.reason);
    }
  }

  #tell(of: DeviceKey & Partial<PassName>, outcome: Outcome): void {
    const { log } = this.settings;
    const fields = { ...of, outcome: outcome.kind, reason: outcome.reason };
    if (outcome.kind === 'dead') log.error({ ...fields, detail: outcome.detail }, REASONS[outcome.reason]);
    else if (outcome.kind === 'wait' && outcome.detail !== undefined) log.warn({ ...fields, detail: outcome.detail, afterMs: outcome.afterMs }, REASONS[outcome.reason]);
    else log.debug(fields, REASONS[outcome.reason]);
  }
}
