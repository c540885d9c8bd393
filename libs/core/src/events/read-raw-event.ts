import type { EventSourceKind } from '../connections/connections.js';
import type { ReadEvent } from './device-event.js';
import { readMenderWebhook, readQueueJob, readStandardWebhook } from './read-wire-event.js';

/** The source id of what Mender's own server tells, by the internal API of its iot-manager. It is kept in the wording of a webhook. */
export const MENDER_SERVER = 'mender-server';

/** The ways by which an event comes in. */
export type Door = EventSourceKind | 'queue';

/** Reads bytes as the door reads them by which they came in. `eventId` came beside them, where that door has it so. */
export function readRawEvent(door: Door, raw: Uint8Array, eventId: string | null): ReadEvent {
  switch (door) {
    case 'mender':
      return readMenderWebhook(raw);
    case 'standard-webhooks':
      return readStandardWebhook(raw, eventId ?? '');
    case 'queue':
      return readQueueJob(valueIn(raw));
  }
}

/** What is no JSON is no job; whoever reads the job says so. */
function valueIn(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch {
    return undefined;
  }
}
