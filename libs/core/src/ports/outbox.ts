import type { Receiver } from '../forwarding/receiver.js';
import type { StoredEvent } from '../forwarding/forwarded-event.js';

/** An event on its way to a receiver. */
export interface Forwarding {
  id: bigint;
  receiver: Receiver;
  event: StoredEvent;
  /** Attempts that failed so far. */
  attempts: number;
  /** How long ago the event was accepted, in ms, by the clock of the store. */
  ageMs: number;
}

/** How an attempt ended. */
export type ForwardingEnd =
  | { kind: 'arrived'; statusCode: number }
  /** `againInMs`: null when it is given up. `statusCode`: null when there was no answer. */
  | { kind: 'failed'; statusCode: number | null; error: string; againInMs: number | null };

export interface TakeOptions {
  /** At most so many for each receiver. */
  most: number;
  /** For so long they are nobody else's, in ms. Who takes them and dies has them taken again after it. */
  leaseMs: number;
  /** Only what goes to this receiver. */
  only?: string;
  /** Nothing that goes to these receivers. */
  except?: readonly string[];
}

/** Events on their way to receivers. They get there with the inbox row, in the same transaction. */
export abstract class Outbox {
  /** Takes what is due, those due first first. Two takers never get the same. Throws StoreIsAway. */
  abstract take(options: TakeOptions): Promise<Forwarding[]>;

  /** Writes down how an attempt ended. What has arrived stays so, whoever says otherwise later. */
  abstract settle(id: bigint, end: ForwardingEnd): Promise<void>;

  /** Removes what ended more than so long ago, in ms, and what goes to receivers that are gone. Answers with how many. */
  abstract prune(keptMs: number): Promise<number>;
}
