import { REASONS, canEverywhere, type Actor, type FeedLine, type Permission, type StoryKind, type SyncState } from '#core';

/** What a stream tells of. */
export interface StreamEvent {
  name: 'twin.changed' | 'device.sync-changed';
  data: Readonly<Record<string, string | null>>;
}

const SYNC: Readonly<Partial<Record<StoryKind, SyncState>>> = { event: 'waiting', waits: 'waiting', rests: 'in-sync', failed: 'failing', died: 'dead' };
const NEEDS: Readonly<Record<StreamEvent['name'], Permission>> = { 'twin.changed': 'twin:read', 'device.sync-changed': 'device:read' };

/** What one actor is told about a line of the event log, or null when that is nothing. */
export function streamEventOf(line: FeedLine, actor: Actor): StreamEvent | null {
  const event = line.key.tenantId === actor.tenantId ? eventOf(line) : null;
  return event && canEverywhere(actor, NEEDS[event.name]) ? event : null;
}

function eventOf({ key: { deviceId }, at: moment, kind, reason, detail }: FeedLine): StreamEvent | null {
  const at = moment.toISOString();
  if (kind === 'twin-changed') return { name: 'twin.changed', data: { deviceId, at, what: detail } };
  const sync = SYNC[kind];
  return sync ? { name: 'device.sync-changed', data: { deviceId, at, sync, reason, why: reason && REASONS[reason] } } : null;
}
