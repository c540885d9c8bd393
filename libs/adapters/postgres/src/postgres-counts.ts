import { HubEdition, StoreCounts, isReason, type ConnectionFigure, type Count, type StoreFigures, type SweepFigure } from '#core';
import type { Database, Statement } from './database.js';

const DEVICES: Statement = { name: 'counts-devices', text: 'SELECT tenant_id AS "tenantId", sync AS kind, count(*)::int AS count FROM device GROUP BY tenant_id, sync' };

const OVERDUE: Statement = {
  name: 'counts-overdue',
  text: `SELECT count(*)::int AS devices, coalesce(extract(epoch FROM now() - min(wake_at)), 0)::float8 AS "oldestSeconds" FROM device WHERE wake_at <= now()`,
};

const LETTERS: Statement = {
  name: 'counts-letters',
  text: `
    SELECT tenant_id AS "tenantId", CASE WHEN source_id = 'device' THEN 'device' ELSE 'event' END AS kind, count(*)::int AS count
    FROM dead_letter WHERE answer IS NULL GROUP BY 1, 2`,
};

const HUBS: Statement = { name: 'counts-hubs', text: 'SELECT id, tenant_id AS "tenantId", host_name AS "hostName", sku, units, paused FROM integration' };

const DRIFT: Statement = { name: 'counts-drift', text: `SELECT tenant_id AS "tenantId", class AS kind, count(*)::int AS count FROM drift_finding WHERE state IN ('open', 'told') GROUP BY 1, 2` };

const SWEEPS: Statement = {
  name: 'counts-sweeps',
  text: `
    SELECT t.id AS "tenantId", extract(epoch FROM now() - last.ended_at)::float8 AS "agoSeconds", extract(epoch FROM last.ended_at - last.began_at)::float8 AS "tookSeconds",
           (SELECT count(*)::int FROM sweep_run h WHERE h.tenant_id = t.id AND h.state = 'held') AS held
    FROM tenant t
    LEFT JOIN LATERAL (
      SELECT began_at, ended_at FROM sweep_run r WHERE r.tenant_id = t.id AND r.kind = 'sweep' AND r.state = 'done' ORDER BY r.began_at DESC LIMIT 1
    ) AS last ON true`,
};

const TROUBLE = `CASE WHEN trouble IS NULL THEN 0 ELSE extract(epoch FROM now() - trouble_since) END::float8 AS "troubleSeconds"`;

const CONNECTIONS: Statement = {
  name: 'counts-connections',
  text: `
    SELECT tenant_id AS "tenantId", 'hub' AS connection, CASE WHEN paused THEN 'paused' ELSE coalesce(trouble, 'well') END AS state, ${TROUBLE} FROM integration
    UNION ALL
    SELECT tenant_id, 'fleet', coalesce(trouble, 'well'), ${TROUBLE} FROM fleet_connection`,
};

/** Words that this version does not know are shown to nobody: a label has few values. */
const isKnown = ({ state }: ConnectionFigure): boolean => state === 'well' || state === 'paused' || isReason(state);

interface HubRow {
  id: string;
  tenantId: string;
  hostName: string;
  sku: string | null;
  units: number | null;
  paused: boolean;
}

/** Counts rows, one statement after the other: a look must not take connections away from the work. */
export class PostgresCounts extends StoreCounts {
  constructor(private readonly database: Database) {
    super();
  }

  override async read(): Promise<StoreFigures> {
    const devices = await this.database.run<Count>(DEVICES, []);
    const [overdue] = await this.database.run<StoreFigures['overdue']>(OVERDUE, []);
    const deadLetters = await this.database.run<Count>(LETTERS, []);
    const drift = await this.database.run<Count>(DRIFT, []);
    const sweeps = await this.database.run<SweepFigure>(SWEEPS, []);
    const connections = (await this.database.run<ConnectionFigure>(CONNECTIONS, [])).filter(isKnown);
    const hubs = await this.database.run<HubRow>(HUBS, []);
    return { devices, overdue: overdue!, deadLetters, drift, sweeps, connections, hubs: hubs.map(({ sku, units, ...hub }) => ({ ...hub, edition: HubEdition.safeParse({ sku, units }).data ?? null })) };
  }
}
