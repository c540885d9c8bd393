import type { Invariant } from './invariant.js';

/** Secret hygiene. */
export const I11: Invariant = {
  id: 'I11',
  sentence: 'No secret is in a log, a queue, a table or an answer.',
  violations: ({ secretsFound }) => [...secretsFound],
};
