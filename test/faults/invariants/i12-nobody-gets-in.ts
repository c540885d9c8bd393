import type { Invariant } from './invariant.js';

/** Whoever may not, gets nothing, also while things are broken. */
export const I12: Invariant = {
  id: 'I12',
  sentence: 'Whoever may not is refused, whatever is broken, and no request breaks us.',
  violations: ({ probes }) => probes.flatMap(({ what, mustNot, status }) => (mustNot.includes(status) ? [`${what} was answered ${status === 0 ? 'with nothing' : status}`] : [])),
};
