import type { Change } from '../http/answer.js';

/** What is known of a request when it arrives. */
export interface Arrival {
  readonly requestId: string;
  readonly hub: string;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** The operation's name, or `unknown`. */
  readonly operation: string;
  readonly writes: boolean;
  readonly deviceIds: readonly string[];
  readonly ifMatch: string | undefined;
  /** How new the write is for each device, when its writer says so; see `generationsOf`. */
  readonly generations?: Readonly<Record<string, number>> | undefined;
}

/** How a request ended. */
export interface Ending {
  /** 0 when the caller got no answer. */
  readonly status: number;
  readonly changes: readonly Change[];
  /** Devices whose write was made for an older state. */
  readonly staleIds?: readonly string[] | undefined;
  /** The error code of a refusal. */
  readonly error?: string | undefined;
  /** Why it was refused, when the answer does not say. */
  readonly note?: string | undefined;
}

/** One request and its effect. Times are milliseconds since 1970. */
export interface Entry extends Arrival {
  /** Counts up from 1; gaps in an answer are entries that fell out of the ring. */
  readonly seq: number;
  readonly startedAt: number;
  /** Null while the request is under way. */
  endedAt: number | null;
  status: number;
  /** The kind of the fault that was ordered for it, if any. */
  fault: string | null;
  changed: boolean;
  /** The devices that were changed; shares the array of `deviceIds` when all were, because a bulk has a hundred. */
  changedIds: readonly string[];
  /** Those that did not exist before, and those that do not any more; shared in the same way. */
  createdIds: readonly string[];
  deletedIds: readonly string[];
  /** The devices whose write was refused because their etag was no longer this. */
  staleIds: readonly string[];
  error: string | null;
  note: string | null;
}
