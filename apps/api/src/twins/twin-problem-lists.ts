import { TWIN_RULES } from '#core';
import type { ProblemCode } from '../problems/problems.js';

const HUB = [
  'not-found',
  'not-in-hub',
  'no-hub-connection',
  'hub-paused',
  'hub-is-busy',
  'hub-turn-is-later',
  'hub-refuses-credentials',
  'hub-answer-unreadable',
  'hub-budget-is-away',
  'hub-is-away',
  'hub-quota-used-up',
  'key-missing',
] as const satisfies readonly ProblemCode[];

const WRITING = ['twin-is-stale', 'hub-changed-underneath', 'hub-refuses-twin', 'hub-refuses-device', 'hub-is-full', 'hub-outcome-unknown'] as const satisfies readonly ProblemCode[];

/** What may go wrong when a twin is read. */
export const ASKING: readonly ProblemCode[] = HUB;
/** When it is edited. */
export const CHANGING: readonly ProblemCode[] = [...HUB, ...WRITING, 'if-match-missing', 'unsupported-media-type', 'body-too-large', ...TWIN_RULES];
/** When an edit is taken back. */
export const UNDOING: readonly ProblemCode[] = [...HUB, ...WRITING, 'undo-conflicts', 'edit-not-done', 'twin-too-large'];
