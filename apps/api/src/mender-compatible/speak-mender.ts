import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MAX_BODY_BYTES } from '../http/read-raw-bodies.js';
import { menderErrorBody } from './mender-error.js';
import { REQUEST_ID, requestIdOf } from './request-id.js';

const TOO_LARGE = 'request body too large';
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** An API of Mender: where it begins, and the paths below that it knows, whatever the verb. */
export interface MenderApi {
  base: string;
  known: readonly RegExp[];
  /** Whether the cookie JWT counts for a bearer token. */
  cookies: boolean;
}

/**
 * What every answer below `base` has in common, before and after the routes: the request id, what an unknown address and a body that
 * is too large are told, and no answer of the frame in the wording of another API.
 */
export function speakMender(fastify: FastifyInstance, { base, known, cookies }: MenderApi): void {
  const pathOf = ({ url }: FastifyRequest): string | null => {
    const path = url.split('?')[0]!;
    return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) : null;
  };

  fastify.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    if (path === null) return undefined;
    void reply.header(REQUEST_ID, requestIdOf(request));
    // A route for everything else, such as that of the pages, is none of this API.
    if (!request.routeOptions.url?.startsWith(base)) {
      return known.some((one) => one.test(path)) ? refuse(request, reply, 405, 'method not allowed') : refuse(request, reply, 404, 'not found');
    }
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return refuse(request, reply, 413, TOO_LARGE);
    return cookies && !proveByCookie(request) ? refuse(request, reply, 403, 'a request that a cookie signs must come from a page of the same origin') : undefined;
  });

  fastify.addHook('onSend', async (request, reply, payload) => {
    if (pathOf(request) === null || typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('application/problem+json')) return payload;
    // A body without a length that grew too large is found out while it is read. Source: iot-manager, 400 for what it cannot read.
    const cutShort = reply.statusCode === 413;
    void reply.type('application/json; charset=utf-8');
    if (cutShort) void reply.code(400);
    return menderErrorBody(cutShort ? `malformed request body: ${TOO_LARGE}` : (JSON.parse(payload) as { detail: string }).detail, requestIdOf(request));
  });
}

const refuse = (request: FastifyRequest, reply: FastifyReply, status: number, error: string): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(menderErrorBody(error, requestIdOf(request)));

/** False for a request that changes something and may come from another site's page. Source: Mender's `pkg/identity`, cookie JWT. */
function proveByCookie(request: FastifyRequest): boolean {
  const { JWT: token } = (request as { cookies?: Record<string, string | undefined> }).cookies ?? {};
  if (request.headers.authorization !== undefined || token === undefined || !/^[\x21-\x7e]+$/.test(token)) return true;
  if (!SAFE_METHODS.includes(request.method) && request.headers['sec-fetch-site'] !== 'same-origin') return false;
  request.raw.headers.authorization = `Bearer ${token}`;
  return true;
}
