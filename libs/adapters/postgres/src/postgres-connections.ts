import { randomUUID } from 'node:crypto';
import {
  Connections,
  FleetStale,
  HubAlreadyConnected,
  IntegrationAlreadyThere,
  type DeviceInGroups,
  type DeviceKey,
  type DeviceScope,
  type EventSource,
  type EventSourceKind,
  type FleetConnection,
  type HubConnection,
  type HubCredentials,
  type NewHubDetails,
  type SeenFleet,
  type Secret,
} from '#core';
import {
  FIND_HUB,
  FIND_WITH_HUB,
  NO_TROUBLE,
  bytes,
  fleetTokenPlace,
  hubSecretPlace,
  isRowId,
  openFleetConnection,
  openHubConnection,
  previousSecretPlace,
  sourceSecretPlace,
  storedCredentials,
  type IntegrationRow,
} from './connection-rows.js';
import { askFor } from './catalog-statements.js';
import type { Database } from './database.js';
import { WAKE_WAITING } from './device-statements.js';
import type { EventSource as EventSourceRow, FleetConnection as FleetConnectionRow, PrismaClient } from './generated/prisma/client.js';
import { OneAtATime } from './one-at-a-time.js';
import type { Sealing } from './sealing.js';
import type { TenantSeeds } from './tenant-seeds.js';
import { WAIT_FOR_FLEET, WAIT_FOR_HUB } from './waits.js';

/** Every webhook asks for its source; for this long the last answer will do, in ms. A secret that was taken back is valid for as long. */
const SOURCE_MS = 1_000;

