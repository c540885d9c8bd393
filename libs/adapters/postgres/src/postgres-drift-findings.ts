import { DriftFindings, FleetStatus, classesOf, type DriftClass, type DriftCount, type Finding, type FindingState, type KeptFinding, type SweepRun } from '#core';
import type { Database, Statement } from './database.js';

interface FindingRow {
  id: string;
  runId: string;
  class: string;
  deviceId: string;
  detail: string;
  status: string | null;
  harm: string;
  state: string;
  asOf: Date;
  firstAt: Date;
  lastAt: Date;
}

const COLUMNS = `id, run_id AS "runId", class, device_id AS "deviceId", detail, status, harm, state, as_of AS "asOf", first_at AS "firstAt", last_at AS "lastAt"`;

const PUT: Statement = {
  name: 'finding-put',
  text: `
    INSERT INTO drift_finding AS f (tenant_id, run_id, as_of, class, device_id, detail, status, harm, state)
    SELECT $1, $2, $3, * FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
    ON CONFLICT (tenant_id, class, device_id) DO UPDATE
      SET run_id = excluded.run_id, as_of = excluded.as_of, detail = excluded.detail, status = excluded.status, harm = excluded.harm, state = excluded.state,
          last_at = now(), first_at = CASE WHEN f.state = 'closed' THEN now() ELSE f.first_at END`,
};

const SELECT: Statement = {
  name: 'finding-select',
  text: `
    WITH chosen AS (
      UPDATE drift_finding SET run_id = $2, state = 'suspected'
      WHERE tenant_id = $1 AND state IN ('open', 'told') AND class = ANY($3) AND ($4::text[] IS NULL OR device_id = ANY($4))
      RETURNING 1
    )
    SELECT count(*)::int AS count FROM chosen`,
};

const NEXT: Statement = {
  name: 'finding-next',
  text: `SELECT ${COLUMNS} FROM drift_finding WHERE run_id = $1 AND state = $2 AND class = ANY($3) AND id > $4 ORDER BY id LIMIT $5`,
};

const TALLY: Statement = { name: 'finding-tally', text: 'SELECT count(*)::int AS count FROM drift_finding WHERE run_id = $1 AND state = $2 AND class = ANY($3)' };

const MARK: Statement = { name: 'finding-mark', text: 'UPDATE drift_finding SET state = $2 WHERE id = ANY($1::bigint[])' };

const DROP: Statement = { name: 'finding-drop', text: 'DELETE FROM drift_finding WHERE id = ANY($1::bigint[])' };

const CLOSE_OTHERS: Statement = {
  name: 'finding-close-others',
  text: `UPDATE drift_finding SET state = 'closed' WHERE tenant_id = $1 AND run_id <> $2 AND state IN ('open', 'told') AND class = ANY($3)`,
};

const COUNTS: Statement = {
  name: 'finding-counts',
  text: `
    SELECT class, count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'told')::int AS told
    FROM drift_finding WHERE tenant_id = $1 AND state IN ('open', 'told') GROUP BY class ORDER BY class`,
};

const TO_IMPORT: Statement = {
  name: 'finding-to-import',
  text: `SELECT status, count(*)::int AS devices FROM drift_finding WHERE tenant_id = $1 AND state = 'open' AND class = 'not-imported' GROUP BY status ORDER BY status`,
};

const LIST: Statement = {
  name: 'finding-list',
  text: `
    SELECT ${COLUMNS} FROM drift_finding
    WHERE tenant_id = $1 AND id > $2 AND state = ANY($3) AND ($4::text IS NULL OR class = $4) ORDER BY id LIMIT $5`,
};

export class PostgresDriftFindings extends DriftFindings {
  constructor(private readonly database: Database) {
    super();
  }

  override async put({ tenantId, id, beganAt }: SweepRun, findings: readonly Finding[]): Promise<void> {
    const column = (value: (finding: Finding) => string | null): (string | null)[] => findings.map(value);
    await this.database.run(PUT, [
      tenantId,
      id,
      beganAt,
      column((finding) => finding.class),
      column(({ deviceId }) => deviceId),
      column(({ detail }) => detail),
      column(({ status }) => status),
      column(({ harm }) => harm),
      column(({ isSuspicion }) => (isSuspicion ? 'suspected' : 'open')),
    ]);
  }

  override async select(run: SweepRun): Promise<number> {
    const [row] = await this.database.run<{ count: number }>(SELECT, [run.tenantId, run.id, classesOf(run), run.selection?.deviceIds ?? null]);
    return row!.count;
  }

  override async next(run: SweepRun, { state, classes, after, limit }: { state: FindingState; classes: readonly DriftClass[]; after: bigint; limit: number }): Promise<KeptFinding[]> {
    return (await this.database.run<FindingRow>(NEXT, [run.id, state, classes, after, limit])).map(findingOf);
  }

  override async tally({ id }: SweepRun, { state, classes }: { state: FindingState; classes: readonly DriftClass[] }): Promise<number> {
    const [row] = await this.database.run<{ count: number }>(TALLY, [id, state, classes]);
    return row!.count;
  }

  override async mark(ids: readonly bigint[], state: FindingState): Promise<void> {
    await this.database.run(MARK, [ids, state]);
  }

  override async drop(ids: readonly bigint[]): Promise<void> {
    await this.database.run(DROP, [ids]);
  }

  override async closeOthers({ tenantId, id }: SweepRun, classes: readonly DriftClass[]): Promise<void> {
    await this.database.run(CLOSE_OTHERS, [tenantId, id, classes]);
  }

  override counts(tenantId: string): Promise<DriftCount[]> {
    return this.database.run<DriftCount>(COUNTS, [tenantId]);
  }

  override toImport(tenantId: string): Promise<{ status: FleetStatus; devices: number }[]> {
    return this.database.run<{ status: FleetStatus; devices: number }>(TO_IMPORT, [tenantId]);
  }

  override async list(tenantId: string, page: { after: bigint | null; limit: number; class?: DriftClass; state?: FindingState }): Promise<KeptFinding[]> {
    const states = page.state ? [page.state] : ['open', 'told'];
    return (await this.database.run<FindingRow>(LIST, [tenantId, page.after ?? 0n, states, page.class ?? null, page.limit])).map(findingOf);
  }
}

const findingOf = (row: FindingRow): KeptFinding => ({
  id: BigInt(row.id),
  runId: row.runId,
  class: row.class as DriftClass,
  deviceId: row.deviceId,
  detail: row.detail,
  status: row.status === null ? null : FleetStatus.parse(row.status),
  harm: row.harm as KeptFinding['harm'],
  state: row.state as FindingState,
  asOf: row.asOf,
  firstAt: row.firstAt,
  lastAt: row.lastAt,
});
