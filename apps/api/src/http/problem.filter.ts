import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure, Log, Refusal, writeJson, type Writable } from '#core';
import { NOTHING_MORE, detailsOf } from '../problems/problem-details.js';
import { PROBLEM_BY_STATUS, isProblemCode, problemOf, problemType, type ProblemCode } from '../problems/problems.js';
import { AnsweredBefore } from './idempotency.guard.js';

const RETRY_AFTER_S = 5;

interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
}

/** Turns whatever was thrown into an RFC 9457 problem. What has no name is logged and tells nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof AnsweredBefore) return sendAgain(reply, error);

    const named = nameIn(error);
    const problem = named ? bodyOf(named, (error as Error).message) : this.#strange(error, request);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.status === 503) void reply.header('retry-after', String(RETRY_AFTER_S));
    const { members, headers } = named ? detailsOf(error) : NOTHING_MORE;
    for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
    send({ ...members, ...problem }, request, reply);
  }

  #strange(error: unknown, request: FastifyRequest): ProblemBody {
    const status = statusOf(error);
    if (status !== null && status < 500) {
      const known = PROBLEM_BY_STATUS[status];
      if (known) return bodyOf(known.code, known.detail);
      return { type: 'about:blank', title: 'The request cannot be served', status, detail: `${STATUS_CODES[status] ?? 'Refused'}.` };
    }
    this.log.error({ traceId: request.id, method: request.method, path: request.routeOptions.url, error }, 'A request failed for a reason that has no name');
    return bodyOf('internal', `It is logged under the trace id ${request.id}.`);
  }
}

const nameIn = (error: unknown): ProblemCode | null => ((error instanceof Refusal || error instanceof Failure) && isProblemCode(error.code) ? error.code : null);

/** For an address that cannot even be decoded, which never gets as far as the filter. The frame's own answer would quote it. */
export const refuseAddress = (request: FastifyRequest, reply: FastifyReply): void => send(bodyOf('not-found', PROBLEM_BY_STATUS[404]!.detail), request, reply);

/** Written by us and not by the frame, which would round the numbers of a twin. */
function send(problem: ProblemBody, request: FastifyRequest, reply: FastifyReply): void {
  const body = { ...problem, instance: request.url.split('?')[0], traceId: request.id };
  void reply.status(problem.status).type('application/problem+json').send(writeJson(body as unknown as Writable));
}

function bodyOf(code: ProblemCode, detail: string): ProblemBody {
  const { status, title } = problemOf(code);
  return { type: problemType(code), title, status, detail };
}

function sendAgain(reply: FastifyReply, { answer }: AnsweredBefore): void {
  void reply.status(answer.status).headers(answer.headers).header('idempotent-replayed', 'true').send(answer.body === '' ? undefined : answer.body);
}

/** Nest and Fastify carry their own status: an unknown route, a body that is too large. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;
}
