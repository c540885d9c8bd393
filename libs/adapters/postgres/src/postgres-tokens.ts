import { randomUUID } from 'node:crypto';
import { Tokens, WHOLE_TENANT, actorOf, type Actor, type Caller, type IssuedToken, type Role, type Secret, type TokenSummary, type TokenTerms } from '#core';
import { TOKEN_ACTOR, TOKEN_CALLER } from './access-statements.js';
import { hashOf, newBearerSecret } from './bearer-secret.js';
import type { Database } from './database.js';
import type { AccessGrant, AccessToken } from './generated/prisma/client.js';
import { roleInScopeOf, scopeColumns, subjectColumns } from './grant-rows.js';
import type { KnownActors } from './known-actors.js';
import type { TenantSeeds } from './tenant-seeds.js';

const PREFIX = 'lst_';
/** For whoever made a token before it had a name to give: an operator at the command line. */
const COMMAND_LINE = 'command line';

export class PostgresTokens extends Tokens {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantSeeds,
    private readonly known: KnownActors,
  ) {
    super();
  }

  override async issue(tenantId: string, name: string, role: Role, terms: TokenTerms = {}): Promise<IssuedToken> {
    await this.tenants.ensure(tenantId);
    const { scope = WHOLE_TENANT, expiresAt = null, createdBy = COMMAND_LINE } = terms;
    const token = newBearerSecret(PREFIX);
    const id = randomUUID();
    const { tokenId: _, ...subject } = subjectColumns({ kind: 'token', id });
    const grant = { id: randomUUID(), ...subject, role, ...scopeColumns(scope), createdBy };
    const row = await this.database.with((prisma) =>
      prisma.accessToken.create({ data: { id, tenantId, name, hash: hashOf(token), createdBy, expiresAt, grants: { create: grant } }, include: { grants: true } }),
    );
    return { summary: summaryOf(row), token };
  }

  override async callerOf(token: Secret): Promise<Caller | null> {
    const [row] = await this.database.run<{ id: string; tenant_id: string; name: string }>(TOKEN_CALLER, [hashOf(token)]);
    return row ? { tenantId: row.tenant_id, kind: 'token', id: row.id, name: row.name, claims: [] } : null;
  }

  override actorOf(token: Secret): Promise<Actor | null> {
    const hash = hashOf(token);
    return this.known.of(Buffer.from(hash).toString('base64'), async () => {
      const rows = await this.database.run<ActorRow>(TOKEN_ACTOR, [hash]);
      if (!rows[0]) return null;
      const { tenantId, id, name, leftMs } = rows[0];
      const grants = rows.flatMap((row) => (row.role === null ? [] : [roleInScopeOf(row)]));
      return { actor: actorOf({ tenantId, kind: 'token', id, name, claims: [] }, grants), leftMs };
    });
  }

  override async list(tenantId: string, { after, limit }: { after: string | null; limit: number }): Promise<TokenSummary[]> {
    const rows = await this.database.with((prisma) =>
      prisma.accessToken.findMany({
        where: { tenantId, ...(after !== null && { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: limit,
        omit: { hash: true },
        include: { grants: { orderBy: { createdAt: 'asc' } } },
      }),
    );
    return rows.map(summaryOf);
  }

  override async revoke(tenantId: string, id: string): Promise<boolean> {
    const { count } = await this.database.with((prisma) => prisma.accessToken.deleteMany({ where: { tenantId, id } }));
    this.known.forget();
    return count > 0;
  }
}

type ActorRow = { tenantId: string; id: string; name: string; leftMs: number | null } & ({ role: null } | { role: string; scopeKind: string; scopeValue: string });

const summaryOf = ({ id, name, grants, createdBy, createdAt, expiresAt, lastUsedAt }: Omit<AccessToken, 'hash'> & { grants: AccessGrant[] }): TokenSummary => ({
  id,
  name,
  grants: grants.map(roleInScopeOf),
  createdBy,
  createdAt,
  expiresAt,
  lastUsedAt,
});
