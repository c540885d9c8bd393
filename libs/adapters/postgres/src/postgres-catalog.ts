import {
  DeviceCatalog,
  FleetStatus,
  isReason,
  type DeadLetterSummary,
  type DeviceKey,
  type DeviceScope,
  type DeviceSummary,
  type Reason,
  type StepKind,
  type SyncState,
  type TimelineEntry,
} from '#core';
import { DEVICES_IN_SCOPE } from './access-statements.js';
import type { Database } from './database.js';
import type { Device } from './generated/prisma/client.js';

interface DevicePage {
  after: string | null;
  limit: number;
  sync: SyncState | null;
  scope: DeviceScope;
}

export class PostgresCatalog extends DeviceCatalog {
  constructor(private readonly database: Database) {
    super();
  }

  override async find({ tenantId, deviceId }: DeviceKey, scope: DeviceScope): Promise<DeviceSummary | null> {
    const row = await this.database.with((prisma) => prisma.device.findFirst({ where: { tenantId, deviceId, ...within(scope) }, include: WITH_GROUPS }));
    return row && summaryOf(row);
  }

  override async list(tenantId: string, { after, limit, sync, scope }: DevicePage): Promise<DeviceSummary[]> {
    const range = scope.kind === 'all' ? { ...(sync && { sync }), ...(after !== null && { deviceId: { gt: after } }) } : { deviceId: { in: await this.#idsWithin(tenantId, { after, limit, sync, scope }) } };
    const rows = await this.database.with((prisma) =>
      prisma.device.findMany({ where: { tenantId, ...range }, orderBy: { deviceId: 'asc' }, take: limit, include: WITH_GROUPS }),
    );
    return rows.map(summaryOf);
  }

  override async timeline({ tenantId, deviceId }: DeviceKey, page: { after: bigint | null; limit: number }): Promise<TimelineEntry[]> {
    const rows = await this.database.with((prisma) =>
      prisma.eventLog.findMany({
        where: { tenantId, deviceId, ...(page.after !== null && { id: { gt: page.after } }) },
        orderBy: { id: 'asc' },
        take: page.limit,
      }),
    );
    return rows.map(({ id, at, kind, step, reason, detail }) => ({
      id,
      at,
      kind: kind as TimelineEntry['kind'],
      step: step as StepKind | null,
      reason: reasonOf(reason),
      detail,
    }));
  }

  override async deadLetters(tenantId: string, page: { before: bigint | null; limit: number }): Promise<DeadLetterSummary[]> {
    return this.database.with((prisma) =>
      prisma.deadLetter.findMany({
        where: { tenantId, ...(page.before !== null && { id: { lt: page.before } }) },
        orderBy: { id: 'desc' },
        take: page.limit,
        omit: { raw: true, digest: true, tenantId: true },
      }),
    );
  }

  async #idsWithin(tenantId: string, { after, limit, sync, scope }: DevicePage & { scope: { groups: readonly string[]; devices: readonly string[] } }): Promise<string[]> {
    const rows = await this.database.run<{ device_id: string }>(DEVICES_IN_SCOPE, [tenantId, scope.groups, scope.devices, after ?? '', sync, limit]);
    return rows.map((row) => row.device_id);
  }
}

const WITH_GROUPS = { groups: { select: { group: true }, orderBy: { group: 'asc' } } } as const;

/** A device outside the scope is not found, by the same statement as one that is not there. */
const within = (scope: DeviceScope) =>
  scope.kind === 'all' ? {} : { OR: [{ deviceId: { in: [...scope.devices] } }, { groups: { some: { group: { in: [...scope.groups] } } } }] };

const reasonOf = (text: string | null): Reason | null => (text !== null && isReason(text) ? text : null);

function summaryOf(row: Device & { groups: { group: string }[] }): DeviceSummary {
  return {
    key: { tenantId: row.tenantId, deviceId: row.deviceId },
    groups: row.groups.map(({ group }) => group),
    status: FleetStatus.parse(row.fleetStatus ?? row.toldStatus),
    hubStatus: row.hubKind === 'present' ? (row.hubStatus === 'enabled' ? 'enabled' : 'disabled') : row.hubKind === 'absent' ? 'absent' : 'unknown',
    sync: row.sync as SyncState,
    reason: reasonOf(row.reason),
    detail: row.detail,
    deliveredKey: row.deliveredKey,
    confirmedKey: row.confirmedKey,
    attempts: row.attempts,
    wakeAt: row.wakeAt,
    updatedAt: row.updatedAt,
  };
}
