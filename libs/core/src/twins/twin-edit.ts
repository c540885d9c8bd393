import { editableOf, type Twin, type TwinAddress } from './twin.js';
import type { Change } from './difference.js';
import { sameJson } from './json.js';
import { pathOf, valueAt } from './json-pointer.js';

/**
 * How an edit stands: `begun` before the hub is asked, `done` and `refused` by what it answered, `unknown` when no answer came and
 * looking did not tell.
 */
export type EditState = 'begun' | 'done' | 'refused' | 'unknown';

/** An edit that is about to be made. */
export interface NewTwinEdit {
  address: TwinAddress;
  kind: 'edit' | 'undo';
  /** The edit that an undo takes back. */
  undoes: bigint | null;
  /** Who edits. */
  by: string;
  changes: readonly Change[];
  etagBefore: string;
  versionBefore: number;
}

/** One edit in the history of a twin. */
export interface TwinEdit extends NewTwinEdit {
  id: bigint;
  at: Date;
  state: EditState;
  /** Null unless the edit is done and the etag that it left is known. */
  etagAfter: string | null;
}

/** How an edit ended. `changes` where the hub's answer shows them. */
export interface EditEnd {
  state: Exclude<EditState, 'begun'>;
  etagAfter: string | null;
  changes?: readonly Change[];
}

/** A hub may hold a request back for 40 s before it carries it out, and we wait 75 s: after this, nothing takes effect any more. */
export const LATEST_EFFECT_MS = 120_000;

/** What a look at the twin says of an edit whose end nobody saw. */
export function endOfDoubt({ etagBefore, versionBefore, changes, at }: TwinEdit, twin: Twin | null, now: Date): EditEnd {
  if (!twin) return UNKNOWN;
  if (twin.etag === etagBefore) return now.getTime() - at.getTime() > LATEST_EFFECT_MS ? REFUSED : UNKNOWN;

  const document = editableOf(twin);
  const onlyWrite = twin.version === versionBefore + 1;
  const isThere = changes.every((change) => sameJson(valueAt(document, pathOf(change.at)), change.after));
  if (isThere) return { state: 'done', etagAfter: onlyWrite ? twin.etag : null };
  // The only write since then was somebody else's, so ours came too late.
  return onlyWrite ? REFUSED : UNKNOWN;
}

const UNKNOWN: EditEnd = { state: 'unknown', etagAfter: null };
const REFUSED: EditEnd = { state: 'refused', etagAfter: null };
