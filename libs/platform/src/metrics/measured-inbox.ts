import { Inbox, StoreIsAway, type Accepted, type DeadLetter, type DeviceEvent, type Origin, type Told } from '#core';
import type { Metrics } from './metrics.js';

/** An inbox that counts what comes in. */
export class MeasuredInbox extends Inbox {
  constructor(
    private readonly inbox: Inbox,
    private readonly metrics: Metrics,
  ) {
    super();
  }

  override accept(origin: Origin, event: DeviceEvent, raw: Uint8Array, fold: (told: Told | null) => Told): Promise<Accepted> {
    return this.#counted(origin, this.inbox.accept(origin, event, raw, fold), ({ kind }) => kind);
  }

  override bury(letter: DeadLetter): Promise<void> {
    return this.#counted(letter.origin, this.inbox.bury(letter), () => 'buried');
  }

  async #counted<T>({ sourceId }: Origin, work: Promise<T>, resultOf: (done: T) => string): Promise<T> {
    const source = sourceId === 'queue' ? 'queue' : 'webhook';
    try {
      const done = await work;
      this.metrics.events.inc({ source, result: resultOf(done) });
      return done;
    } catch (error) {
      this.metrics.events.inc({ source, result: error instanceof StoreIsAway ? 'store-away' : 'failed' });
      throw error;
    }
  }
}
