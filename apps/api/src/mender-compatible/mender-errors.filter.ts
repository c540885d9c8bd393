import { Catch, HttpException, type ArgumentsHost } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log, NotAuthenticated, StoreIsAway } from '#core';
import { AnsweredBefore } from '../http/idempotency.guard.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { menderErrorBody } from './mender-error.js';
import { requestIdOf } from './request-id.js';
import { wordsOf, type Words } from './words-of-errors.js';

const RETRY_AFTER_S = '5';

/** Says of whatever was thrown what Mender's iot-manager would say of it. */
@Catch()
export class MenderErrors extends ProblemFilter {
  constructor(private readonly lines: Log) {
    super(lines);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    if (error instanceof AnsweredBefore) return super.catch(error, host);
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (error instanceof StoreIsAway) void reply.header('retry-after', RETRY_AFTER_S);
    const { status, error: text } = error instanceof NotAuthenticated ? strangerAt(request, reply) : (wordsOf(error) ?? this.#strange(error, request));
    void reply.status(status).type('application/json; charset=utf-8').send(menderErrorBody(text, requestIdOf(request)));
  }

  #strange(error: unknown, request: FastifyRequest): Words {
    if (error instanceof HttpException && error.getStatus() < 500) return { status: error.getStatus(), error: 'the request cannot be served' };
    this.lines.error({ traceId: request.id, method: request.method, path: request.routeOptions.url, error }, 'A request failed for a reason that has no name');
    return { status: 500, error: 'internal error' };
  }
}

/** Source: iot-manager and Mender's `pkg/identity`: 401 with a challenge, and 403 for a token of theirs that is no user's. */
function strangerAt(request: FastifyRequest, reply: FastifyReply): Words {
  const { authorization } = request.headers;
  if (isOfNoUser(authorization)) return { status: 403, error: 'user identity missing from authorization token' };
  void reply.header('www-authenticate', 'Bearer realm="ManagementJWT"');
  if (authorization === undefined) return { status: 401, error: 'Authorization not present in header' };
  return { status: 401, error: /^Bearer \S+$/i.test(authorization) ? 'the token is not valid' : 'malformed Authorization header' };
}

/** The token was refused already: this only says why, so what it claims need not be proved. */
function isOfNoUser(authorization: string | undefined): boolean {
  const [, payload] = /^Bearer [^.\s]+\.([^.\s]+)\.[^.\s]*$/i.exec(authorization ?? '') ?? [];
  if (payload === undefined) return false;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown> | null;
    return claims !== null && Object.keys(claims).some((name) => name.startsWith('mender.')) && claims['mender.user'] !== true;
  } catch {
    return false;
  }
}
