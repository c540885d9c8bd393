import { FleetStatus, type Accepted, type DeviceEvent, type DeviceKey, type Origin, type Told } from '#core';

/** An event on its way into the inbox. */
export interface Arrival {
  key: DeviceKey;
  origin: Origin;
  event: DeviceEvent;
  raw: Uint8Array;
  /** The trace that it came in with, as W3C traceparent. */
  trace: string | null;
  fold: (told: Told | null) => Told;
}

/** What READ_TOLD answers for an arrival. */
export interface ToldRow {
  told_status: string | null;
  told_at: Date;
  told_revision: string | null;
  told_event_id: string;
  generation: string;
  repeated: boolean;
}

/** A device with the new events of a batch folded in. */
export interface FoldedDevice {
  key: DeviceKey;
  told: Told;
  /** The generation that the fold was made on; it holds only while the device still has it. */
  readGeneration: bigint;
  arrivals: { arrival: Arrival; generation: bigint }[];
  /** It was decommissioned and is wanted again. Its configuration went with it, whether or not a pass came in between, and also where we hear of it late. */
  cameBack: boolean;
}

export interface FoldedBatch {
  repeated: Arrival[];
  /** In the order of their keys. */
  devices: FoldedDevice[];
}

/** Folds a batch, device by device, in the order of arrival. An event that is stored, or twice in the batch, is a repeat. */
export function foldBatch(arrivals: readonly Arrival[], rows: readonly ToldRow[]): FoldedBatch {
  const repeated: Arrival[] = [];
  const devices = new Map<string, FoldedDevice>();
  const seen = new Set<string>();
  arrivals.forEach((arrival, place) => {
    const row = rows[place]!;
    const name = JSON.stringify([arrival.origin.tenantId, arrival.origin.sourceId, arrival.event.id, arrival.key.deviceId]);
    if (row.repeated || seen.has(name)) {
      repeated.push(arrival);
      return;
    }
    seen.add(name);
    addTo(devices, arrival, row);
  });
  return { repeated, devices: [...devices.values()].sort(byKey) };
}

/** As PostgreSQL orders by the bytes (COLLATE "C"): names of tenants and devices are plain ASCII. */
function byKey({ key: one }: FoldedDevice, { key: other }: FoldedDevice): number {
  if (one.tenantId !== other.tenantId) return one.tenantId < other.tenantId ? -1 : 1;
  return one.deviceId < other.deviceId ? -1 : 1;
}

function addTo(devices: Map<string, FoldedDevice>, arrival: Arrival, row: ToldRow): void {
  const name = JSON.stringify([arrival.key.tenantId, arrival.key.deviceId]);
  const known = devices.get(name);
  const readGeneration = known?.readGeneration ?? BigInt(row.generation);
  const before = known?.arrivals ?? [];
  const generation = readGeneration + BigInt(before.length) + 1n;
  const toldBefore = known ? known.told : toldOf(row);
  const told = arrival.fold(toldBefore);
  const wasGone = toldBefore?.status === 'decommissioned' || arrival.event.status === 'decommissioned';
  const cameBack = (known?.cameBack ?? false) || (wasGone && told.status !== 'decommissioned');
  devices.set(name, { key: arrival.key, told, readGeneration, arrivals: [...before, { arrival, generation }], cameBack });
}

export const accepted = (kind: Accepted['kind'], { key }: Arrival): Accepted => ({ kind, key });

const toldOf = (row: ToldRow): Told | null =>
  row.told_status === null
    ? null
    : {
        status: FleetStatus.parse(row.told_status),
        occurredAt: row.told_at,
        revision: row.told_revision === null ? null : Number(row.told_revision),
        eventId: row.told_event_id,
      };
