import { z } from 'zod';
import { GroupName, NewGrant, NotFound, Role, Scope, WHOLE_TENANT } from '#core';

const DAY_MS = 24 * 3_600_000;

/** What a cursor stands for in a list of what has a name. */
export const Name = z.string().max(128).regex(/^[^\p{Cc}\p{Surrogate}]*$/u);

export const NewTokenRequest = z
  .strictObject({
    name: z.string().min(1).max(255).regex(/^[^\p{Cc}\p{Surrogate}]+$/u, 'may hold no control characters'),
    role: Role,
    scope: Scope.default(WHOLE_TENANT).meta({ description: 'How far the role reaches: the whole tenant unless said otherwise.' }),
    expiresInDays: z.int().min(1).max(365).optional().meta({ description: 'Without it the token is valid until it is revoked.' }),
  })
  .meta({ id: 'NewToken' });
export type NewTokenRequest = z.infer<typeof NewTokenRequest>;

export const NewGrantRequest = NewGrant.meta({ id: 'NewGrant', description: 'A role over a scope, for a user, a token, or everybody of whom the identity provider claims something.' });
export type NewGrantRequest = z.infer<typeof NewGrantRequest>;

export const SignInRequest = z
  .strictObject({ token: z.string().min(1).max(255).meta({ format: 'password', writeOnly: true, description: 'A token of this installation.' }) })
  .meta({ id: 'SignIn' });
export type SignInRequest = z.infer<typeof SignInRequest>;

export const expiryOf = (days: number | undefined, now: Date): Date | null => (days === undefined ? null : new Date(now.getTime() + days * DAY_MS));

/** An id that none of ours can be names nothing. Throws NotFound. */
export function readId(what: string, id: string): string {
  if (!z.uuid().safeParse(id).success) throw new NotFound(`There is no such ${what}.`);
  return id;
}

/** Throws NotFound. */
export function readGroup(group: string): string {
  if (!GroupName.safeParse(group).success) throw new NotFound('There is no such group.');
  return group;
}
