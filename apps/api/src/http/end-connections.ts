import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Readiness } from '#platform';

/**
 * Once a stop began, every answer is the last on its connection, so that the next request is sent elsewhere and not into a closing
 * door. A connection over which nothing was asked yet, as browsers open them ahead, is closed with the door: Node takes it for one
 * with a request under way, and would wait for that without end.
 */
export function endConnections(fastify: FastifyInstance, readiness: Readiness): void {
  const sockets = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  fastify.addHook('onSend', async (_request, reply, payload) => {
    if (readiness.isStopping) void reply.header('connection', 'close');
    return payload;
  });
  fastify.addHook('preClose', async () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  });
}
