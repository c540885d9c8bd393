import { randomUUID } from 'node:crypto';
import { Caller, Sessions, type Secret } from '#core';
import { SESSION_CALLER } from './access-statements.js';
import { hashOf, newBearerSecret } from './bearer-secret.js';
import type { Database } from './database.js';
import type { TenantSeeds } from './tenant-seeds.js';

/** A session that was not used for so long is of no use to anybody, whatever the settings say. */
const FORGOTTEN_AFTER_MS = 30 * 24 * 3_600_000;

export class PostgresSessions extends Sessions {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantSeeds,
  ) {
    super();
  }

  override async open(caller: Caller, lastsMs: number): Promise<Secret> {
    await this.tenants.ensure(caller.tenantId);
    const session = newBearerSecret();
    const now = Date.now();
    await this.database.with(async ({ accessSession }) => {
      await accessSession.create({
        data: {
          id: randomUUID(),
          tenantId: caller.tenantId,
          hash: hashOf(session),
          tokenId: caller.kind === 'token' ? caller.id : null,
          caller: { ...caller, claims: caller.claims.map(({ name, value }) => ({ name, value })) },
          expiresAt: new Date(now + lastsMs),
        },
      });
      // Signing in is seldom, so it sweeps up behind those who never signed out.
      await accessSession.deleteMany({ where: { OR: [{ expiresAt: { lt: new Date(now) } }, { lastUsedAt: { lt: new Date(now - FORGOTTEN_AFTER_MS) } }] } });
    });
    return session;
  }

  override async callerOf(session: Secret, idleMs: number): Promise<Caller | null> {
    const [row] = await this.database.run<{ caller: unknown }>(SESSION_CALLER, [hashOf(session), idleMs]);
    return row ? Caller.parse(row.caller) : null;
  }

  override async close(session: Secret): Promise<void> {
    await this.database.with((prisma) => prisma.accessSession.deleteMany({ where: { hash: hashOf(session) } }));
  }
}
