import {
  DeviceCatalog,
  FleetStatus,
  isReason,
  type DeadLetterSummary,
  type DeviceKey,
  type DeviceSummary,
  type Reason,
  type StepKind,
  type SyncState,
  type TimelineEntry,
} from '#core';
import type { Database, Statement } from './database.js';
import type { Device } from './generated/prisma/client.js';

/** Counting the backlog reads every device of a tenant; for this long the last count will do, in ms. */
const BACKLOG_MS = 5_000;
const SUMMARY = [
  'tenantId', 'deviceId', 'toldStatus', 'fleetStatus', 'hubKind', 'hubStatus', 'sync', 'reason', 'detail', 'deliveredKey', 'confirmedKey', 'attempts', 'wakeAt', 'updatedAt',
] as const satisfies readonly (keyof Device)[];

/** Asked with every twin, so it is prepared once. */
const FIND_DEVICE: Statement = {
  name: 'catalog-find-device',
  text: `SELECT ${SUMMARY.map((name) => `${columnOf(name)} AS "${name}"`).join(', ')} FROM device WHERE tenant_id = $1 AND device_id = $2`,
};

export class PostgresCatalog extends DeviceCatalog {
  readonly #backlogs = new Map<string, { devices: number; until: number }>();

  constructor(private readonly database: Database) {
    super();
  }

  override async find({ tenantId, deviceId }: DeviceKey): Promise<DeviceSummary | null> {
    const [row] = await this.database.run<SummaryRow>(FIND_DEVICE, [tenantId, deviceId]);
    return row ? summaryOf(row) : null;
  }

  override async list(tenantId: string, page: { after: string | null; limit: number; sync: SyncState | null }): Promise<DeviceSummary[]> {
    const rows = await this.database.with((prisma) =>
      prisma.device.findMany({
        where: { tenantId, ...(page.sync && { sync: page.sync }), ...(page.after !== null && { deviceId: { gt: page.after } }) },
        orderBy: { deviceId: 'asc' },
        take: page.limit,
      }),
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
}

const reasonOf = (text: string | null): Reason | null => (text !== null && isReason(text) ? text : null);

type SummaryRow = Pick<Device, (typeof SUMMARY)[number]>;

function summaryOf(row: SummaryRow): DeviceSummary {
  return {
    key: { tenantId: row.tenantId, deviceId: row.deviceId },
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
