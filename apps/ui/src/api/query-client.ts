import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.js';

const MOST_TRIES = 3;
const LONGEST_PAUSE_MS = 10_000;

/** Tries again what may come right by itself: no answer, a server that is starting, a limit. Never what was refused. */
const mayComeRight = (error: unknown): boolean => error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 502);

/** What was asked for is shown at once when somebody comes back to it, and asked for again behind that. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < MOST_TRIES && mayComeRight(error),
        retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, LONGEST_PAUSE_MS),
      },
      mutations: { retry: false },
    },
  });
