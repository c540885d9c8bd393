import { describe, expect, it } from '@jest/globals';
import { traceIdOf } from './trace-id.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

describe('the trace id of a request', () => {
  it.each([`00-${TRACE}-b7ad6b7169203331-01`, `cc-${TRACE}-b7ad6b7169203331-00-what-comes-later`])('is that of %s', (traceparent) => {
    expect(traceIdOf({ traceparent })).toBe(TRACE);
  });

  it.each([undefined, '', TRACE, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`, `00-${TRACE}-b7ad-01`, `00-${TRACE}-b7ad6b7169203331-01x`, `00-canary"\n-b7ad6b7169203331-01`])(
    'is a new one without a valid traceparent: %s',
    (traceparent) => {
      const one = traceIdOf(traceparent === undefined ? {} : { traceparent });
      expect(one).toMatch(/^[\da-f]{32}$/);
      expect(one).not.toBe(TRACE);
      expect(traceIdOf({})).not.toBe(one);
    },
  );
});
