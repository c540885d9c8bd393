import {
  DeviceCatalog,
  FleetStatus,
  isReason,
  type CallNote,
  type DeviceKey,
  type DevicePage,
  type DeviceScope,
  type DeviceSummary,
  type EventEntry,
  type EventFilter,
  type Reason,
  type StepKind,
  type StoryKind,
  type SyncState,
  type TimelineEntry,
} from '#core';
import { EVENTS_OF_DEVICE, EVENTS_OF_KINDS, FIND_DEVICE, LIST_DEVICES, LIST_DEVICES_IN_STATES, LIST_DEVICES_TAGGED, LIST_DEVICES_WITHIN, SUMMARY, askFor } from './catalog-statements.js';
import type { Database } from './database.js';
import type { Device } from './generated/prisma/client.js';

/** Counting the backlog reads every device of a tenant; for this long the last count will do, in ms. */
const BACKLOG_MS = 5_000;
/** Above every id that begins with what stands before it: ids are compared by their bytes, and no character has higher ones. */
const LAST = '\u{10ffff}';

const KINDS = ['event', 'twin-changed', 'began', 'done', 'waits', 'rests', 'failed', 'died'] as const satisfies readonly StoryKind[];

export class PostgresCatalog extends DeviceCatalog {
  readonly #backlogs = new Map<string, { devices: number; until: number }>();

  constructor(private readonly database: Database) {
    super();
  }

  override async find(key: DeviceKey, scope: DeviceScope): Promise<DeviceSummary | null> {
    const [row] = await this.database.run<FoundRow>(FIND_DEVICE, askFor(key, scope));
    return row ? summaryOf(row, row.groups) : null;
  }

  override async list(tenantId: string, { after, limit, scope, filter }: DevicePage): Promise<DeviceSummary[]> {
    const { idPrefix, sync, reason, status, hubStatus, group, tag } = filter;
    const range = [tenantId, after ?? '', idPrefix ?? '', `${idPrefix ?? ''}${LAST}`, limit];
    const state = [sync, reason, status, hubStatus];
    const [statement, values] =
      tag !== null ? [LIST_DEVICES_TAGGED, [...range, ...state, ...withinOf(scope), group, tag.tag, tag.value, scope.kind === 'all']]
      : scope.kind === 'some' ? [LIST_DEVICES_WITHIN, [...range, ...state, ...withinOf(scope), group]]
      : group !== null ? [LIST_DEVICES_WITHIN, [...range, ...state, [group], [], null]]
      : state.some((wanted) => wanted !== null) ? [LIST_DEVICES_IN_STATES, [...range, ...state]]
      : [LIST_DEVICES, range];
    const rows = await this.database.run<FoundRow>(statement, values);
    return rows.map((row) => summaryOf(row, row.groups));
  }

  override async events(tenantId: string, { before, limit, filter }: { before: bigint | null; limit: number; filter: EventFilter }): Promise<EventEntry[]> {
    const values = [tenantId, before, filter.since ?? '-infinity', limit, filter.kind ? [filter.kind] : KINDS];
    const rows = filter.deviceId === null ? await this.database.run<EventRow>(EVENTS_OF_KINDS, values) : await this.database.run<EventRow>(EVENTS_OF_DEVICE, [...values, filter.deviceId]);
    return rows.map((row) => ({ ...entryOf({ ...row, id: BigInt(row.id) }), deviceId: row.deviceId }));
  }

  override async timeline({ tenantId, deviceId }: DeviceKey, page: { after: bigint | null; limit: number }): Promise<TimelineEntry[]> {
    const rows = await this.database.with((prisma) =>
      prisma.eventLog.findMany({
        where: { tenantId, deviceId, ...(page.after !== null && { id: { gt: page.after } }) },
        orderBy: { id: 'asc' },
        take: page.limit,
      }),
    );
    return rows.map(entryOf);
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
}

const withinOf = (scope: DeviceScope): [groups: readonly string[], devices: readonly string[]] => (scope.kind === 'all' ? [[], []] : [scope.groups, scope.devices]);

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

interface EntryRow {
  id: bigint;
  at: Date;
  kind: string;
  step: string | null;
  reason: string | null;
  detail: string | null;
  calls: unknown;
}
type EventRow = Omit<EntryRow, 'id'> & { id: string; deviceId: string };

const entryOf = ({ id, at, kind, step, reason, detail, calls }: EntryRow): TimelineEntry => ({
  id,
  at,
  kind: kind as TimelineEntry['kind'],
  step: step as StepKind | null,
  reason: reasonOf(reason),
  detail,
  // Before there were others, only calls to the hub were noted, without its name.
  ...(calls !== null && { calls: (calls as CallNote[]).map((call) => ({ ...call, system: call.system ?? 'hub' })) }),
});
