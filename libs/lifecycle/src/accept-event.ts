import { Doorbell, Inbox, Log, foldEvent, shutsOut, type DeviceKey, type Origin, type ReadEvent, type Urgency } from '#core';

export interface Received {
  origin: Origin;
  read: ReadEvent;
  /** The bytes as they came in. */
  raw: Uint8Array;
  /** The sender's id of the event, where it came beside the bytes. */
  eventId?: string | null;
}

/**
 * Takes what a sender told us, readable or not, and keeps it: once `run` returns, it may be acknowledged. The bell rings
 * after that and may fail; the relay rings again.
 */
export class AcceptEvent {
  constructor(
    private readonly inbox: Inbox,
    private readonly doorbell: Doorbell,
    private readonly log: Log,
  ) {}

  /** Throws StoreIsAway when nothing could be kept; then the sender has to try again. */
  async run({ origin, read, raw, eventId = null }: Received): Promise<'accepted' | 'repeated' | 'buried'> {
    if (read.kind === 'unreadable') {
      await this.inbox.bury({ origin, reason: read.reason, detail: read.detail, deviceId: read.deviceId, eventId, raw });
      this.log.warn({ tenantId: origin.tenantId, sourceId: origin.sourceId, reason: read.reason }, 'An event could not be read and is kept as a dead letter');
      return 'buried';
    }
    const accepted = await this.inbox.accept(origin, read.event, raw, (told) => foldEvent(told, read.event));
    // Rings for repeats too: the first ring may be what was lost.
    this.#ring(accepted.key, shutsOut(read.event.status) ? 'urgent' : 'usual');
    return accepted.kind;
  }

  /** Not awaited: a slow queue must not keep the sender waiting for what is already safe. */
  #ring(key: DeviceKey, urgency: Urgency): void {
    this.doorbell.ring(key, urgency).catch((error: unknown) => {
      this.log.warn({ ...key, error: String(error) }, 'The bell did not ring; the relay rings again');
    });
  }
}
