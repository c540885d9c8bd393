import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';

export interface Tracing {
  /** Sends what is left. Never throws. */
  close(): Promise<void>;
}

const OFF: Tracing = { close: async () => undefined };

/** What is left at a stop has so long to be sent, ms. */
const LAST_WORDS_MS = 2_000;

let open: { provider: TracerProvider; users: number } | null = null;

/**
 * Sends spans to an OTLP/HTTP receiver; with null, nothing is opened and nothing recorded. OpenTelemetry is one for the whole
 * operating system process, so apps that share one share this too, under the name of the first.
 */
export function openTracing(endpoint: string | null, app: string): Tracing {
  if (endpoint === null) return OFF;
  open ??= { provider: register(endpoint, app), users: 0 };
  const { provider } = open;
  open.users += 1;
  return {
    close: async () => {
      if (!open || --open.users > 0) return;
      open = null;
      await provider.shutdown().catch(() => undefined);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

function register(endpoint: string, app: string): TracerProvider {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: LAST_WORDS_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `lockstep-${app}`, 'service.namespace': 'lockstep' }),
    // Whoever sends us a trace says whether it is recorded; one that begins here is.
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: LAST_WORDS_MS, scheduledDelayMillis: 1_000 })],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return provider;
}
