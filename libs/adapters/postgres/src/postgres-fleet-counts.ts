import { COUNTS_KEPT_HOURS, FleetCounts, FleetStatus, isReason, type CountSpan, type DeviceSummary, type FleetCount, type PastCount, type ReasonCount, type SyncState } from '#core';
import { STATE } from './catalog-statements.js';
import type { Database, Statement } from './database.js';
import { KeptFor } from './kept-for.js';

/** Counting reads every device of a tenant; for this long the last count will do, in ms. */
const NOW_MS = 5_000;
const HOUR_MS = 3_600_000;

const SYNC_STATES = ['in-sync', 'waiting', 'failing', 'dead'] as const satisfies readonly SyncState[];
const HUB_STATES = ['enabled', 'disabled', 'absent', 'unknown'] as const satisfies readonly DeviceSummary['hubStatus'][];

const GROUPS = `${STATE.sync} AS sync, ${STATE.reason} AS reason, ${STATE.status} AS status, ${STATE.hub} AS hub, count(*) AS devices`;

/** Concern every device, of a tenant and of all. */
const COUNT: Statement = { name: 'counts-now', text: `SELECT ${GROUPS} FROM device d WHERE d.tenant_id = $1 GROUP BY 1, 2, 3, 4` };
const COUNT_ALL: Statement = { name: 'counts-of-all', text: `SELECT d.tenant_id AS "tenantId", ${GROUPS} FROM device d GROUP BY 1, 2, 3, 4, 5` };

/** Whoever comes first in a minute of the database's clock takes the turn. */
const TAKE_TURN: Statement = {
  name: 'counts-take-turn',
  text: `
    INSERT INTO turn AS t (name, taken_at) VALUES ('fleet-counts', now())
    ON CONFLICT (name) DO UPDATE SET taken_at = now() WHERE t.taken_at < date_trunc('minute', now())
    RETURNING date_trunc('minute', now()) AS minute`,
};

interface State {
  sync: string;
  reason: string;
  status: string;
  hub: string;
}

type StateRow = State & { devices: string };
type StateCount = State & { devices: number };

export class PostgresFleetCounts extends FleetCounts {
  readonly #last = new KeptFor<FleetCount>(NOW_MS);

  constructor(private readonly database: Database) {
    super();
  }

  override now(tenantId: string): Promise<FleetCount> {
    return this.#last.get(tenantId, async () => countOf(new Date(), await this.database.run<StateRow>(COUNT, [tenantId])));
  }

  override async since(tenantId: string, span: CountSpan, from: Date): Promise<PastCount[]> {
    const rows = await this.database.with((prisma) => prisma.fleetCount.findMany({ where: { tenantId, span, at: { gte: from } }, orderBy: { at: 'asc' } }));
    return rows.map(({ at, devices, sync, status }) => ({ at, devices, sync: sync as PastCount['sync'], status: status as PastCount['status'] }));
  }

  override async keep(): Promise<boolean> {
    const [turn] = await this.database.run<{ minute: Date }>(TAKE_TURN, []);
    if (!turn) return false;
    const rows = await this.database.run<StateRow & { tenantId: string }>(COUNT_ALL, []);
    const counts = [...Map.groupBy(rows, ({ tenantId }) => tenantId)].map(([tenantId, own]) => ({ tenantId, ...kept(countOf(turn.minute, own)) }));
    const hour = new Date(Math.floor(turn.minute.getTime() / HOUR_MS) * HOUR_MS);
    const data = counts.flatMap((count) => [
      { ...count, span: 'minute' },
      { ...count, span: 'hour', at: hour },
    ]);
    await this.database.with((prisma) => prisma.fleetCount.createMany({ data, skipDuplicates: true }));
    await this.#letGo(turn.minute);
    return true;
  }

  async #letGo(now: Date): Promise<void> {
    const tooOld = Object.entries(COUNTS_KEPT_HOURS).map(([span, hours]) => ({ span, at: { lt: new Date(now.getTime() - hours * HOUR_MS) } }));
    await this.database.with((prisma) => prisma.fleetCount.deleteMany({ where: { OR: tooOld } }));
  }
}

function countOf(at: Date, rows: readonly StateRow[]): FleetCount {
  const states = rows.map((row): StateCount => ({ ...row, devices: Number(row.devices) }));
  const sumBy = <Name extends string>(names: readonly Name[], nameOf: (state: State) => string): Record<Name, number> =>
    Object.fromEntries(names.map((name) => [name, sumOf(states.filter((state) => nameOf(state) === name))])) as Record<Name, number>;
  return {
    at,
    devices: sumOf(states),
    sync: sumBy(SYNC_STATES, ({ sync }) => sync),
    status: sumBy(FleetStatus.options, ({ status }) => status),
    hubStatus: sumBy(HUB_STATES, ({ hub }) => hub),
    reasons: reasonsOf(states),
  };
}

function reasonsOf(states: readonly StateCount[]): ReasonCount[] {
  const together = Map.groupBy(states, ({ sync, reason }) => `${sync}/${reason}`);
  return [...together.values()]
    .map((same) => ({ reason: isReason(same[0]!.reason) ? same[0]!.reason : null, sync: same[0]!.sync as SyncState, devices: sumOf(same) }))
    .sort((one, other) => other.devices - one.devices);
}

const sumOf = (states: readonly StateCount[]): number => states.reduce((sum, { devices }) => sum + devices, 0);

const kept = ({ at, devices, sync, status }: FleetCount) => ({ at, devices, sync, status });
