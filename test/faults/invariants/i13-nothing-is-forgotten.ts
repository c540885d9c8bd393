import type { Invariant } from './invariant.js';

/** Liveness. */
export const I13: Invariant = {
  id: 'I13',
  sentence: 'A device that is not in its final state has a wake-up, at every moment.',
  violations: ({ unwoken }) => [...new Set(unwoken)].map((deviceId) => `${deviceId}: not in its final state, and nothing would ever wake it`),
};
