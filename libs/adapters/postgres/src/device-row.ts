import { FleetStatus, isReason, type DeviceKey, type DeviceRecord, type HubRecord, type Intent } from '#core';
import type { SealedPlace, Sealing } from './sealing.js';

/** A row of `device`, as pg gives it: 64-bit numbers as text. */
export interface DeviceRow {
  tenant_id: string;
  device_id: string;
  told_status: string;
  told_at: Date;
  told_revision: string | null;
  told_event_id: string;
  generation: string;
  fleet_status: string | null;
  hub_kind: string;
  hub_status: string | null;
  hub_etag: string | null;
  key_number: number | null;
  key_source: string | null;
  next_key: number | null;
  rotate_to: number | null;
  adopted_key: Buffer | null;
  look_first: boolean;
  last_key_number: number;
  delivered_key: number | null;
  delivered_at: Date | null;
  confirmed_key: number | null;
  intent: Intent | null;
  attempts: number;
  not_before: Date | null;
  reason: string | null;
  fence: string;
}

export const adoptedKeyPlace = ({ tenantId, deviceId }: DeviceKey): SealedPlace => ({
  tenantId,
  table: 'device',
  column: 'adopted_key',
  row: deviceId,
});

export function recordOf(row: DeviceRow, sealing: Sealing): DeviceRecord {
  const key = { tenantId: row.tenant_id, deviceId: row.device_id };
  return {
    key,
    told: {
      status: FleetStatus.parse(row.told_status),
      occurredAt: row.told_at,
      revision: row.told_revision === null ? null : Number(row.told_revision),
      eventId: row.told_event_id,
    },
    fleetStatus: row.fleet_status === null ? null : FleetStatus.parse(row.fleet_status),
    hub: hubRecordOf(row, key, sealing),
    lookFirst: row.look_first,
    lastKeyNumber: row.last_key_number,
    rotateTo: row.rotate_to,
    delivery: { delivered: row.delivered_key, deliveredAt: row.delivered_at, confirmed: row.confirmed_key },
    intent: row.intent,
    attempts: row.attempts,
    notBefore: row.not_before,
    reason: row.reason !== null && isReason(row.reason) ? row.reason : null,
  };
}

function hubRecordOf(row: DeviceRow, key: DeviceKey, sealing: Sealing): HubRecord {
  switch (row.hub_kind) {
    case 'unseen':
    case 'absent':
      return { kind: row.hub_kind };
    default:
      return {
        kind: 'present',
        status: row.hub_status === 'enabled' ? 'enabled' : 'disabled',
        etag: row.hub_etag,
        keyNumber: row.key_number ?? 0,
        nextKey: row.next_key,
        madeBy: row.key_source === 'derived' ? 'us' : 'somebody-else',
        keys:
          row.key_source !== 'adopted'
            ? 'derived'
            : { adopted: row.adopted_key ? sealing.open(row.adopted_key, adoptedKeyPlace(key)) : null },
      };
  }
}

/** Our record of the hub as columns of `device`. */
export function hubColumns(hub: HubRecord, key: DeviceKey, sealing: Sealing) {
  if (hub.kind !== 'present') return { hub_kind: hub.kind };
  const adopted = hub.keys === 'derived' ? null : hub.keys.adopted;
  return {
    hub_kind: hub.kind,
    hub_status: hub.status,
    hub_etag: hub.etag,
    key_number: hub.keyNumber,
    next_key: hub.nextKey,
    // Keys of ours in what somebody else made are `replaced` ones.
    key_source: hub.keys !== 'derived' ? 'adopted' : hub.madeBy === 'us' ? 'derived' : 'replaced',
    adopted_key: adopted && sealing.seal(adopted, adoptedKeyPlace(key)).toString('base64'),
  };
}
