import { randomUUID } from 'node:crypto';
import { IntegrationAlreadyThere, NotFound, Receivers, type NewReceiver, type ReceiverSummary } from '#core';
import { bytes, isRowId, receiverSecretPlace } from './connection-rows.js';
import type { Database } from './database.js';
import type { Receiver } from './generated/prisma/client.js';
import type { Sealing } from './sealing.js';
import type { TenantSeeds } from './tenant-seeds.js';

export class PostgresReceivers extends Receivers {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly tenants: TenantSeeds,
  ) {
    super();
  }

  override async list(tenantId: string): Promise<ReceiverSummary[]> {
    const rows = await this.database.with((prisma) => prisma.receiver.findMany({ where: { tenantId } }));
    return rows.map(summaryOf);
  }

  override async add(tenantId: string, { url, secret, description }: NewReceiver): Promise<ReceiverSummary> {
    await this.tenants.ensure(tenantId);
    const id = randomUUID();
    const row = await this.database.with((prisma) =>
      prisma.$transaction(async (tx) => {
        // The lock on the tenant makes "is there one already?" and "add one" a single question, for hubs and receivers together.
        await tx.$queryRaw`SELECT 1 FROM tenant WHERE id = ${tenantId} FOR UPDATE`;
        const present = (await tx.receiver.count({ where: { tenantId } })) + (await tx.integration.count({ where: { tenantId } }));
        if (present > 0) throw new IntegrationAlreadyThere('There is an integration already. Remove it first.');
        return tx.receiver.create({ data: { id, tenantId, url, description, sealedSecret: this.#seal(tenantId, id, secret) } });
      }),
    );
    return summaryOf(row);
  }

  override async change(tenantId: string, id: string, { url, secret }: Pick<NewReceiver, 'url' | 'secret'>): Promise<void> {
    const change = { url, sealedSecret: this.#seal(tenantId, id, secret) };
    const { count } = isRowId(id) ? await this.database.with((prisma) => prisma.receiver.updateMany({ where: { tenantId, id }, data: change })) : NONE;
    if (count === 0) throw notFound();
  }

  override async remove(tenantId: string, id: string): Promise<void> {
    const remove = () =>
      this.database.with((prisma) =>
        prisma.$transaction(async (tx) => {
          const removed = await tx.receiver.deleteMany({ where: { tenantId, id } });
          if (removed.count > 0) await tx.outbox.deleteMany({ where: { receiverId: id } });
          return removed;
        }),
      );
    const { count } = isRowId(id) ? await remove() : NONE;
    if (count === 0) throw notFound();
  }

  #seal(tenantId: string, id: string, secret: NewReceiver['secret']): Uint8Array<ArrayBuffer> | null {
    return secret && bytes(this.sealing.seal(secret, receiverSecretPlace(tenantId, id.toLowerCase())));
  }
}

const NONE = { count: 0 };

const notFound = (): NotFound => new NotFound('There is no integration of this id that you may see.');

const summaryOf = ({ id, url, description, sealedSecret, createdAt }: Receiver): ReceiverSummary => ({ id, url, description, isSigned: sealedSecret !== null, createdAt });
