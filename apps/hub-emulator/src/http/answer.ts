/** What a request did to one device. */
export interface Change {
  readonly deviceId: string;
  readonly kind: 'created' | 'updated' | 'deleted' | 'twin-changed' | 'module-changed';
}

/** An answer before it is written, and what was changed to get there. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; absent means an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly changes?: readonly Change[];
  /** The devices in it whose part was refused because their etag had moved on. */
  readonly staleIds?: readonly string[];
  /** Sent as it is, in place of `body`. */
  readonly text?: string;
}
