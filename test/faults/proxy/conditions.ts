/** What a connection through a proxy suffers. Without any, bytes go through as they come. */
export interface Conditions {
  /** Every chunk comes so much later, ms. */
  latencyMs?: number;
  /** Up to so much more, by chance, ms. */
  jitterMs?: number;
  /** So many bytes a second at most, each way. */
  bytesPerSecond?: number;
  /** After so many bytes from the server, counted from now, the connection ends. 0 lets no byte of an answer through. */
  cutAfterBytes?: number;
  /** How it ends then; `reset` when nothing is said. */
  cutBy?: 'reset' | 'half-close';
  /** Bytes wait, in order, until the conditions change. */
  stalled?: boolean;
  /** Bytes of this direction are lost without a word; whatever was lost, its connection is reset when the proxy is mended. */
  swallows?: 'requests' | 'answers' | 'everything';
}

/** How long a chunk has to wait, ms. */
export function delayOf({ latencyMs = 0, jitterMs = 0, bytesPerSecond }: Conditions, bytes: number, random: () => number): number {
  return latencyMs + jitterMs * random() + (bytesPerSecond === undefined ? 0 : (1_000 * bytes) / bytesPerSecond);
}
