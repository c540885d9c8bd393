import { Troubles, type DueProbe, type Trouble, type TroubledConnection } from '#core';
import { TROUBLE_COLUMNS, openFleetConnection, openHubConnection, troubleOf, type FleetRow, type IntegrationRow } from './connection-rows.js';
import type { Database, Statement } from './database.js';
import { WAKE_WAITING } from './device-statements.js';
import type { Sealing } from './sealing.js';
import { storableText } from './storable-text.js';

/** A fleet of a million takes about half a minute. */
const WAKE_WITHIN = { maxWait: 10_000, timeout: 5 * 60_000 };

/** Whoever is in trouble again as soon as it was over is tried less often: each time wakes all that wait. */
const SET = `
    SET trouble = $4, trouble_detail = $5, trouble_since = now(),
        probed_at = CASE WHEN trouble IS NULL AND probed_at > now() - interval '60 seconds' THEN now() + interval '20 seconds' ELSE now() END`;

const report = (kind: TroubledConnection['kind'], table: string, id: string): Statement => ({
  name: `trouble-report-${kind}`,
  text: `
    WITH before AS (
      SELECT tenant_id, trouble AS was FROM ${table} WHERE tenant_id = $1 AND ${id} AND revision = $3 AND trouble IS DISTINCT FROM $4 FOR UPDATE
    )
    UPDATE ${table} t ${SET} FROM before WHERE t.tenant_id = before.tenant_id AND ${id} RETURNING before.was`,
});

/** What is known already is not written again: a hub that goes away is reported by many calls at once. */
const REPORT: Readonly<Record<TroubledConnection['kind'], Statement>> = {
  hub: report('hub', 'integration', 'id = $2::uuid'),
  fleet: report('fleet', 'fleet_connection', '$2::uuid IS NULL'),
};

const TAKE_DUE_HUBS: Statement = {
  name: 'trouble-due-hubs',
  text: `
    UPDATE integration SET probed_at = now()
    WHERE id IN (SELECT id FROM integration WHERE trouble IS NOT NULL AND NOT paused AND probed_at <= now() - $1 * interval '1 ms' FOR UPDATE SKIP LOCKED)
    RETURNING id, tenant_id AS "tenantId", host_name AS "hostName", credential_kind AS "credentialKind", credential, sealed_secret AS "sealedSecret",
              sku, units, paused, ${TROUBLE_COLUMNS}, revision`,
};

const TAKE_DUE_FLEETS: Statement = {
  name: 'trouble-due-fleets',
  text: `
    UPDATE fleet_connection SET probed_at = now()
    WHERE tenant_id IN (SELECT tenant_id FROM fleet_connection WHERE trouble IS NOT NULL AND probed_at <= now() - $1 * interval '1 ms' FOR UPDATE SKIP LOCKED)
    RETURNING tenant_id AS "tenantId", url, sealed_token AS "sealedToken", ${TROUBLE_COLUMNS}, revision`,
};

export class PostgresTroubles extends Troubles {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {
    super();
  }

  override async report(at: TroubledConnection, { reason, detail }: Trouble): Promise<void> {
    const [changed] = await this.database.run<{ was: string | null }>(REPORT[at.kind], [at.tenantId, at.kind === 'hub' ? at.id : null, at.revision, reason, storableText(detail)]);
    // Whoever waits says for what: it has to say what is the matter now.
    if (changed && changed.was !== null) await this.database.run(WAKE_WAITING, [at.tenantId, WAITS[at.kind]]);
  }

  override async takeDue(everyMs: number): Promise<DueProbe[]> {
    const [hubs, fleets] = await Promise.all([this.database.run<IntegrationRow>(TAKE_DUE_HUBS, [everyMs]), this.database.run<FleetRow>(TAKE_DUE_FLEETS, [everyMs])]);
    return [
      ...hubs.map((row): DueProbe => ({ kind: 'hub', connection: openHubConnection(row, this.sealing), trouble: troubleOf(row)! })),
      ...fleets.map((row): DueProbe => ({ kind: 'fleet', connection: openFleetConnection(row, this.sealing), trouble: troubleOf(row)! })),
    ];
  }

  /** Both or neither: a device that waits for an end that came would wait for long. */
  override async end(at: TroubledConnection): Promise<void> {
    const { tenantId, revision } = at;
    await this.database.with((prisma) =>
      prisma.$transaction(async (tx) => {
        const was = { trouble: { not: null }, tenantId, revision };
        const { count } = at.kind === 'hub' ? await tx.integration.updateMany({ where: { ...was, id: at.id }, data: OVER }) : await tx.fleetConnection.updateMany({ where: was, data: OVER });
        if (count > 0) await tx.$executeRawUnsafe(WAKE_WAITING.text, tenantId, WAITS[at.kind]);
      }, WAKE_WITHIN),
    );
  }
}

/** When it was tried last stays: should it be in trouble again, that counts. */
const OVER = { trouble: null, troubleDetail: null, troubleSince: null };

const WAITS: Readonly<Record<TroubledConnection['kind'], readonly string[]>> = {
  hub: ['hub-is-away', 'hub-refuses-credentials', 'hub-outcome-unknown', 'hub-answer-unreadable'],
  fleet: ['fleet-refuses-credentials', 'fleet-is-away'],
};
