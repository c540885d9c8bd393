import { canEverywhere, permissionsOf, type Actor, type Grant, type RoleInScope, type TokenSummary } from '#core';

export interface MeResponse {
  tenantId: string;
  subject: string;
  name: string;
  grants: readonly RoleInScope[];
  /** What may be done to something; `everywhere` what may be done to the whole tenant. */
  permissions: readonly string[];
  everywhere: readonly string[];
}

export function meResponse(actor: Actor): MeResponse {
  const permissions = permissionsOf(actor);
  return {
    tenantId: actor.tenantId,
    subject: actor.subject,
    name: actor.name,
    grants: actor.grants.map(({ role, scope }) => ({ role, scope })),
    permissions,
    everywhere: permissions.filter((permission) => canEverywhere(actor, permission)),
  };
}

export interface GrantResponse extends RoleInScope {
  id: string;
  subject: Grant['subject'];
  createdBy: string;
  createdAt: string;
}

export const grantResponse = ({ id, subject, role, scope, createdBy, createdAt }: Grant): GrantResponse => ({
  id,
  subject,
  role,
  scope,
  createdBy,
  createdAt: createdAt.toISOString(),
});

export interface TokenResponse {
  id: string;
  name: string;
  grants: readonly RoleInScope[];
  createdBy: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

/** Everything but the token, which nobody has any more. */
export const tokenResponse = ({ id, name, grants, createdBy, createdAt, expiresAt, lastUsedAt }: TokenSummary): TokenResponse => ({
  id,
  name,
  grants,
  createdBy,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
