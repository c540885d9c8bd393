import type { FastifyInstance } from 'fastify';
import type { Readiness } from '#platform';

/** Once a stop began, every answer is the last on its connection, so that the next request is sent elsewhere and not into a closing door. */
export function endConnections(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.addHook('onSend', async (_request, reply, payload) => {
    if (readiness.isStopping) void reply.header('connection', 'close');
    return payload;
  });
}
