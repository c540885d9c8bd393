import type { Extent, RunClaim, RunPhase, Selection, SweepRun } from '#core';
import { openFleetConnection, openHubConnection, type FleetRow, type IntegrationRow } from './connection-rows.js';
import type { Sealing } from './sealing.js';

/** A row of `sweep_run`, as pg gives it: 64-bit numbers as text. */
export interface SweepRunRow {
  id: string;
  tenant_id: string;
  kind: string;
  dry_run: boolean;
  state: string;
  phase: string;
  cursor: string | null;
  done: number;
  total: number | null;
  fleet: string;
  hub: string;
  tries: number;
  hindrance: string | null;
  selection: Selection | null;
  detail: string | null;
  found: SweepRun['found'];
  mended: number;
  asked_by: string | null;
  approved_by: string | null;
  fence: string;
  began_at: Date;
  phase_at: Date;
  ended_at: Date | null;
}

export type ClaimedRunRow = SweepRunRow & {
  hub_connection: (Omit<IntegrationRow, 'sealedSecret'> & { sealedSecret: string | null }) | null;
  fleet_connection: (Omit<FleetRow, 'sealedToken'> & { sealedToken: string }) | null;
  connected_at: Date;
};

export const sweepRunOf = (row: SweepRunRow): SweepRun => ({
  id: row.id,
  tenantId: row.tenant_id,
  kind: row.kind as SweepRun['kind'],
  dryRun: row.dry_run,
  state: row.state as SweepRun['state'],
  phase: row.phase as RunPhase,
  cursor: row.cursor,
  done: row.done,
  total: row.total,
  fleet: row.fleet as Extent,
  hub: row.hub as Extent,
  tries: row.tries,
  hindrance: row.hindrance,
  selection: row.selection,
  detail: row.detail,
  found: row.found,
  mended: row.mended,
  askedBy: row.asked_by,
  approvedBy: row.approved_by,
  beganAt: row.began_at,
  phaseAt: row.phase_at,
  endedAt: row.ended_at,
});

export function runClaimOf(row: ClaimedRunRow, sealing: Sealing, { leaseMs, intervalMs }: Pick<RunClaim, 'leaseMs' | 'intervalMs'>): RunClaim {
  const { hub_connection: hub, fleet_connection: fleet } = row;
  return {
    run: sweepRunOf(row),
    fence: BigInt(row.fence),
    leaseMs,
    intervalMs,
    hub: hub && openHubConnection({ ...hub, sealedSecret: hub.sealedSecret === null ? null : Buffer.from(hub.sealedSecret, 'base64') }, sealing),
    fleet: fleet && openFleetConnection({ ...fleet, sealedToken: Buffer.from(fleet.sealedToken, 'base64') }, sealing),
    connectedAt: row.connected_at,
  };
}
