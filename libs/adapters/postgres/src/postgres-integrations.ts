import {
  IntegrationInUse,
  IntegrationStale,
  Integrations,
  NotFound,
  editionOf,
  type Description,
  type EditionParts,
  type HubTarget,
  type IntegrationSummary,
  type MovePlan,
  type SeenIntegration,
  type Sku,
} from '#core';
import { NO_TROUBLE, bytes, hubSecretPlace, isRowId, storedCredentials, summaryOf } from './connection-rows.js';
import type { Database } from './database.js';
import { WAKE_WAITING } from './device-statements.js';
import { forgetHub } from './forget-hub.js';
import { Prisma, type Integration } from './generated/prisma/client.js';
import type { Sealing } from './sealing.js';
import { WAIT_FOR_HUB } from './waits.js';

/** A fleet of a million takes about a minute. */
const FORGET_WITHIN = { maxWait: 10_000, timeout: 10 * 60_000 };
/** Its identity is in the hub, or a step that may have made one was begun and not settled. */
const IN_HUB = { OR: [{ hubKind: 'present' }, { intent: { not: Prisma.DbNull } }] };

type Change = Prisma.IntegrationUpdateManyMutationInput;

export class PostgresIntegrations extends Integrations {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {
    super();
  }

  override async list(tenantId: string): Promise<IntegrationSummary[]> {
    const rows = await this.database.with((prisma) => prisma.integration.findMany({ where: { tenantId }, orderBy: { createdAt: 'asc' } }));
    return rows.map(summaryOf);
  }

  override async find(tenantId: string, id: string): Promise<IntegrationSummary> {
    return summaryOf(await this.database.with((prisma) => find(prisma, tenantId, id)));
  }

  override async describe(seen: SeenIntegration, details: Partial<Description & EditionParts>): Promise<IntegrationSummary> {
    const describe = async (tx: Prisma.TransactionClient): Promise<Integration> => {
      const { sku, units } = await check(tx, seen);
      editionOf({ sku: sku as Sku | null, units, ...details });
      return change(tx, seen, details);
    };
    return summaryOf(await this.database.with((prisma) => prisma.$transaction(describe)));
  }

  override async pause(seen: SeenIntegration, paused: boolean): Promise<IntegrationSummary> {
    const row = await this.database.with((prisma) => prisma.$transaction((tx) => change(tx, seen, { paused })));
    if (!paused) await this.#wakeWaiting(seen.tenantId);
    return summaryOf(row);
  }

  override async changeCredentials(seen: SeenIntegration, target: HubTarget): Promise<IntegrationSummary> {
    const row = await this.database.with((prisma) => prisma.$transaction((tx) => change(tx, seen, this.#columnsOf(seen, target))));
    await this.#wakeWaiting(seen.tenantId);
    return summaryOf(row);
  }

  override async planMove(tenantId: string, id: string, to: string): Promise<MovePlan> {
    return this.database.with(async (prisma) => {
      const { hostName: from } = await find(prisma, tenantId, id);
      const accepted = { OR: [{ fleetStatus: 'accepted' }, { fleetStatus: null, toldStatus: 'accepted' }] };
      const [toProvision, leftBehind] = await Promise.all([
        prisma.device.count({ where: { tenantId, ...accepted } }),
        prisma.device.count({ where: { tenantId, hubKind: 'present' } }),
      ]);
      return { from, to, toProvision, leftBehind };
    });
  }

  override async move(seen: SeenIntegration, target: HubTarget): Promise<IntegrationSummary> {
    return this.#whilePaused(seen, async (tx, held, wasPaused) => {
      await forgetHub(tx, seen.tenantId);
      return summaryOf(await change(tx, held, { ...this.#columnsOf(seen, target), sku: null, units: null, paused: wasPaused }));
    });
  }

  override async remove(seen: SeenIntegration, { detach }: { detach: boolean }): Promise<void> {
    const refuseIfInUse = async (tx: Prisma.TransactionClient): Promise<void> => {
      const devices = detach ? 0 : await tx.device.count({ where: { tenantId: seen.tenantId, ...IN_HUB } });
      if (devices > 0) throw new IntegrationInUse((await find(tx, seen.tenantId, seen.id)).hostName, devices);
    };
    await this.database.with(async (prisma) => {
      await prisma.$transaction((tx) => check(tx, seen));
      await refuseIfInUse(prisma);
    });
    await this.#whilePaused(seen, async (tx, held) => {
      await refuseIfInUse(tx);
      await forgetHub(tx, seen.tenantId);
      await check(tx, held);
      await tx.integration.delete({ where: { id: held.id } });
    });
  }

  /**
   * Pauses first, in a transaction of its own. Whoever claims a device from then on leaves the hub alone, and whoever claimed
   * before has a device that the second transaction sees: so no pass can write down what it found in the old hub.
   */
  async #whilePaused<T>(seen: SeenIntegration, work: (tx: Prisma.TransactionClient, held: SeenIntegration, wasPaused: boolean) => Promise<T>): Promise<T> {
    const { wasPaused, held } = await this.database.with((prisma) =>
      prisma.$transaction(async (tx) => {
        const { paused } = await check(tx, seen);
        const { revision } = await change(tx, seen, { paused: true });
        return { wasPaused: paused, held: { ...seen, revision } };
      }),
    );
    try {
      return await this.database.with((prisma) => prisma.$transaction((tx) => work(tx, held, wasPaused), FORGET_WITHIN));
    } catch (error) {
      if (!wasPaused) await this.pause({ ...held, revision: null }, false);
      throw error;
    } finally {
      // For those that were claimed while it was paused. Without it they wait a quarter of an hour: no reason to call what is done undone.
      await this.#wakeWaiting(seen.tenantId).catch(() => undefined);
    }
  }

  #columnsOf({ tenantId, id }: SeenIntegration, { hostName, credentials }: HubTarget): Change {
    const { kind: credentialKind, seen, secret } = storedCredentials(credentials);
    const sealedSecret = secret && bytes(this.sealing.seal(secret, hubSecretPlace(tenantId, id)));
    return { hostName, credentialKind, credential: { ...seen }, sealedSecret, ...NO_TROUBLE };
  }

  async #wakeWaiting(tenantId: string): Promise<void> {
    await this.database.run(WAKE_WAITING, [tenantId, WAIT_FOR_HUB]);
  }
}

async function find(tx: Prisma.TransactionClient, tenantId: string, id: string): Promise<Integration> {
  const row = isRowId(id) ? await tx.integration.findFirst({ where: { tenantId, id } }) : null;
  if (!row) throw new NotFound('There is no integration of this id that you may see.');
  return row;
}

/** The row at the revision that was asked for, locked. Throws NotFound, IntegrationStale. */
async function check(tx: Prisma.TransactionClient, { tenantId, id, revision }: SeenIntegration): Promise<Integration> {
  if (isRowId(id)) await tx.$queryRaw`SELECT 1 FROM integration WHERE id = ${id}::uuid AND tenant_id = ${tenantId} FOR UPDATE`;
  const row = await find(tx, tenantId, id);
  if (revision !== null && row.revision !== revision) throw new IntegrationStale(row.revision);
  return row;
}

async function change(tx: Prisma.TransactionClient, seen: SeenIntegration, columns: Change): Promise<Integration> {
  await check(tx, seen);
  return tx.integration.update({ where: { id: seen.id }, data: { ...columns, revision: { increment: 1 }, updatedAt: new Date() } });
}
