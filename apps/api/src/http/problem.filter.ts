import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure, Log, Refusal, writeJson } from '#core';
import { TWIN_PROBLEMS, detailsOf } from '../twins/twin-problems.js';

/** The only place that knows status codes. */
const STATUS: Readonly<Record<string, { status: number; title: string }>> = {
  'not-authenticated': { status: 401, title: 'Sign in first' },
  'bad-signature': { status: 401, title: 'The signature is not valid' },
  'not-permitted': { status: 403, title: 'You may not do this' },
  'cross-site-request': { status: 403, title: 'The request may come from another site' },
  'not-found': { status: 404, title: 'Nothing here' },
  'hub-already-connected': { status: 409, title: 'A hub is connected already' },
  'invalid-request': { status: 422, title: 'The request is not valid' },
  'invalid-connection-string': { status: 422, title: 'The connection string is not valid' },
  'host-not-allowed': { status: 422, title: 'The host may not be connected' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'identity-provider-is-away': { status: 503, title: 'The identity provider does not answer' },
  'store-is-away': { status: 503, title: 'Try again in a moment' },
  ...TWIN_PROBLEMS,
};

const RETRY_AFTER_S = 5;

/** Turns whatever was thrown into an RFC 9457 problem. What has no name is logged and tells nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.#problemOf(error, request);

    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.status === 503) void reply.header('retry-after', String(RETRY_AFTER_S));
    const { members, headers } = detailsOf(error);
    for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
    const body = { ...problem, instance: request.url.split('?')[0], requestId: request.id, ...members };
    // Members may hold a twin, whose numbers the framework would round.
    void reply.status(problem.status).type('application/problem+json').send(Object.keys(members).length > 0 ? writeJson(body) : body);
  }

  #problemOf(error: unknown, request: FastifyRequest): { type: string; title: string; status: number; detail: string } {
    if (error instanceof Refusal || error instanceof Failure) {
      const known = STATUS[error.code];
      if (known) return { type: typeOf(error.code), ...known, detail: error.message };
    }
    const status = statusOf(error);
    if (status !== null && status < 500) return { type: 'about:blank', title: 'The request cannot be served', status, detail: (error as Error).message };

    this.log.error({ requestId: request.id, method: request.method, path: request.routeOptions.url, error }, 'A request failed for a reason that has no name');
    return { type: typeOf('internal'), title: 'Something went wrong', status: 500, detail: `It is logged under the request id ${request.id}.` };
  }
}

const typeOf = (code: string): string => `urn:lockstep:problem:${code}`;

/** Nest and Fastify carry their own status: an unknown route, a body that is too large. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;
}
