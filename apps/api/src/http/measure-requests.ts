import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#platform';

/** Counts and times every request by its route, under which all addresses of a kind are one. What has no route is one too. */
export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const labels = { route: request.routeOptions.url ?? 'none', method: request.method, status: `${Math.floor(reply.statusCode / 100)}xx` };
    metrics.requests.observe(labels, reply.elapsedTime / 1_000);
  });
}
