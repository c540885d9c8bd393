import type { RoleInScope } from '../access/access.js';
import type { Caller, Grant, NewGrant } from '../access/caller.js';

/** Who was granted what, in each tenant. */
export abstract class Grants {
  /** What was granted to a caller: to itself, and to what is claimed of it. */
  abstract of(caller: Caller): Promise<RoleInScope[]>;

  /** Answers with the grant that is there already when it is the same. Throws NotFound when it names a token that is not there. */
  abstract add(tenantId: string, grant: NewGrant, createdBy: string): Promise<Grant>;

  /** Grants by id, after the one named, at most `limit`. */
  abstract list(tenantId: string, page: { after: string | null; limit: number }): Promise<Grant[]>;

  /** False when the tenant has no such grant. */
  abstract remove(tenantId: string, id: string): Promise<boolean>;
}
