import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Role, Secret, Tokens, type Actor } from '#core';
import type { Database } from './database.js';
import type { TenantSeeds } from './tenant-seeds.js';

const TOKEN_BYTES = 32;
const PREFIX = 'lst_';

/** Tokens of 256 random bits. A plain SHA-256 is enough to store: there is nothing to guess. */
export class PostgresTokens extends Tokens {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantSeeds,
  ) {
    super();
  }

  override async issue(tenantId: string, name: string, role: Role): Promise<Secret> {
    await this.tenants.ensure(tenantId);
    const token = new Secret(PREFIX + randomBytes(TOKEN_BYTES).toString('base64url'));
    await this.database.with((prisma) => prisma.accessToken.create({ data: { id: randomUUID(), tenantId, name, role, hash: hashOf(token) } }));
    return token;
  }

  override async actorOf(token: Secret): Promise<Actor | null> {
    const row = await this.database.with((prisma) => prisma.accessToken.findUnique({ where: { hash: hashOf(token) } }));
    if (!row || (row.expiresAt && row.expiresAt <= new Date())) return null;
    return { tenantId: row.tenantId, name: row.name, role: Role.parse(row.role) };
  }
}

const hashOf = (token: Secret): Uint8Array<ArrayBuffer> => new Uint8Array(createHash('sha256').update(token.reveal()).digest());
