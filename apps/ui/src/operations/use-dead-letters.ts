import { useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, api, nextCursor, type Schemas } from '../api/client.js';

export type DeadLetter = Schemas['DeadLetter'];
export type LetterState = 'open' | 'answered' | 'all';

export interface LetterFilter {
  state: LetterState;
  reason: string;
  deviceId: string;
}

const PAGE = 100;

/** The dead letters that the filter lets through, page after page. */
export const useDeadLetters = ({ state, reason, deviceId }: LetterFilter, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: ['dead-letters', state, reason, deviceId],
    enabled,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, state, ...(reason !== '' && { reason }), ...(deviceId !== '' && { deviceId }), ...(pageParam !== null && { cursor: pageParam }) };
      const { data, headers } = await answerOf(api.GET('/api/v1/dead-letters', { params: { query }, signal }));
      return { items: data.items, next: nextCursor(headers) };
    },
    getNextPageParam: ({ next }) => next,
  });
