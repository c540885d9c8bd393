import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '#core';
import type { GuardedRequest } from './access.guard.js';

/** The actor that the guard let in. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!actor) throw new Error('A route that is open to all asked for its actor.');
  return actor;
});
