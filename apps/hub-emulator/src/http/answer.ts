/** What a request did to one device. */
export interface Change {
  readonly deviceId: string;
  readonly kind: 'created' | 'updated' | 'deleted' | 'twin-changed';
}

/** An answer before it is written, and what was changed to get there. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; absent means an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly changes?: readonly Change[];
  /** Sent as it is, in place of `body`. */
  readonly text?: string;
}
