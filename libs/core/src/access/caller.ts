import { z } from 'zod';
import { Role, Scope, type Actor, type RoleInScope } from './access.js';

const text = (longest: number) => z.string().min(1).max(longest).regex(/^[^\p{Cc}\p{Surrogate}]+$/u, 'may hold no control characters');

/** The longest name or id of a caller, and the longest value of a claim, in characters. */
export const LONGEST_NAME = 255;
const CALLER_TEXT = text(LONGEST_NAME);

/** Something that an identity provider says of a caller, e.g. `roles` = `Fleet.Operator`. */
export const CallerClaim = z.strictObject({ name: text(100), value: CALLER_TEXT });
export type CallerClaim = z.infer<typeof CallerClaim>;

/** Whoever proved who it is. What it may do is another question. */
export const Caller = z.strictObject({
  tenantId: z.string(),
  /** A token of ours, or a user as the identity provider names it for good. */
  kind: z.enum(['token', 'user']),
  id: CALLER_TEXT,
  name: CALLER_TEXT,
  claims: z.array(CallerClaim),
});
export type Caller = z.infer<typeof Caller>;

/** To whom something is granted. A grant to a claim is one to everybody of whom the identity provider says it. */
export const GrantSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), id: CALLER_TEXT }),
  z.strictObject({ kind: z.literal('token'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('claim'), name: CallerClaim.shape.name, value: CALLER_TEXT }),
]);
export type GrantSubject = z.infer<typeof GrantSubject>;

export const NewGrant = z.strictObject({ subject: GrantSubject, role: Role, scope: Scope });
export type NewGrant = z.infer<typeof NewGrant>;

export interface Grant extends NewGrant {
  id: string;
  /** Who made it, by name. */
  createdBy: string;
  createdAt: Date;
}

/** The caller with what was granted to it. */
export const actorOf = ({ tenantId, kind, id, name }: Caller, grants: readonly RoleInScope[]): Actor => ({ tenantId, subject: `${kind}:${id}`, name, grants });
