import { ROOT_CONTEXT, SpanKind, SpanStatusCode, context, isSpanContextValid, trace, type Attributes, type Context, type Span, type SpanContext } from '@opentelemetry/api';
import { Failure, Refusal, type DeviceKey } from '#core';

const TRACER = 'lockstep';
const TRACEPARENT = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-|$)/;
const SAMPLED = 1;

export interface SpanSettings {
  kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** Never a body, an address with a query, or a secret. */
  attributes?: Attributes;
  /** The trace that it goes on in, as W3C traceparent. Without it, in the one that is under way. */
  parent?: string | null;
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER, internal: SpanKind.INTERNAL } as const;

/** The trace that is under way, as W3C traceparent; null where there is none, or it is not recorded. */
export function currentTraceparent(): string | null {
  const at = trace.getActiveSpan()?.spanContext();
  return at && isSpanContextValid(at) && (at.traceFlags & SAMPLED) === SAMPLED ? `00-${at.traceId}-${at.spanId}-01` : null;
}

/** The id of the trace that is under way, recorded or not; null where there is none. */
export function currentTraceId(): string | null {
  const at = trace.getActiveSpan()?.spanContext();
  return at && isSpanContextValid(at) ? at.traceId : null;
}

/** Begins a span without making it the present one; whoever begins it ends it. */
export function beginSpan(name: string, { kind, attributes, parent }: SpanSettings): { span: Span; within: Context } {
  const around = parent === undefined ? context.active() : contextOf(parent);
  const span = trace.getTracer(TRACER).startSpan(name, { kind: KINDS[kind], ...(attributes && { attributes }) }, around);
  return { span, within: trace.setSpan(around, span) };
}

/** Does work in a span. Where it fails, the span tells the name of the failure and not its words. */
export async function inSpan<T>(name: string, settings: SpanSettings, work: () => Promise<T>): Promise<T> {
  const { span, within } = beginSpan(name, settings);
  if (!span.isRecording()) return context.with(within, work);
  try {
    return await context.with(within, work);
  } catch (error) {
    span.setAttribute('error.type', nameOf(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Notes on the present span that other traces led here too. */
export function linkTo(traceparents: readonly string[]): void {
  const span = trace.getActiveSpan();
  const own = span?.spanContext().traceId;
  span?.addLinks(traceparents.flatMap((traceparent) => spanContextOf(traceparent) ?? []).filter(({ traceId }) => traceId !== own).map((to) => ({ context: to })));
}

/** Says more of the present span. */
export const describeSpan = (attributes: Attributes): void => void trace.getActiveSpan()?.setAttributes(attributes);

export const isTraced = (): boolean => trace.getActiveSpan()?.isRecording() ?? false;

/** How spans name a device. */
export const deviceAttributes = ({ tenantId, deviceId }: DeviceKey): Attributes => ({ 'lockstep.tenant': tenantId, 'lockstep.device': deviceId });

function contextOf(traceparent: string | null): Context {
  const remote = traceparent === null ? null : spanContextOf(traceparent);
  return remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
}

function spanContextOf(traceparent: string): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  return traceId && spanId && flags ? { traceId, spanId, traceFlags: parseInt(flags, 16) & SAMPLED, isRemote: true } : null;
}

const nameOf = (error: unknown): string => (error instanceof Failure || error instanceof Refusal ? error.code : error instanceof Error ? error.name : typeof error);
