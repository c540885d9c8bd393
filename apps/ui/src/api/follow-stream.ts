import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from './client.js';

/** So often at most is asked again for what keeps changing. */
const ASK_EVERY_MS = 1_500;

/** How a device stands now. */
export interface SyncChange {
  deviceId: string;
  at: string;
  sync: Schemas['Device']['sync'];
  reason: string | null;
  why: string | null;
}

/** A twin was edited through us; `what` says by whom and which part. */
export interface TwinChange {
  deviceId: string;
  at: string;
  what: string | null;
}

const syncListeners = new Set<(change: SyncChange) => void>();
const twinListeners = new Set<(change: TwinChange) => void>();

/** Calls back for every device that stands otherwise than before. Answers with what ends that. */
export const onSyncChange = (heard: (change: SyncChange) => void): (() => void) => listen(syncListeners, heard);

/** Calls back for every twin that was edited through us. Answers with what ends that. */
export const onTwinChange = (heard: (change: TwinChange) => void): (() => void) => listen(twinListeners, heard);

function listen<Change>(listeners: Set<(change: Change) => void>, heard: (change: Change) => void): () => void {
  listeners.add(heard);
  return () => void listeners.delete(heard);
}

/**
 * Keeps what is shown up to date by the stream of events (`/api/v1/stream`), for those who may see every device. The browser
 * comes back by itself with the last id. Answers with what ends it.
 */
export function followStream(client: QueryClient): () => void {
  const source = new EventSource('/api/v1/stream');
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const askAgain = () => {
    timer = null;
    for (const key of stale) void client.invalidateQueries({ queryKey: key.split('\n') });
    stale.clear();
  };
  source.addEventListener('device.sync-changed', ({ data }: MessageEvent<string>) => {
    const change = JSON.parse(data) as SyncChange;
    for (const heard of syncListeners) heard(change);
    for (const key of ['overview', 'events', 'dead-letters', 'hub-budget', `device\n${change.deviceId}`]) stale.add(key);
    timer ??= setTimeout(askAgain, ASK_EVERY_MS);
  });
  source.addEventListener('twin.changed', ({ data }: MessageEvent<string>) => {
    for (const heard of twinListeners) heard(JSON.parse(data) as TwinChange);
  });
  source.addEventListener('stream.reset', () => void client.invalidateQueries());
  return () => {
    source.close();
    if (timer) clearTimeout(timer);
  };
}
