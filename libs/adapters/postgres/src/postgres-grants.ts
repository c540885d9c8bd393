import { randomUUID } from 'node:crypto';
import { Grants, NotFound, type Caller, type Grant, type NewGrant, type RoleInScope } from '#core';
import { GRANTS_OF } from './access-statements.js';
import type { Database } from './database.js';
import { Prisma } from './generated/prisma/client.js';
import { grantOf, roleInScopeOf, scopeColumns, subjectColumns } from './grant-rows.js';
import type { KnownActors } from './known-actors.js';
import type { TenantSeeds } from './tenant-seeds.js';

const FOREIGN_KEY = 'P2003';

export class PostgresGrants extends Grants {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantSeeds,
    private readonly known: KnownActors,
  ) {
    super();
  }

  override async of({ tenantId, kind, id, claims }: Caller): Promise<RoleInScope[]> {
    const subjects = [{ kind: kind as string, name: '', value: id }, ...claims.map(({ name, value }) => ({ kind: 'claim', name, value }))];
    const rows = await this.database.run<{ role: string; scope_kind: string; scope_value: string }>(GRANTS_OF, [
      tenantId,
      subjects.map((subject) => subject.kind),
      subjects.map((subject) => subject.name),
      subjects.map((subject) => subject.value),
    ]);
    return rows.map((row) => roleInScopeOf({ role: row.role, scopeKind: row.scope_kind, scopeValue: row.scope_value }));
  }

  override async add(tenantId: string, { subject, role, scope }: NewGrant, createdBy: string): Promise<Grant> {
    await this.tenants.ensure(tenantId);
    const { tokenId, ...named } = subjectColumns(subject);
    const same = { tenantId, ...named, role, ...scopeColumns(scope) };
    try {
      // Rather than an upsert: two that add the same at once both find it.
      await this.database.with((prisma) => prisma.accessGrant.createMany({ data: { ...same, id: randomUUID(), tokenId, createdBy }, skipDuplicates: true }));
    } catch (error) {
      if (!isForeignKeyError(error)) throw error;
      throw new NotFound('There is no such token. `access/tokens` lists those there are.', { cause: error });
    }
    this.known.forget();
    return grantOf(await this.database.with((prisma) => prisma.accessGrant.findFirstOrThrow({ where: same })));
  }

  override async list(tenantId: string, { after, limit }: { after: string | null; limit: number }): Promise<Grant[]> {
    const rows = await this.database.with((prisma) =>
      prisma.accessGrant.findMany({ where: { tenantId, ...(after !== null && { id: { gt: after } }) }, orderBy: { id: 'asc' }, take: limit }),
    );
    return rows.map(grantOf);
  }

  override async remove(tenantId: string, id: string): Promise<boolean> {
    const { count } = await this.database.with((prisma) => prisma.accessGrant.deleteMany({ where: { tenantId, id } }));
    this.known.forget();
    return count > 0;
  }
}

const isForeignKeyError = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && error.code === FOREIGN_KEY;
