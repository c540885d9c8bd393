import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotAuthenticated, NotPermitted, can, canEverywhere, type Actor } from '#core';
import { Authenticate } from './authenticate.js';
import { LimitRequests, type AnsweringReply } from './limit-requests.js';
import { networkOf } from './network-of.js';
import { readProof, refuseCrossSite, type ProvingRequest } from './read-proof.js';
import { REQUIREMENT, type Requirement } from './requires.decorator.js';

/** What the guard needs of a request, and leaves on it. */
export interface GuardedRequest extends ProvingRequest {
  ip: string;
  actor?: Actor;
}

/** Stands before every route. A route that says nothing about who may call it is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticate: Authenticate,
    private readonly limit: LimitRequests,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(REQUIREMENT, [context.getHandler(), context.getClass()]);
    const http = context.switchToHttp();
    const request = http.getRequest<GuardedRequest>();
    const reply = http.getResponse<AnsweringReply>();
    if (requirement?.kind === 'open') {
      if (requirement.counted) await this.limit.count('requests', addressOf(request), reply);
      return true;
    }

    const actor = await this.#authenticate(request, reply);
    await this.limit.count('requests', `${actor.tenantId}/${actor.subject}`, reply);
    if (!meets(actor, requirement)) throw new NotPermitted(lackOf(actor, requirement));
    request.actor = actor;
    return true;
  }

  async #authenticate(request: GuardedRequest, reply: AnsweringReply): Promise<Actor> {
    const proof = readProof(request);
    const actor = proof && (await this.authenticate.run(proof));
    if (!actor) {
      // Whoever holds a valid token is never refused for what others at its address get wrong: there is nothing to guess in 256 bits.
      await this.limit.count(proof ? 'failed-sign-ins' : 'requests', addressOf(request), reply);
      throw new NotAuthenticated('Send a valid token as "Authorization: Bearer <token>", or sign in.');
    }
    if (proof.kind === 'session') refuseCrossSite(request);
    return actor;
  }
}

/** What a request is counted by while nobody knows who sends it. */
export const addressOf = ({ ip }: { ip: string }): string => `address:${networkOf(ip)}`;

function meets(actor: Actor, requirement: Exclude<Requirement, { kind: 'open' }> | undefined): boolean {
  if (requirement?.kind === 'permission') return requirement.everywhere ? canEverywhere(actor, requirement.permission) : can(actor, requirement.permission);
  return requirement?.kind === 'signed-in';
}

const lackOf = ({ name }: Actor, requirement: Requirement | undefined): string =>
  requirement?.kind === 'permission'
    ? `${name} was not granted ${requirement.permission}${requirement.everywhere ? ' for the whole tenant' : ''}.`
    : 'This route is open to nobody.';
