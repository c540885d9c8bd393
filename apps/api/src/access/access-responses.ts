import { z } from 'zod';
import { GrantSubject, Permission, Role, Scope, canEverywhere, permissionsOf, type Actor, type Grant, type TokenSummary } from '#core';

const roleInScope = { role: Role, scope: Scope };
const moment = z.iso.datetime();

export const SignInWays = z.object({ ways: z.array(z.enum(['token', 'identity-provider'])) }).meta({ id: 'SignInWays' });

export const MeResponse = z
  .object({
    tenantId: z.string(),
    subject: z.string().meta({ description: 'Names the caller for good: `token:<id>` or `user:<id>`.' }),
    name: z.string(),
    grants: z.array(z.object(roleInScope)),
    permissions: z.array(Permission).meta({ description: 'What may be done to something.' }),
    everywhere: z.array(Permission).meta({ description: 'What may be done to the whole tenant.' }),
    simulated: z.boolean().meta({ description: 'Whether the fleet is simulated here and may be changed and broken by hand: then `/api/v1/simulation` is there.' }),
  })
  .meta({ id: 'Me' });
export type MeResponse = z.infer<typeof MeResponse>;

export function meResponse(actor: Actor, simulated: boolean): MeResponse {
  const permissions = permissionsOf(actor);
  return {
    tenantId: actor.tenantId,
    subject: actor.subject,
    name: actor.name,
    grants: actor.grants.map(({ role, scope }) => ({ role, scope })),
    permissions,
    everywhere: permissions.filter((permission) => canEverywhere(actor, permission)),
    simulated,
  };
}

export const GrantResponse = z.object({ id: z.uuid(), subject: GrantSubject, ...roleInScope, createdBy: z.string(), createdAt: moment }).meta({ id: 'Grant' });
export type GrantResponse = z.infer<typeof GrantResponse>;

export const GrantPage = z.object({ items: z.array(GrantResponse) }).meta({ id: 'GrantPage' });

export const grantResponse = ({ id, subject, role, scope, createdBy, createdAt }: Grant): GrantResponse => ({
  id,
  subject,
  role,
  scope,
  createdBy,
  createdAt: createdAt.toISOString(),
});

export const TokenResponse = z
  .object({
    id: z.uuid(),
    name: z.string(),
    grants: z.array(z.object(roleInScope)),
    createdBy: z.string().nullable(),
    createdAt: moment,
    expiresAt: moment.nullable(),
    lastUsedAt: moment.nullable().meta({ description: 'Right to the minute; null until it is used.' }),
  })
  .meta({ id: 'Token' });
export type TokenResponse = z.infer<typeof TokenResponse>;

export const TokenPage = z.object({ items: z.array(TokenResponse) }).meta({ id: 'TokenPage' });

export const NewTokenResponse = z.object({ ...TokenResponse.shape, token: z.string().meta({ description: 'Shown this once.' }) }).meta({ id: 'TokenWithSecret' });
export type NewTokenResponse = z.infer<typeof NewTokenResponse>;

/** Everything but the token, which nobody has any more. */
export const tokenResponse = ({ id, name, grants, createdBy, createdAt, expiresAt, lastUsedAt }: TokenSummary): TokenResponse => ({
  id,
  name,
  grants: grants.map(({ role, scope }) => ({ role, scope })),
  createdBy,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

export const NamePage = z.object({ items: z.array(z.string()) }).meta({ id: 'NamePage' });
export type NamePage = z.infer<typeof NamePage>;
