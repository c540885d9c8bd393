import type { Invariant } from './invariant.js';

/** A device on a healthy hub is in sync within this, on a machine with two busy processors, ms. */
export const NEIGHBOUR_MS = 15_000;

/** Isolation. */
export const I14: Invariant = {
  id: 'I14',
  sentence: 'What befalls one tenant’s hub does not hold up a device of another.',
  violations: ({ neighbour }) => {
    if (!neighbour || (neighbour.inSyncAfterMs !== null && neighbour.inSyncAfterMs <= NEIGHBOUR_MS)) return [];
    const { deviceId, inSyncAfterMs } = neighbour;
    return [`${deviceId}: ${inSyncAfterMs === null ? 'was not in sync while the fault stood' : `was in sync only after ${inSyncAfterMs} ms`}`];
  },
};
