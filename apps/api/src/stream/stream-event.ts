import { REASONS, covers, deviceScopeOf, type Actor, type DeviceScope, type FeedLine, type Permission, type StoryKind, type SyncState } from '#core';

/** What a stream tells of. */
export interface StreamEvent {
  name: 'twin.changed' | 'device.sync-changed';
  data: Readonly<Record<string, string | null>>;
}

const SYNC: Readonly<Partial<Record<StoryKind, SyncState>>> = { event: 'waiting', waits: 'waiting', rests: 'in-sync', failed: 'failing', died: 'dead' };
const NEEDS: Readonly<Record<StreamEvent['name'], Permission>> = { 'twin.changed': 'twin:read', 'device.sync-changed': 'device:read' };

/** Judges for one actor what it may hear. Its scopes are worked out once: lines come by the thousand, for each of many streams. */
export function hearingOf(actor: Actor): (line: FeedLine, event: StreamEvent) => boolean {
  const scopes: Record<StreamEvent['name'], DeviceScope> = {
    'twin.changed': deviceScopeOf(actor, NEEDS['twin.changed']),
    'device.sync-changed': deviceScopeOf(actor, NEEDS['device.sync-changed']),
  };
  return (line, event) => line.key.tenantId === actor.tenantId && covers(scopes[event.name], line);
}

/** What a line of the event log tells, or null when that is nothing. */
export function streamEventOf({ key: { deviceId }, at: moment, kind, reason, detail }: FeedLine): StreamEvent | null {
  const at = moment.toISOString();
  if (kind === 'twin-changed') return { name: 'twin.changed', data: { deviceId, at, what: detail } };
  const sync = SYNC[kind];
  return sync ? { name: 'device.sync-changed', data: { deviceId, at, sync, reason, why: reason && REASONS[reason] } } : null;
}
