import { Failure, TWIN_RULES, TwinIsStale, TwinRuleBroken, UndoConflicts, type Writable } from '#core';
import { twinResponse } from './twin-responses.js';

const RULE = { status: 422, title: 'A twin cannot hold this' };

/** The statuses and titles of what twins are refused with, and of what a hub fails with while a caller waits. */
export const TWIN_PROBLEMS: Readonly<Record<string, { status: number; title: string }>> = {
  ...Object.fromEntries(TWIN_RULES.map((rule) => [rule, RULE])),
  'twin-unreadable': { status: 400, title: 'The body cannot be read' },
  'precondition-missing': { status: 428, title: 'Say which version you saw' },
  'twin-is-stale': { status: 412, title: 'The twin was changed since you saw it' },
  'not-in-hub': { status: 404, title: 'The hub shows no such twin' },
  'hub-refuses-twin': { status: 422, title: 'The hub does not take this' },
  'no-hub-connection': { status: 409, title: 'No hub is connected' },
  'hub-paused': { status: 409, title: 'The hub connection is paused' },
  'undo-conflicts': { status: 409, title: 'Something newer stands there' },
  'edit-not-done': { status: 409, title: 'The edit did not take effect' },
  'too-many-streams': { status: 503, title: 'Try again in a moment' },

  'hub-is-busy': { status: 429, title: 'The hub asks us to slow down' },
  'hub-quota-used-up': { status: 503, title: 'The daily quota of the hub is used up' },
  'hub-is-away': { status: 503, title: 'The hub cannot be reached' },
  'hub-outcome-unknown': { status: 504, title: 'Read the twin before you try again' },
  'hub-refuses-credentials': { status: 502, title: 'The hub refuses our credentials' },
  'hub-refuses-device': { status: 422, title: 'The hub does not take this' },
  'hub-answer-unreadable': { status: 502, title: 'What answers is not the hub' },
  'hub-changed-underneath': { status: 412, title: 'The twin was changed since you saw it' },
  'hub-is-full': { status: 503, title: 'The hub is full' },
  'key-missing': { status: 503, title: 'A key of this installation is missing' },
};

/** What such a problem carries beside its text: members of its body, and headers. */
export function detailsOf(error: unknown): { members: Record<string, Writable>; headers: Record<string, string> } {
  if (error instanceof TwinIsStale) {
    const { seen, current } = error;
    return { members: { yourEtag: seen, current: twinResponse(current) }, headers: { etag: `"${current.etag}"` } };
  }
  if (error instanceof TwinRuleBroken) return { members: { pointer: error.pointer }, headers: {} };
  if (error instanceof UndoConflicts) return { members: { pointers: error.pointers.slice(0, 100) }, headers: {} };
  if (error instanceof Failure && error.retry.kind === 'after') return { members: {}, headers: { 'retry-after': String(Math.ceil(error.retry.ms / 1000)) } };
  return { members: {}, headers: {} };
}
