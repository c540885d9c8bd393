import { z } from 'zod';
import { GroupName, NotFound, Role, Scope } from '#core';

const limit = z.coerce.number().int().min(1).max(500).default(100);

/** Pages of what has a UUID. */
export const IdPage = z.object({ after: z.uuid().optional(), limit });
/** Pages of what has a name. */
export const NamePage = z.object({ after: z.string().max(128).regex(/^[^\p{Cc}\p{Surrogate}]*$/u).optional(), limit });

const DAY_MS = 24 * 3_600_000;

export const NewToken = z.strictObject({
  name: z.string().min(1).max(255).regex(/^[^\p{Cc}\p{Surrogate}]+$/u, 'may hold no control characters'),
  role: Role,
  scope: Scope.default({ kind: 'all' }),
  /** 1 to 365; without it, valid until it is revoked. */
  expiresInDays: z.number().int().min(1).max(365).optional(),
});

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
