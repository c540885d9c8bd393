import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, answerOf, api, nextCursor } from '../api/client.js';
import { onTwinChange } from '../api/follow-stream.js';
import { readHistory } from './read-history.js';
import { readTwin, type Twin } from './read-twin.js';

/** The JSON text of a change, and how it is meant. */
export interface Saving {
  how: 'patch' | 'replace';
  body: string;
  /** The etag of the twin that the change was made for. */
  etag: string;
}

const keyOf = (deviceId: string) => ['device', deviceId, 'twin'];

/** The twin of a device. It is read again when somebody edits it through Lockstep, and when one comes back to the page. */
export function useTwin(deviceId: string) {
  const client = useQueryClient();
  useEffect(() => onTwinChange((change) => change.deviceId === deviceId && void client.invalidateQueries({ queryKey: keyOf(deviceId) })), [client, deviceId]);
  return useQuery({ queryKey: keyOf(deviceId), queryFn: () => askTwin(deviceId), structuralSharing: false });
}

/** The twin as it is now. As text, because what JavaScript makes of numbers may be other numbers. */
const askTwin = async (deviceId: string): Promise<Twin> =>
  readTwin(await answer(api.GET('/api/v1/devices/{deviceId}/twin', { params: { path: { deviceId } }, parseAs: 'text' })));

/** Saves a change under the condition that nobody changed the twin meanwhile. */
export function useSaveTwin(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ how, body, etag }: Saving) => {
      const request = {
        params: { path: { deviceId }, header: { 'If-Match': `"${etag}"` } },
        headers: { 'content-type': how === 'patch' ? 'application/merge-patch+json' : 'application/json' },
        // The text is sent as it is: written anew by JavaScript, its numbers could become others.
        body: {},
        bodySerializer: () => body,
        parseAs: 'text' as const,
      };
      const path = '/api/v1/devices/{deviceId}/twin' as const;
      return readTwin(how === 'patch' ? await answer(api.PATCH(path, request)) : await answer(api.PUT(path, request)));
    },
    onSuccess: (twin) => isNow(client, deviceId, twin),
  });
}

const historyOf = (deviceId: string) => [...keyOf(deviceId), 'history'];

function isNow(client: QueryClient, deviceId: string, twin: Twin): void {
  client.setQueryData(keyOf(deviceId), twin);
  void client.invalidateQueries({ queryKey: historyOf(deviceId) });
}

const PAGE = 20;

/** Who changed the twin, the newest first, page by page. */
export const useTwinHistory = (deviceId: string) =>
  useInfiniteQuery({
    queryKey: historyOf(deviceId),
    initialPageParam: null as string | null,
    structuralSharing: false,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      const { data, headers } = await answerOf(api.GET('/api/v1/devices/{deviceId}/twin/history', { params: { path: { deviceId }, query }, parseAs: 'text', signal }));
      return { edits: readHistory(data), next: nextCursor(headers) };
    },
    getNextPageParam: ({ next }) => next,
  });

/** Takes one edit back, while nothing newer stands where it changed something. */
export function useUndo(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (editId: string) =>
      readTwin(await answer(api.POST('/api/v1/devices/{deviceId}/twin/history/{editId}/undo', { params: { path: { deviceId, editId } }, parseAs: 'text' }))),
    onSuccess: (twin) => isNow(client, deviceId, twin),
  });
}
