import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import type { Records } from '../records/records.js';
import type { Settings } from '../settings.js';
import type { DeviceEvent, WebhookEvent } from './device-event.js';
import { EventLog, type LoggedEvent } from './event-log.js';
import { Integrations } from './integrations.js';
import { formatNanos, nanoClock } from './nano-clock.js';
import { sendEvent } from './send-event.js';

/** How many requests may be under way at once. */
const MOST_IN_FLIGHT = 50;

/**
 * Announces events to the organisation's webhook: one attempt each, begun in the order of the events, none waiting for another's
 * answer. What waits is in memory and is lost when the process stops, as in Mender. Without an integration nothing is announced.
 */
export class Webhooks {
  readonly log = new EventLog();
  readonly integrations: Integrations;
  private readonly now = nanoClock();
  private readonly dispatcher = new Agent({ connections: MOST_IN_FLIGHT, pipelining: 1 });
  private readonly stopping = new AbortController();
  private readonly waiting: WebhookEvent[] = [];
  private readonly inFlight = new Set<Promise<void>>();

  constructor(
    private readonly records: Records,
    private readonly settings: Readonly<Settings>,
    private readonly timeoutMs: number,
  ) {
    this.integrations = new Integrations(records);
  }

  announce(...events: readonly DeviceEvent[]): void {
    if (!this.integrations.current()) return;
    for (const { type, data } of events) {
      const event = { id: randomUUID(), type, data, time: formatNanos(this.now()) };
      this.waiting.push(event);
      if (this.settings.duplicateWebhooks) this.waiting.push(event);
    }
    this.pump();
  }

  /** Sends one event again, unchanged. Answers false when no such event is kept. */
  replay(eventId: string): boolean {
    const logged = this.log.find(eventId);
    if (!logged) return false;
    this.waiting.push(logged.event);
    this.pump();
    return true;
  }

  queue(): { waiting: number; inFlight: number } {
    return { waiting: this.waiting.length, inFlight: this.inFlight.size };
  }

  events(): LoggedEvent[] {
    return this.log.newestFirst();
  }

  /** Breaks off what is under way and forgets what waits. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.waiting.length = 0;
    await Promise.all(this.inFlight);
    await this.dispatcher.destroy();
  }

  private pump(): void {
    while (this.inFlight.size < MOST_IN_FLIGHT && this.waiting.length > 0 && !this.stopping.signal.aborted) {
      const sending: Promise<void> = this.deliver(this.waiting.shift()!).finally(() => {
        this.inFlight.delete(sending);
        this.pump();
      });
      this.inFlight.add(sending);
    }
  }

  private async deliver(event: WebhookEvent): Promise<void> {
    // Nobody may hear of a change that a crash could still undo.
    if (!(await this.records.settled().then(() => true, () => false))) return;
    const integration = this.integrations.current();
    if (!integration) return;

    if (Math.random() < this.settings.dropWebhooksShare) {
      this.log.record(event, { integrationId: integration.id, outcome: 'dropped', at: new Date().toISOString(), ms: 0 });
      return;
    }
    const { dispatcher, timeoutMs, stopping } = this;
    this.log.record(event, await sendEvent(event, integration, { dispatcher, timeoutMs, signal: stopping.signal }));
  }
}
