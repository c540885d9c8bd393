import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotAuthenticated, NotPermitted, Secret, Tokens, can, type Actor } from '#core';
import { REQUIRED_PERMISSION, type Requirement } from './requires.decorator.js';

/** What the guard needs of a request, and leaves on it. */
export interface GuardedRequest {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  actor?: Actor;
}

/** Stands before every route. A route that says nothing about who may call it is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.reflector.getAllAndOverride<Requirement | undefined>(REQUIRED_PERMISSION, [context.getHandler(), context.getClass()]);
    if (required === 'open') return true;

    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const actor = await this.#authenticate(request);
    if (!required || !can(actor, required)) {
      throw new NotPermitted(`${actor.name} holds the role ${actor.role}, which does not include ${required ?? 'this route'}.`);
    }
    request.actor = actor;
    return true;
  }

  async #authenticate({ headers }: GuardedRequest): Promise<Actor> {
    const [, token] = /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(String(headers.authorization ?? '')) ?? [];
    const actor = token ? await this.tokens.actorOf(new Secret(token)) : null;
    if (!actor) throw new NotAuthenticated('Send a valid token as "Authorization: Bearer <token>".');
    return actor;
  }
}
