import type { FastifyInstance } from 'fastify';
import type { KeptAnswers, Log } from '#core';
import type { NamedRequest } from './idempotency.guard.js';

const KEPT_HEADERS = ['content-type', 'location', 'etag'] as const;

/** Keeps the answer to a request that the guard named, before it goes out. One of our own failing (5xx), or of a hub that is busy (429), is not kept: the request may be made again. */
export function keepAnswers(fastify: FastifyInstance, answers: KeptAnswers, log: Log): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { answerIsKeptAs: name } = request as NamedRequest;
    if (!name) return payload;
    try {
      if (reply.statusCode >= 500 || reply.statusCode === 429) await answers.forget(name);
      else await answers.keep(name, { status: reply.statusCode, headers: headersOf((name) => reply.getHeader(name)), body: typeof payload === 'string' ? payload : '' });
    } catch (error) {
      // The request took effect, so its answer goes out; a repeat is told that it is at work, and then is made again.
      log.warn({ traceId: request.id, error }, 'An answer could not be kept for repeats');
    }
    return payload;
  });
}

const headersOf = (read: (name: string) => unknown): Record<string, string> =>
  Object.fromEntries(KEPT_HEADERS.flatMap((name) => (read(name) === undefined ? [] : [[name, String(read(name))]])));
