import {
  DeviceCatalog,
  FleetStatus,
  isReason,
  type DeviceKey,
  type DeviceScope,
  type DeviceSummary,
  type Reason,
  type StepKind,
  type SyncState,
  type TimelineEntry,
} from '#core';
import { DEVICES_IN_SCOPE } from './access-statements.js';
import type { Database, Statement } from './database.js';
import type { Device } from './generated/prisma/client.js';

/** Counting the backlog reads every device of a tenant; for this long the last count will do, in ms. */
const BACKLOG_MS = 5_000;
const SUMMARY = [
  'tenantId', 'deviceId', 'toldStatus', 'fleetStatus', 'hubKind', 'hubStatus', 'sync', 'reason', 'detail', 'deliveredKey', 'confirmedKey', 'attempts', 'wakeAt', 'updatedAt',
] as const satisfies readonly (keyof Device)[];

/** Asked with every twin, so it is prepared once. A device outside the scope is not found, by the same statement as one that is not there. */
const FIND_DEVICE: Statement = {
  name: 'catalog-find-device',
  text: `
    SELECT ${SUMMARY.map((name) => `${columnOf(name)} AS "${name}"`).join(', ')}, g.groups
    FROM device d
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(m.group_name ORDER BY m.group_name), '{}') AS groups FROM device_group_member m WHERE m.tenant_id = d.tenant_id AND m.device_id = d.device_id
    ) AS g
    WHERE d.tenant_id = $1 AND d.device_id = $2 AND ($3::boolean OR d.device_id = ANY ($4::text[]) OR g.groups && $5::text[])`,
};

interface DevicePage {
  after: string | null;
  limit: number;
  sync: SyncState | null;
  scope: DeviceScope;
}

export class PostgresCatalog extends DeviceCatalog {
  readonly #backlogs = new Map<string, { devices: number; until: number }>();

  constructor(private readonly database: Database) {
    super();
  }

  override async find({ tenantId, deviceId }: DeviceKey, scope: DeviceScope): Promise<DeviceSummary | null> {
    const within = scope.kind === 'all' ? [true, [], []] : [false, scope.devices, scope.groups];
    const [row] = await this.database.run<FoundRow>(FIND_DEVICE, [tenantId, deviceId, ...within]);
    return row ? summaryOf(row, row.groups) : null;
  }

  override async list(tenantId: string, { after, limit, sync, scope }: DevicePage): Promise<DeviceSummary[]> {
    const range = scope.kind === 'all' ? { ...(sync && { sync }), ...(after !== null && { deviceId: { gt: after } }) } : { deviceId: { in: await this.#idsWithin(tenantId, { after, limit, sync, scope }) } };
    const rows = await this.database.with((prisma) =>
      prisma.device.findMany({ where: { tenantId, ...range }, orderBy: { deviceId: 'asc' }, take: limit, include: WITH_GROUPS }),
    );
    return rows.map((row) => summaryOf(row, row.groups.map(({ group }) => group)));
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

  override async backlog(tenantId: string): Promise<number> {
    const known = this.#backlogs.get(tenantId);
    if (known && known.until > performance.now()) return known.devices;
    const [row] = await this.database.with((prisma) => prisma.$queryRaw<{ devices: bigint }[]>`
      SELECT count(*) AS devices FROM device WHERE tenant_id = ${tenantId} AND sync <> 'dead' AND CASE coalesce(fleet_status, told_status)
        WHEN 'accepted' THEN hub_kind <> 'present' OR hub_status <> 'enabled'
        WHEN 'preauthorized' THEN hub_kind = 'present' AND hub_status <> 'enabled'
        WHEN 'decommissioned' THEN hub_kind <> 'absent'
        ELSE hub_kind = 'unseen' OR (hub_kind = 'present' AND hub_status <> 'disabled') END`);
    const devices = Number(row?.devices ?? 0);
    this.#backlogs.set(tenantId, { devices, until: performance.now() + BACKLOG_MS });
    return devices;
  }

  async #idsWithin(tenantId: string, { after, limit, sync, scope }: DevicePage & { scope: { groups: readonly string[]; devices: readonly string[] } }): Promise<string[]> {
    const rows = await this.database.run<{ device_id: string }>(DEVICES_IN_SCOPE, [tenantId, scope.groups, scope.devices, after ?? '', sync, limit]);
    return rows.map((row) => row.device_id);
  }
}

const WITH_GROUPS = { groups: { select: { group: true }, orderBy: { group: 'asc' } } } as const;

const reasonOf = (text: string | null): Reason | null => (text !== null && isReason(text) ? text : null);

type SummaryRow = Pick<Device, (typeof SUMMARY)[number]>;
type FoundRow = SummaryRow & { groups: string[] };

function summaryOf(row: SummaryRow, groups: string[]): DeviceSummary {
  return {
    key: { tenantId: row.tenantId, deviceId: row.deviceId },
    groups,
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

function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
