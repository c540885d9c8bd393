import type { Operation } from './problem-answers.js';

export const OTHER_ERRORS = 'lockstep:other-errors';

/** The bad answers of a route that speaks the language of another API, in place of problems. */
export type OtherErrors = Operation['responses'];
