import type { EventSource } from '../connections/connections.js';

/** Header names in lower case, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Proves that a webhook comes from its source. */
export abstract class WebhookSignatures {
  /** True when one of the source's secrets signed exactly these bytes. Compares in constant time; does a bounded amount of work. */
  abstract areValid(source: EventSource, headers: Headers, raw: Uint8Array, now: Date): boolean;
}
