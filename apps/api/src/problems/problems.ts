import { DEVICE_PROBLEMS } from './device-problems.js';
import { HUB_PROBLEMS } from './hub-problems.js';
import { INTEGRATION_PROBLEMS } from './integration-problems.js';
import type { Problem } from './problem.js';
import { REQUEST_PROBLEMS } from './request-problems.js';
import { TWIN_PROBLEMS } from './twin-problems.js';

/** Every problem that the API answers with. The only place that knows status codes; a page of each is in docs/problems. */
export const PROBLEMS = { ...REQUEST_PROBLEMS, ...DEVICE_PROBLEMS, ...INTEGRATION_PROBLEMS, ...TWIN_PROBLEMS, ...HUB_PROBLEMS } as const;

export type ProblemCode = keyof typeof PROBLEMS;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

export const problemOf = (code: ProblemCode): Problem => PROBLEMS[code];

/** Where the page of a problem is, and so its type: a reference relative to the API's own address. */
export const problemType = (code: ProblemCode): string => `/problems/${code}`;

/** Problems of the frame below us, by the status that it gave them. Its own words are not repeated: they quote the address, which may hold anything. */
export const PROBLEM_BY_STATUS: Readonly<Record<number, { code: ProblemCode; detail: string }>> = {
  404: { code: 'not-found', detail: 'There is nothing at this address.' },
  413: { code: 'body-too-large', detail: 'The body is larger than 1 MiB.' },
};
