import { Injectable } from '@nestjs/common';
import { Clock, Connections, Refusal, WebhookSignatures, readRawEvent, type EventSource, type Headers } from '#core';
import { AcceptEvent } from '#lifecycle';

/** The webhook was not signed by its source. It is told the same for an unknown source, which so stays unknown. */
export class BadSignature extends Refusal {
  readonly code = 'bad-signature';
}

/** Proves where a webhook comes from, reads it, and hands it on. */
@Injectable()
export class ReceiveWebhook {
  constructor(
    private readonly connections: Connections,
    private readonly signatures: WebhookSignatures,
    private readonly acceptEvent: AcceptEvent,
    private readonly clock: Clock,
  ) {}

  /** Throws BadSignature, and StoreIsAway when nothing could be kept. */
  async run(sourceId: string, headers: Headers, body: unknown): Promise<'accepted' | 'repeated' | 'buried'> {
    const raw = body instanceof Uint8Array ? body : new Uint8Array();
    const source = await this.#signerOf(sourceId, headers, raw);
    if (!source) {
      throw new BadSignature('No event source of this address signed these bytes. Check the webhook address and its secret.');
    }
    const origin = { tenantId: source.tenantId, sourceId: source.id };
    const eventId = idBeside(source, headers);
    return this.acceptEvent.run({ origin, read: readRawEvent(source.kind, raw, eventId), raw, eventId });
  }

  /** What we know of a source may be from before its secret was rotated, so nothing is refused without a fresh look. */
  async #signerOf(sourceId: string, headers: Headers, raw: Uint8Array): Promise<EventSource | null> {
    for (const anew of [false, true]) {
      const source = await this.connections.findEventSource(sourceId, { anew });
      if (!source) return null;
      if (this.signatures.areValid(source, headers, raw, this.clock.now())) return source;
    }
    return null;
  }
}

const idBeside = (source: EventSource, headers: Headers): string | null => (source.kind === 'standard-webhooks' ? String(headers['webhook-id'] ?? '') : null);
