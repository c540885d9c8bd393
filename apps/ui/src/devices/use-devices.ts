import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOf, api, nextCursor, type Schemas } from '../api/client.js';
import { onSyncChange, type SyncChange } from '../api/follow-stream.js';
import type { DeviceFilter } from './device-filter.js';

type Device = Schemas['Device'];

interface Batch {
  items: Device[];
  next: string | null;
}

const FIRST_PAGE = 200;
/** As many as the API gives at once: who goes on far asks for few pages. */
const PAGE = 500;
/** Up to so many pages are asked for anew when something changes; of more, the lines that changed are corrected in place. */
const FEW_PAGES = 2;
const TOLD_EVERY_MS = 1_500;

/** The devices that the filter lets through, page after page, kept up to date. */
export function useDevices(filter: DeviceFilter) {
  const client = useQueryClient();
  const key = JSON.stringify(filter);
  const query = useInfiniteQuery({
    queryKey: ['devices', key],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }): Promise<Batch> => {
      const query = { ...filter, ...(pageParam === null ? { limit: FIRST_PAGE } : { limit: PAGE, cursor: pageParam }) };
      const { data, headers } = await answerOf(api.GET('/api/v1/devices', { params: { query }, signal }));
      return { items: data.items, next: nextCursor(headers) };
    },
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
    staleTime: 30_000,
  });

  useEffect(() => {
    const told = new Map<string, SyncChange>();
    const stop = onSyncChange((change) => told.set(change.deviceId, change));
    const timer = setInterval(() => {
      if (told.size === 0) return;
      const queryKey = ['devices', key];
      const pages = client.getQueryData<InfiniteData<Batch>>(queryKey)?.pages.length ?? 0;
      if (pages <= FEW_PAGES) void client.invalidateQueries({ queryKey });
      else client.setQueryData<InfiniteData<Batch>>(queryKey, (data) => data && corrected(data, told));
      told.clear();
    }, TOLD_EVERY_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [client, key]);

  return query;
}

const corrected = (data: InfiniteData<Batch>, told: ReadonlyMap<string, SyncChange>): InfiniteData<Batch> => ({
  ...data,
  pages: data.pages.map((page) => (page.items.some(({ deviceId }) => told.has(deviceId)) ? { ...page, items: page.items.map((device) => correct(device, told.get(device.deviceId))) } : page)),
});

const correct = (device: Device, change?: SyncChange): Device => (change ? { ...device, sync: change.sync, reason: change.reason, why: change.why, updatedAt: change.at } : device);
