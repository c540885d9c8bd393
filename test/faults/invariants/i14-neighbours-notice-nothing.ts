import type { Invariant } from './invariant.js';

/** Longer than this nobody waits for a device on a healthy hub, ms. */
export const NEIGHBOUR_MS = 15_000;
/** It may take so many times as long as just before the fault, in the same stack under the same load. */
const TIMES = 2;
/** Sooner than this is soon enough, on a machine whose processors have other work too, ms. */
const SOON_MS = 3_000;

/** Isolation. */
export const I14: Invariant = {
  id: 'I14',
  sentence: 'What befalls one tenant’s hub does not hold up a device of another.',
  violations: ({ neighbour }) => {
    if (!neighbour) return [];
    const { deviceId, inSyncAfterMs, beforeMs } = neighbour;
    if (beforeMs === null) return [`${deviceId}: was not in sync before anything was broken`];
    if (inSyncAfterMs === null) return [`${deviceId}: was not in sync while the fault stood`];
    const most = Math.max(SOON_MS, TIMES * beforeMs);
    return inSyncAfterMs > most ? [`${deviceId}: was in sync only after ${Math.round(inSyncAfterMs)} ms; before the fault one took ${Math.round(beforeMs)} ms, so ${Math.round(most)} ms are allowed`] : [];
  },
};
