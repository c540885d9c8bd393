import type { Invariant } from './invariant.js';

/** Mutual exclusion of each device. */
export const I5: Invariant = {
  id: 'I5',
  sentence: 'No two changes of one device that take effect are under way at once.',
  violations: ({ overlaps }) => overlaps.map((deviceId) => `${deviceId}: two changes that took effect overlapped`),
};
