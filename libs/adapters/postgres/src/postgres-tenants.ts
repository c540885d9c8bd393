import { Tenants } from '#core';
import type { Database } from './database.js';

/** A fleet of a million takes some minutes. */
const WITHIN = { maxWait: 10_000, timeout: 10 * 60_000 };

export class PostgresTenants extends Tenants {
  constructor(private readonly database: Database) {
    super();
  }

  override async forgetDevices(tenantId: string): Promise<void> {
    const where = { where: { tenantId } };
    await this.database.with((prisma) =>
      prisma.$transaction(async (tx) => {
        // In the order in which batches lock them, so that none waits for us while we wait for it.
        await tx.$executeRaw`SELECT 1 FROM device WHERE tenant_id = ${tenantId} ORDER BY device_id COLLATE "C" FOR UPDATE`;
        const receivers = await tx.receiver.findMany({ ...where, select: { id: true } });
        await tx.receiver.deleteMany(where);
        await tx.outbox.deleteMany({ where: { receiverId: { in: receivers.map(({ id }) => id) } } });
        await tx.integration.deleteMany(where);
        await tx.device.deleteMany(where);
        await tx.inbox.deleteMany(where);
        await tx.eventLog.deleteMany(where);
        await tx.twinEdit.deleteMany(where);
        await tx.deadLetter.deleteMany(where);
        await tx.driftFinding.deleteMany(where);
        await tx.sweepRun.deleteMany(where);
      }, WITHIN),
    );
  }
}
