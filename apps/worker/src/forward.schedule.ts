import type { Log } from '#core';
import type { ForwardEvents } from '#lifecycle';
import { RelaySchedule } from './relay.schedule.js';

/** Lets events be forwarded to receivers every second, and sooner while there are some. */
export class ForwardSchedule extends RelaySchedule {
  constructor(
    private readonly forward: ForwardEvents,
    log: Log,
  ) {
    super(forward, log, 'The outbox could not be looked through; it is tried again');
  }

  /** What has been sent is written down first. */
  override async stop(): Promise<void> {
    await super.stop();
    await this.forward.finish();
  }
}
