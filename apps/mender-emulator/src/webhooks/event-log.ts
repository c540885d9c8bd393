import type { WebhookEvent } from './device-event.js';

/** How one attempt to send an event ended. */
export interface Delivery {
  readonly integrationId: string;
  /** `refused`: an answer of 300 or more. `failed`: no answer. `timed-out`: none in time. `dropped`: lost on purpose, by the settings. */
  readonly outcome: 'delivered' | 'refused' | 'failed' | 'timed-out' | 'dropped';
  readonly statusCode?: number;
  readonly error?: string;
  readonly at: string;
  readonly ms: number;
}

/** An event with every attempt to send it, oldest first. */
export interface LoggedEvent {
  readonly event: WebhookEvent;
  readonly deliveries: readonly Delivery[];
}

/** What Mender's own event list shows of a delivery. */
export interface DeliveryStatus {
  readonly integration_id: string;
  readonly success: boolean;
  readonly error?: string;
  readonly status_code?: number;
}

/** The newest deliveries, in memory. An event enters when its first attempt has ended. */
export class EventLog {
  private readonly events = new Map<string, LoggedEvent>();

  /** `most` is how many events are kept; the oldest go first. */
  constructor(private readonly most = 20_000) {}

  record(event: WebhookEvent, delivery: Delivery): void {
    const before = this.events.get(event.id);
    this.events.set(event.id, { event, deliveries: [...(before?.deliveries ?? []), delivery] });
    if (this.events.size > this.most) this.events.delete(this.events.keys().next().value!);
  }

  find(eventId: string): LoggedEvent | undefined {
    return this.events.get(eventId);
  }

  newestFirst(): LoggedEvent[] {
    return [...this.events.values()].reverse();
  }
}

/**
 * The delivery as Mender lists it, or nothing when Mender would not list the event at all: its log is written within the same ten
 * seconds as the request, so what timed out is never logged. One successful attempt makes the event delivered.
 */
export function deliveryStatusOf({ deliveries }: LoggedEvent): DeliveryStatus | undefined {
  const logged = deliveries.filter(({ outcome }) => outcome !== 'timed-out' && outcome !== 'dropped');
  const told = logged.find(({ outcome }) => outcome === 'delivered') ?? logged.at(-1);
  if (!told) return undefined;
  return {
    integration_id: told.integrationId,
    success: told.outcome === 'delivered',
    ...(told.error !== undefined && { error: told.error }),
    ...(told.statusCode !== undefined && { status_code: told.statusCode }),
  };
}
