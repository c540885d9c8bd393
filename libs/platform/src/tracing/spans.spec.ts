import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HubIsAway } from '#core';
import { currentTraceId, currentTraceparent, inSpan, isTraced, linkTo } from './spans.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;

function record(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return exporter;
}

describe('a span', () => {
  afterEach(() => {
    trace.disable();
    context.disable();
  });

  it('is nothing where nobody records, and the work is done all the same', async () => {
    expect(await inSpan('work', { kind: 'internal' }, async () => [currentTraceparent(), currentTraceId(), isTraced()])).toEqual([null, null, false]);
  });

  it('goes on in the trace that it is given, and what happens within it too', async () => {
    const recorded = record();
    const within = await inSpan('pass', { kind: 'consumer', parent: TRACEPARENT }, () => inSpan('call', { kind: 'client' }, async () => currentTraceparent()));
    const [call, pass] = recorded.getFinishedSpans();
    expect(within).toBe(`00-${TRACE}-${call!.spanContext().spanId}-01`);
    expect(pass!.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(call!.parentSpanContext?.spanId).toBe(pass!.spanContext().spanId);
  });

  it.each(['nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, '', null])('begins a trace of its own where it is given "%s"', async (parent) => {
    const recorded = record();
    await inSpan('pass', { kind: 'consumer', parent }, async () => undefined);
    const [pass] = recorded.getFinishedSpans();
    expect(pass!.parentSpanContext).toBeUndefined();
  });

  it('tells the name of a failure and not its words', async () => {
    const recorded = record();
    const failed = inSpan('call', { kind: 'client' }, () => Promise.reject(new HubIsAway('SharedAccessKey=canary')));
    await expect(failed).rejects.toThrow(HubIsAway);
    const [call] = recorded.getFinishedSpans();
    expect(call!.attributes['error.type']).toBe('hub-is-away');
    expect(JSON.stringify([call!.attributes, call!.status, call!.events])).not.toContain('canary');
  });

  it('is linked with other traces, and not with its own', async () => {
    const recorded = record();
    const other = '11111111111111111111111111111111';
    await inSpan('pass', { kind: 'consumer', parent: TRACEPARENT }, async () => linkTo([TRACEPARENT, `00-${other}-b7ad6b7169203331-01`, 'nonsense']));
    expect(recorded.getFinishedSpans()[0]!.links.map((link) => link.context.traceId)).toEqual([other]);
  });
});
