import { createHash } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { GuardedRequest } from '#access';
import { InvalidRequest, KeptAnswers, Refusal, type KeptAnswer, type RequestName } from '#core';

/** The key was used for a request with another address or body. */
export class IdempotencyKeyReused extends Refusal {
  readonly code = 'idempotency-key-reused';
}

/** The first request with this key has no answer yet. */
export class IdempotencyKeyAtWork extends Refusal {
  readonly code = 'idempotency-key-at-work';
}

/** Not an error: the request was answered before, and the same answer goes out again. */
export class AnsweredBefore extends Error {
  constructor(readonly answer: KeptAnswer) {
    super('The request was answered before.');
  }
}

export type NamedRequest = FastifyRequest & { answerIsKeptAs?: RequestName };

/**
 * A POST with an Idempotency-Key takes effect once: a repeat within a day gets the first answer. The answer is kept when it is
 * sent (keep-answers.ts), because only then it is whole. A guard, because it only lets through or not, and Nest puts streams around
 * what interceptors stand before, of every request. Source: IETF draft-ietf-httpapi-idempotency-key-header.
 */
@Injectable()
export class IdempotencyGuard implements CanActivate {
  constructor(private readonly answers: KeptAnswers) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<NamedRequest>();
    const name = nameOf(request);
    if (!name) return true;

    const begun = await this.answers.begin(name, fingerprintOf(request));
    switch (begun.kind) {
      case 'answered':
        throw new AnsweredBefore(begun.answer);
      case 'at-work':
        throw new IdempotencyKeyAtWork('A request with this Idempotency-Key is at work. Repeat it in a few seconds.');
      case 'other-request':
        throw new IdempotencyKeyReused('This Idempotency-Key was used for another request within the last 24 hours.');
      case 'new':
        request.answerIsKeptAs = name;
        return true;
    }
  }
}

/** Null for what is not a POST of somebody who signed in, or has no key. Throws InvalidRequest. */
function nameOf(request: NamedRequest): RequestName | null {
  const { actor } = request as Partial<GuardedRequest>;
  const header = request.headers['idempotency-key'];
  if (request.method !== 'POST' || !actor || header === undefined) return null;

  // The draft writes the key as a quoted string; many clients send it bare.
  const [, quoted, bare] = /^(?:"([\x20\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/.exec(String(header)) ?? [];
  const key = quoted ?? bare;
  if (key) return { tenantId: actor.tenantId, actor: actor.subject, key };
  const detail = 'must be 1 to 255 printable characters';
  throw new InvalidRequest(`Idempotency-Key: ${detail}`, [{ parameter: 'Idempotency-Key', detail }]);
}

function fingerprintOf({ method, url, body }: NamedRequest): Uint8Array {
  const hash = createHash('sha256').update(JSON.stringify([method, url]));
  return (body instanceof Uint8Array ? hash.update(body) : hash).digest();
}
