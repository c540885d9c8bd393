import type { Actor, Role, RoleInScope, Scope } from '../access/access.js';
import type { Caller } from '../access/caller.js';
import type { Secret } from '../secret.js';

/** What may be seen of a token. The token itself is not kept. */
export interface TokenSummary {
  id: string;
  name: string;
  grants: readonly RoleInScope[];
  /** Who made it, by name; null for one that was made before we wrote that down. */
  createdBy: string | null;
  createdAt: Date;
  /** Null: valid until it is revoked. */
  expiresAt: Date | null;
  /** Right to the minute; null until it is used. */
  lastUsedAt: Date | null;
}

export interface TokenTerms {
  /** The whole tenant unless said otherwise. */
  scope?: Scope;
  expiresAt?: Date | null;
  createdBy?: string;
}

export interface IssuedToken {
  summary: TokenSummary;
  token: Secret;
}

/** Our own bearer tokens. Only a hash is stored, so a token is seen once. */
export abstract class Tokens {
  /** Makes a token in a tenant, with its first grant. */
  abstract issue(tenantId: string, name: string, role: Role, terms?: TokenTerms): Promise<IssuedToken>;

  /** Who this token stands for, or null when it stands for nobody (any more). Notes the use, at most once a minute. Throws StoreIsAway. */
  abstract callerOf(token: Secret): Promise<Caller | null>;

  /** The same with what was granted to it. What another process took away may count for a second more. Throws StoreIsAway. */
  abstract actorOf(token: Secret): Promise<Actor | null>;

  /** Tokens by id, after the one named, at most `limit`. Those that have expired are among them. */
  abstract list(tenantId: string, page: { after: string | null; limit: number }): Promise<TokenSummary[]>;

  /** Ends a token, its grants and its sessions. False when the tenant has no such token. */
  abstract revoke(tenantId: string, id: string): Promise<boolean>;
}
