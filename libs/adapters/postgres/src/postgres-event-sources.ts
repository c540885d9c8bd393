import { EventSources, NotFound, type EventSourceSummary, type Secret } from '#core';
import { bytes, isRowId, previousSecretPlace, sourceSecretPlace } from './connection-rows.js';
import type { Database } from './database.js';
import type { EventSource, Prisma } from './generated/prisma/client.js';
import type { Sealing } from './sealing.js';

export class PostgresEventSources extends EventSources {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {
    super();
  }

  override async list(tenantId: string): Promise<EventSourceSummary[]> {
    const rows = await this.database.with((prisma) => prisma.eventSource.findMany({ where: { tenantId }, orderBy: { createdAt: 'asc' } }));
    return rows.map(summaryOf);
  }

  override async find(tenantId: string, id: string): Promise<EventSourceSummary> {
    return summaryOf(await this.database.with((prisma) => find(prisma, tenantId, id)));
  }

  override async rotate(tenantId: string, id: string, secret: Secret, overlapMs: number): Promise<EventSourceSummary> {
    const sealedSecret = bytes(this.sealing.seal(secret, sourceSecretPlace(tenantId, id)));
    const row = await this.database.with((prisma) =>
      prisma.$transaction(async (tx) => {
        // Two rotations at once, one after the other: the second keeps the secret of the first, not the one before.
        if (isRowId(id)) await tx.$queryRaw`SELECT 1 FROM event_source WHERE id = ${id}::uuid AND tenant_id = ${tenantId} FOR UPDATE`;
        const present = await find(tx, tenantId, id);
        const previous = this.sealing.open(present.sealedSecret, sourceSecretPlace(tenantId, present.id));
        const kept =
          overlapMs > 0
            ? { sealedPrevious: bytes(this.sealing.seal(previous, previousSecretPlace(tenantId, present.id))), previousUntil: new Date(Date.now() + overlapMs) }
            : { sealedPrevious: null, previousUntil: null };
        return tx.eventSource.update({ where: { id: present.id }, data: { sealedSecret, ...kept } });
      }),
    );
    return summaryOf(row);
  }

  override async remove(tenantId: string, id: string): Promise<void> {
    await this.database.with(async (prisma) => {
      const { id: present } = await find(prisma, tenantId, id);
      await prisma.eventSource.deleteMany({ where: { id: present } });
    });
  }
}

async function find(tx: Prisma.TransactionClient, tenantId: string, id: string): Promise<EventSource> {
  const row = isRowId(id) ? await tx.eventSource.findFirst({ where: { tenantId, id } }) : null;
  if (!row) throw new NotFound('There is no event source of this id that you may see.');
  return row;
}

const summaryOf = ({ id, kind, createdAt, previousUntil }: EventSource): EventSourceSummary => ({
  id,
  kind: kind === 'mender' ? 'mender' : 'standard-webhooks',
  createdAt,
  previousUntil: previousUntil && previousUntil > new Date() ? previousUntil : null,
});
