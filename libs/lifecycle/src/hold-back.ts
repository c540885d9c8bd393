import { wantedFor, type DeviceRecord } from '#core';

/**
 * How long a pass still has to hold back because the hub or the fleet asked for a wait, in ms. A wait that the fleet asked for
 * does not hold back from shutting a device out of the hub: that needs nothing of the fleet.
 */
export function heldBackMs(record: DeviceRecord, now: Date): number {
  const askedMs = (record.notBefore?.getTime() ?? 0) - now.getTime();
  return askedMs > 0 && !(record.reason === 'fleet-is-busy' && isToBeShutOut(record)) ? askedMs : 0;
}

const isToBeShutOut = ({ told, hub }: DeviceRecord): boolean =>
  wantedFor(told.status) === 'disabled-if-present' && (hub.kind === 'unseen' || (hub.kind === 'present' && hub.status === 'enabled'));
