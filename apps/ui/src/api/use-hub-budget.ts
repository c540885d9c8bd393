import { useQuery } from '@tanstack/react-query';
import { answer, api } from './client.js';

const ASK_EVERY_MS = 5_000;

/** How much of what the hub allows is used, and what keeps it from being called at all, asked every few seconds. */
export const useHubBudget = () => useQuery({ queryKey: ['hub-budget'], queryFn: () => answer(api.GET('/api/v1/hub-budget')), refetchInterval: ASK_EVERY_MS });
