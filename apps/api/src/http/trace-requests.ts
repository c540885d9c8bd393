import type { IncomingMessage } from 'node:http';
import { context, type Context, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { beginSpan } from '#platform';
import { traceIdOf } from './trace-id.js';

interface Traced {
  span: Span;
  within: Context;
}

const traced = new WeakMap<IncomingMessage, Traced>();

/** Names a request, and begins its span: both have the id of the caller's trace, or of one that begins here. */
export function nameRequest(request: IncomingMessage): string {
  const { traceparent } = request.headers;
  const begun = beginSpan(request.method ?? 'HTTP', { kind: 'server', parent: typeof traceparent === 'string' ? traceparent : null });
  if (!begun.span.isRecording()) return traceIdOf(request.headers);
  traced.set(request, begun);
  return begun.span.spanContext().traceId;
}

/** Answers requests within their spans. The route is told and never the address, which may hold anything. */
export function traceRequests(fastify: FastifyInstance): void {
  const enter = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    const at = traced.get(request.raw);
    if (at) context.with(at.within, done);
    else done();
  };
  // Twice: whoever reads a body in parts loses what it was read for.
  fastify.addHook('onRequest', enter).addHook('preValidation', enter);
  fastify.addHook('onResponse', async (request, reply) => {
    const at = traced.get(request.raw);
    if (!at) return;
    const route = request.routeOptions.url ?? 'none';
    at.span.updateName(`${request.method} ${route}`);
    at.span.setAttributes({ 'http.request.method': request.method, 'http.route': route, 'http.response.status_code': reply.statusCode });
    at.span.end();
  });
}
