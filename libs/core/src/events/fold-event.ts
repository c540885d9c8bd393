import type { FleetStatus } from '../fleet-status.js';
import type { DeviceEvent } from './device-event.js';

/** What the events so far say about one device. Kept with the device; the events behind it rest in the inbox. */
export interface Told {
  status: FleetStatus;
  occurredAt: Date;
  revision: number | null;
  eventId: string;
}

/**
 * Folds one more event in: the newer of the two stays. The sender's revision orders where both carry one, the sender's
 * clock where not, and the later arrival wins a tie. A repeat changes nothing.
 */
export function foldEvent(told: Told | null, event: DeviceEvent): Told {
  if (told && isOlder(event, told)) return told;
  return { status: event.status, occurredAt: event.occurredAt, revision: event.revision, eventId: event.id };
}

function isOlder(event: DeviceEvent, told: Told): boolean {
  if (event.id === told.eventId) return true;
  if (event.revision !== null && told.revision !== null && event.revision !== told.revision) return event.revision < told.revision;
  return event.occurredAt.getTime() < told.occurredAt.getTime();
}
