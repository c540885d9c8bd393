import type { Invariant } from './invariant.js';

/** Dead letters are complete. */
export const I9: Invariant = {
  id: 'I9',
  sentence: 'A dead letter says why, how often, and when first and last.',
  violations: ({ letters }) =>
    letters.flatMap(({ deviceId, reason, detail, attempts, firstAt, lastAt }) => {
      const isWhole = reason !== '' && detail !== '' && attempts >= 1 && firstAt <= lastAt;
      return isWhole ? [] : [`a dead letter of ${deviceId ?? 'no device'} is not whole: '${reason}', '${detail}', ${attempts} attempts, from ${firstAt} to ${lastAt}`];
    }),
};
