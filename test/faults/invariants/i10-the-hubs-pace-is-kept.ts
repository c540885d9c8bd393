import type { Invariant } from './invariant.js';

/** The law of the rate. */
export const I10: Invariant = {
  id: 'I10',
  sentence: 'In no minute do all workers together ask more of a hub than it allows, and it refuses none of them for it.',
  violations: ({ minutes, unordered429 }) => [
    ...minutes.flatMap(({ hub, category, busiest, allowed }) => (allowed !== null && busiest > allowed ? [`${hub}: ${busiest} ${category} in one minute; ${allowed} are allowed`] : [])),
    ...(unordered429 > 0 ? [`a hub answered 429 to ${unordered429} calls that no fault was ordered for`] : []),
  ],
};