export class PostgresConnections extends Connections {
  readonly #sources = new Map<string, { source: EventSource; until: number }>();
  readonly #readings = new OneAtATime<EventSource | null>();

  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly tenants: TenantSeeds,
  ) {
    super();
  }

  override async addHub(tenantId: string, hostName: string, credentials: HubCredentials, { edition = null, alone = false, ...described }: Partial<NewHubDetails> = {}): Promise<HubConnection> {
    await this.tenants.ensure(tenantId);
    const id = randomUUID();
    const { kind: credentialKind, seen: credential, secret } = storedCredentials(credentials);
    const sealedSecret = secret && bytes(this.sealing.seal(secret, hubSecretPlace(tenantId, id)));

    const row = await this.database.with((prisma) =>
      prisma.$transaction(async (tx) => {
        // The lock on the tenant makes "is there one already?" and "add one" a single question, for hubs and receivers together.
        await tx.$queryRaw`SELECT 1 FROM tenant WHERE id = ${tenantId} FOR UPDATE`;
        const present = await tx.integration.findFirst({ where: { tenantId } });
        if (present) throw new HubAlreadyConnected(`The tenant ${tenantId} is connected to ${present.hostName} already. Remove that connection first.`);
        if (alone && (await tx.receiver.count({ where: { tenantId } })) > 0) throw new IntegrationAlreadyThere('There is an integration already. Remove it first.');
        return tx.integration.create({ data: { id, tenantId, hostName, credentialKind, credential: { ...credential }, sealedSecret, ...described, ...edition } });
      }),
    );
    await this.database.run(WAKE_WAITING, [tenantId, WAIT_FOR_HUB]);
    return openHubConnection(row, this.sealing);
  }

  override async findHub(tenantId: string): Promise<HubConnection | null> {
    const [row] = await this.database.run<IntegrationRow>(FIND_HUB, [tenantId]);
    return row ? openHubConnection(row, this.sealing) : null;
  }

  override async findWithHub(key: DeviceKey, scope: DeviceScope): Promise<{ device: DeviceInGroups | null; hub: HubConnection | null }> {
    const [row] = await this.database.run<(IntegrationRow | { id: null }) & { groups: string[] | null }>(FIND_WITH_HUB, askFor(key, scope));
    return {
      device: row?.groups ? { key, groups: row.groups } : null,
      hub: row && row.id !== null ? openHubConnection(row, this.sealing) : null,
    };
  }

  override async putFleet(tenantId: string, url: string, token: Secret, seen: SeenFleet = 'any'): Promise<FleetConnection> {
    await this.tenants.ensure(tenantId);
    const sealedToken = bytes(this.sealing.seal(token, fleetTokenPlace(tenantId)));
    const row = await this.database.with((prisma) => putFleetRow(prisma, { tenantId, url, sealedToken }, seen));
    if (!row) throw await this.#fleetStale(tenantId);
    await this.database.run(WAKE_WAITING, [tenantId, WAIT_FOR_FLEET]);
    return openFleetConnection(row, this.sealing);
  }

  override async findFleet(tenantId: string): Promise<FleetConnection | null> {
    const row = await this.database.with((prisma) => prisma.fleetConnection.findUnique({ where: { tenantId } }));
    return row && openFleetConnection(row, this.sealing);
  }

  override async removeFleet(tenantId: string, seen: number | 'any' = 'any'): Promise<boolean> {
    const { count } = await this.database.with((prisma) => prisma.fleetConnection.deleteMany({ where: { tenantId, ...(seen !== 'any' && { revision: seen }) } }));
    if (count > 0) return true;
    const stale = await this.#fleetStale(tenantId);
    if (stale.facts.currentVersion !== null && seen !== 'any') throw stale;
    return false;
  }

  async #fleetStale(tenantId: string): Promise<FleetStale> {
    const row = await this.database.with((prisma) => prisma.fleetConnection.findUnique({ where: { tenantId }, select: { revision: true } }));
    return new FleetStale(row?.revision ?? null);
  }

  override async addEventSource(tenantId: string, kind: EventSourceKind, secret: Secret): Promise<EventSource> {
    await this.tenants.ensure(tenantId);
    const id = randomUUID();
    const sealedSecret = bytes(this.sealing.seal(secret, sourceSecretPlace(tenantId, id)));
    const row = await this.database.with((prisma) => prisma.eventSource.create({ data: { id, tenantId, kind, sealedSecret } }));
    return this.#open(row);
  }

  override async findEventSource(id: string, { anew = false } = {}): Promise<EventSource | null> {
    if (!isRowId(id)) return null;
    const known = this.#sources.get(id);
    if (!anew && known && known.until > performance.now()) return known.source;
    return this.#readings.run(id, () => this.#readSource(id));
  }

  async #readSource(id: string): Promise<EventSource | null> {
    const row = await this.database.with((prisma) => prisma.eventSource.findUnique({ where: { id } }));
    if (!row) return null;
    const source = this.#open(row);
    this.#sources.set(id, { source, until: performance.now() + SOURCE_MS });
    return source;
  }

  override async listEventSources(tenantId: string): Promise<EventSource[]> {
    const rows = await this.database.with((prisma) => prisma.eventSource.findMany({ where: { tenantId }, orderBy: { createdAt: 'asc' } }));
    return rows.map((row) => this.#open(row));
  }

  #open({ id, tenantId, kind, sealedSecret, sealedPrevious, previousUntil }: EventSourceRow): EventSource {
    const secrets = [this.sealing.open(sealedSecret, sourceSecretPlace(tenantId, id))];
    if (sealedPrevious && previousUntil && previousUntil > new Date()) {
      secrets.push(this.sealing.open(sealedPrevious, previousSecretPlace(tenantId, id)));
    }
    return { id, tenantId, kind: kind === 'mender' ? 'mender' : 'standard-webhooks', secrets };
  }
}

/** Null when the row is not as it was seen. Whether it is, and the change, are one statement each time. */
async function putFleetRow(prisma: PrismaClient, { tenantId, ...connection }: Pick<FleetConnectionRow, 'tenantId' | 'url' | 'sealedToken'>, seen: SeenFleet): Promise<FleetConnectionRow | null> {
  const create = { tenantId, ...connection };
  if (seen === 'none') return (await prisma.fleetConnection.createManyAndReturn({ data: create, skipDuplicates: true }))[0] ?? null;

  const before = await prisma.fleetConnection.findUnique({ where: { tenantId }, select: { url: true } });
  // At another address may be another fleet: what is in it already was there before it was connected.
  const connected = before && before.url !== connection.url ? { createdAt: new Date() } : {};
  const update = { ...connection, ...NO_TROUBLE, revision: { increment: 1 }, ...connected };
  if (seen === 'any') return prisma.fleetConnection.upsert({ where: { tenantId }, create, update });
  return (await prisma.fleetConnection.updateManyAndReturn({ where: { tenantId, revision: seen }, data: update }))[0] ?? null;
}
