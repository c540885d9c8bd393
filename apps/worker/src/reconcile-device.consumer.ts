import { BullConsumer, QUEUES, QueueBackend, UnrecoverableError, type JobResult } from '#adapters/bullmq';
import { DeviceKey, Doorbell, REASONS, URGENCIES, type Log, type Outcome, type Urgency } from '#core';
import type { PassName, Places, ReconcileDevice } from '#lifecycle';
import { currentTraceparent, describeSpan, deviceAttributes, inSpan, type Metrics } from '#platform';

const PASS = `${QUEUES.reconcileDevice} look`;
const AT_ONCE: JobResult = { againAfterMs: 0 };

/** Answers the bell: one pass over the device that it rang for, as soon as its tenant has a place. */
export class ReconcileDeviceConsumer {
  readonly #consumer: BullConsumer;
  #giveUp: () => void = () => undefined;
  readonly #givenUp = new Promise<void>((over) => {
    this.#giveUp = over;
  });

  constructor(
    backend: QueueBackend,
    private readonly reconcile: ReconcileDevice,
    private readonly doorbell: Doorbell,
    private readonly settings: { log: Log; metrics?: Metrics; places: Places; concurrency: number; lockMs: number },
  ) {
    const queue = QUEUES.reconcileDevice;
    const { concurrency, lockMs, metrics } = settings;
    this.#consumer = new BullConsumer(backend, { queue, concurrency, lockMs, onStalled: () => metrics?.stalls.inc({ queue }) }, (data, urgency) => this.#answer(data, urgency));
  }

  start(): Promise<void> {
    return this.#consumer.start();
  }

  async stop(): Promise<void> {
    const left = this.settings.places.close();
    const stopped = this.#consumer.stop();
    await Promise.all(URGENCIES.map((urgency) => this.#ringAgain(left.filter((ring) => ring.urgency === urgency).map(({ key }) => key), urgency)));
    await Promise.all([stopped, Promise.race([this.settings.places.idle(), this.#givenUp])]);
  }

  /** Passes that take too long for a stop go on in another worker. */
  async handOver(): Promise<void> {
    await this.reconcile.handOver();
    this.#consumer.handOver();
    this.#giveUp();
  }

  /** Who was in line here goes on in another worker. */
  async #ringAgain(keys: readonly DeviceKey[], urgency: Urgency): Promise<void> {
    await this.doorbell.ringAll(keys, urgency).catch((error: unknown) => {
      this.settings.log.warn({ rings: keys.length, error: String(error) }, 'The rings in line could not be handed over; the relay rings again');
    });
  }

  async #answer(data: unknown, urgency: Urgency): Promise<JobResult> {
    const { success, data: key } = DeviceKey.safeParse(data);
    // Whoever put this here is not our doorbell. It names no device, so there is nothing to lose.
    if (!success) throw new UnrecoverableError('The job names no device. Send events to the queue device-events instead.');
    const trace = currentTraceparent();
    const answer = await this.settings.places.take(key, urgency, ({ wasInLine }) =>
      wasInLine ? inSpan(PASS, { kind: 'consumer', parent: trace }, () => this.#look(key)) : this.#look(key),
    );
    if (answer === 'closed') return AT_ONCE;
    return answer === 'in-line' ? 'done' : answer;
  }

  async #look(key: DeviceKey): Promise<JobResult> {
    describeSpan(deviceAttributes(key));
    const pass: Partial<PassName> = {};
    const began = (name: PassName): void => {
      Object.assign(pass, name);
      describeSpan({ 'lockstep.pass': name.passId, 'lockstep.event': name.eventId });
    };
    const outcome = await this.reconcile.run(key, began).catch((error: unknown) => {
      // BullMQ tries again, and after that the relay; but somebody has to know.
      this.settings.log.error({ ...key, ...pass, error }, 'A pass broke off for a reason that has no name; it is tried again');
      throw error;
    });
    describeSpan({ 'lockstep.outcome': outcome.kind, 'lockstep.reason': outcome.reason });
    this.#tell({ ...key, ...pass }, outcome);
    return this.#inTheQueuesWords(key, outcome);
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
