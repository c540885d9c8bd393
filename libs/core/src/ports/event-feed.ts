import type { StoryKind } from '../decision/device-record.js';
import type { DeviceKey } from '../device-key.js';
import type { Reason } from '../decision/reasons.js';

/** One line of the event log, whichever device it is of. */
export interface FeedLine {
  id: bigint;
  key: DeviceKey;
  /** The groups that the device is in when the line is read: who may hear of it. */
  groups: readonly string[];
  at: Date;
  kind: StoryKind;
  reason: Reason | null;
  detail: string | null;
}

/**
 * The event log as it grows. Ids are given before lines are visible, so a line with a lower id may appear after one with a higher:
 * whoever follows the log keeps an eye on the ids that were passed over.
 */
export abstract class EventFeed {
  /** The highest id that is visible now, 0 when there is none. */
  abstract lastId(): Promise<bigint>;

  /** Lines after an id, and those of the ids named, by id, at most `limit`. */
  abstract read(after: bigint, ids: readonly bigint[], limit: number): Promise<FeedLine[]>;

  /** The lines of a tenant after an id, by id, at most `limit`. */
  abstract ofTenant(tenantId: string, after: bigint, limit: number): Promise<FeedLine[]>;
}
