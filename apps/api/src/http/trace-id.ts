import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The id that a request has in every log line and problem: that of the caller's trace (W3C Trace Context), or a new one. */
export function traceIdOf({ traceparent }: IncomingHttpHeaders): string {
  const [, traceId] = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}(?:-|$)/.exec(String(traceparent ?? '')) ?? [];
  // Node makes these ahead, many at once; bytes of chance it would ask for each time.
  return traceId ?? randomUUID().replaceAll('-', '');
}
