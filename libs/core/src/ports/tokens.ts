import type { Actor, Role } from '../access/access.js';
import type { Secret } from '../secret.js';

/** Our own bearer tokens. Only a hash is stored, so a token is seen once. */
export abstract class Tokens {
  /** Makes a token that stands for a role in a tenant. */
  abstract issue(tenantId: string, name: string, role: Role): Promise<Secret>;

  /** Who this token stands for, or null when it stands for nobody. Throws StoreIsAway. */
  abstract actorOf(token: Secret): Promise<Actor | null>;
}
