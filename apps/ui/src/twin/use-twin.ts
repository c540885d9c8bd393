import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, answerOf, api, nextCursor } from '../api/client.js';
import { onTwinChange } from '../api/follow-stream.js';
import { readHistory } from './read-history.js';
import { readTwin, type Twin } from './read-twin.js';
import { routesOf, type TwinAddress } from './twin-address.js';

/** The JSON text of a change, and how it is meant. */
export interface Saving {
  how: 'patch' | 'replace';
  body: string;
  /** The etag of the twin that the change was made for. */
  etag: string;
}

const keyOf = ({ deviceId, moduleId }: TwinAddress) => ['device', deviceId, 'twin', moduleId];

/** A twin. It is read again when somebody edits it through Lockstep, and when one comes back to the page. */
export function useTwin(address: TwinAddress) {
  const client = useQueryClient();
  const { deviceId } = address;
  useEffect(() => onTwinChange((change) => change.deviceId === deviceId && void client.invalidateQueries({ queryKey: ['device', deviceId, 'twin'] })), [client, deviceId]);
  return useQuery(twinQuery(address));
}

/** How a twin is asked for. */
export const twinQuery = (address: TwinAddress) => ({ queryKey: keyOf(address), queryFn: () => askTwin(routesOf(address)), structuralSharing: false });

/** The twin as it is now. As text, because what JavaScript makes of numbers may be other numbers. */
const askTwin = async ({ twin, path }: ReturnType<typeof routesOf>): Promise<Twin> => readTwin(await answer(api.GET(twin, { params: { path }, parseAs: 'text' })));

/** Saves a change under the condition that nobody changed the twin meanwhile. */
export function useSaveTwin(address: TwinAddress) {
  const client = useQueryClient();
  const { twin: route, path } = routesOf(address);
  return useMutation({
    mutationFn: async ({ how, body, etag }: Saving) => {
      const request = {
        params: { path, header: { 'If-Match': `"${etag}"` } },
        headers: { 'content-type': how === 'patch' ? 'application/merge-patch+json' : 'application/json' },
        // The text is sent as it is: written anew by JavaScript, its numbers could become others.
        body: {},
        bodySerializer: () => body,
        parseAs: 'text' as const,
      };
      return readTwin(how === 'patch' ? await answer(api.PATCH(route, request)) : await answer(api.PUT(route, request)));
    },
    onSuccess: (twin) => isNow(client, address, twin),
  });
}

const historyOf = (address: TwinAddress) => [...keyOf(address), 'history'];

function isNow(client: QueryClient, address: TwinAddress, twin: Twin): void {
  client.setQueryData(keyOf(address), twin);
  void client.invalidateQueries({ queryKey: historyOf(address) });
}

const PAGE = 20;

/** Who changed the twin, the newest first, page by page. */
export const useTwinHistory = (address: TwinAddress) =>
  useInfiniteQuery({
    queryKey: historyOf(address),
    initialPageParam: null as string | null,
    structuralSharing: false,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      const { data, headers } = await answerOf(api.GET(routesOf(address).history, { params: { path: routesOf(address).path, query }, parseAs: 'text', signal }));
      return { edits: readHistory(data), next: nextCursor(headers) };
    },
    getNextPageParam: ({ next }) => next,
  });

/** Takes one edit back, while nothing newer stands where it changed something. */
export function useUndo(address: TwinAddress) {
  const client = useQueryClient();
  const { undo, path } = routesOf(address);
  return useMutation({
    mutationFn: async (editId: string) =>
      readTwin(await answer(api.POST(undo, { params: { path: { ...path, editId } }, parseAs: 'text' }))),
    onSuccess: (twin) => isNow(client, address, twin),
  });
}
