import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { GuardedRequest } from '#access';
import { refuseParameters } from './refuse-issues.js';

/**
 * A route that reads no query takes none, so that a misspelt or misplaced filter is not taken for one that lets everything through. Routes with a query
 * refuse by their schema. Only where somebody signed in to our own API: what others define, such as webhooks and the way back from an identity
 * provider, may carry more.
 */
@Injectable()
export class UnknownParametersGuard implements CanActivate {
  /** Throws InvalidRequest. */
  canActivate(context: ExecutionContext): boolean {
    const { query, routeOptions, actor } = context.switchToHttp().getRequest<FastifyRequest & GuardedRequest>();
    const keys = Object.keys((query ?? {}) as object);
    if (keys.length > 0 && actor && routeOptions.url?.startsWith('/api/v1/') && !readsQuery(context)) {
      throw refuseParameters([{ code: 'unrecognized_keys', keys, path: [], message: '' }], 'query');
    }
    return true;
  }
}

/** Nest names the arguments of a handler `<kind>:<place>`; `@Req` may read anything. */
function readsQuery(context: ExecutionContext): boolean {
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as object | undefined;
  return Object.keys(args ?? {}).some((name) => name.startsWith(`${RouteParamtypes.QUERY}:`));
}
