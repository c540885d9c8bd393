import type { DeviceKey } from '../device-key.js';
import type { DeviceEvent } from '../events/device-event.js';
import type { Told } from '../events/fold-event.js';

/** Where an event came from. */
export interface Origin {
  tenantId: string;
  /** The event source's id, or `queue`. */
  sourceId: string;
}

export interface DeadLetter {
  origin: Origin;
  /** What the letter is about, in one word of a closed list, and in a sentence. */
  reason: string;
  detail: string;
  deviceId: string | null;
  /** The sender's id of the event, where it came beside the bytes and not in them. */
  eventId: string | null;
  /** The bytes as they came in, readable or not. */
  raw: Uint8Array;
}

export interface Accepted { kind: 'accepted' | 'repeated'; key: DeviceKey }

/** Where events rest. Once a call returns, the event survives anything that the database survives. */
export abstract class Inbox {
  /**
   * Stores the event and folds it into its device, both or neither. The same (source, event id, device) is stored once; the
   * answer tells a repeat. An id that a sender gave to events of two devices stands for two events. `fold` may be called more than once. Throws StoreIsAway.
   */
  abstract accept(origin: Origin, event: DeviceEvent, raw: Uint8Array, fold: (told: Told | null) => Told): Promise<Accepted>;

  /** Keeps what could not be read. The same bytes (and event id) from the same source are one letter, counted, whatever
   * was found wrong with them; one that was answered is open again. Throws StoreIsAway. */
  abstract bury(letter: DeadLetter): Promise<void>;
}
