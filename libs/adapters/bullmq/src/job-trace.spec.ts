import { describe, expect, it } from '@jest/globals';
import { readTrace, writeTrace } from './job-trace.js';

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the trace of a job', () => {
  it('is read as it was written, also where another producer wrote more beside it', () => {
    expect(readTrace(writeTrace(TRACE))).toBe(TRACE);
    expect(readTrace(JSON.stringify({ traceparent: TRACE, tracestate: 'a=b' }))).toBe(TRACE);
  });

  it.each([undefined, '', '{}', 'null', 'no JSON', '[]', '{"traceparent":7}', JSON.stringify({ traceparent: 'x'.repeat(200) })])('is none where the job says "%s"', (metadata) => {
    expect(readTrace(metadata)).toBeNull();
  });
});
