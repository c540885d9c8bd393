import { readNumber, type ControlRoute } from './control-call.js';

/** Most entries in one answer. */
const MOST = 1_000_000;

export const JOURNAL_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/emulator/journal',
    run: ({ emulator: { journal }, query }) => ({
      status: 200,
      body: {
        entries: journal.show({
          device: query.get('device') ?? undefined,
          hub: query.get('hub') ?? undefined,
          limit: readNumber(query, 'limit', { usual: 1000, most: MOST }),
        }),
        counters: journal.counters(),
      },
    }),
  },
  {
    method: 'DELETE',
    path: '/emulator/journal',
    run: ({ emulator: { journal, hubs } }) => {
      journal.clear();
      for (const { throttle } of hubs.values()) throttle.clear();
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: '/emulator/checks',
    run: ({ emulator: { journal, hubs } }) => ({
      status: 200,
      body: { ...journal.checks(), minutes: Object.fromEntries([...hubs].map(([name, { throttle }]) => [name, throttle.checkMinutes()])) },
    }),
  },
];
