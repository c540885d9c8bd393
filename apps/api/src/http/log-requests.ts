import type { FastifyInstance } from 'fastify';
import type { GuardedRequest } from '#access';
import type { Log } from '#core';

/**
 * A line for each request once it is answered: who asked, for which device, under which trace. The route and not the address,
 * because an address may hold anything. What nobody signed in for, webhooks and health, comes by the thousand: `debug`.
 */
export function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const { actor } = request as Partial<GuardedRequest>;
    const { deviceId, sourceId } = (request.params ?? {}) as Record<string, string | undefined>;
    const fields = {
      traceId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(actor && { tenantId: actor.tenantId, actor: actor.subject }),
      ...(deviceId !== undefined && { deviceId: deviceId.slice(0, 128) }),
      ...(sourceId !== undefined && { sourceId: sourceId.slice(0, 36) }),
    };
    if (actor) log.info(fields, 'A request was answered');
    else log.debug(fields, 'A request was answered');
  });
}
