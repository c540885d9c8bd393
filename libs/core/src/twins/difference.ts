import { isJsonObject, sameJson, type JsonObject, type JsonValue } from './json.js';
import { pathOf, pointerOf, valueAt } from './json-pointer.js';

/** What an edit did to one place. `before` is undefined where it added something, `after` where it removed something. */
export interface Change {
  /** A JSON pointer from the root of the twin, for example `/desired/interval`. */
  at: string;
  before: JsonValue | undefined;
  after: JsonValue | undefined;
}

/** The changes that lead from one document to another. What is in both is compared member by member; a list is one value. */
export function differenceOf(before: JsonObject, after: JsonObject): Change[] {
  const changes: Change[] = [];
  compare(before, after, [], changes);
  return changes;
}

function compare(before: JsonObject, after: JsonObject, path: string[], changes: Change[]): void {
  const note = (key: string, old: JsonValue | undefined, now: JsonValue | undefined): void => {
    path.push(key);
    if (isJsonObject(old) && isJsonObject(now)) compare(old, now, path, changes);
    else if (!sameJson(old, now)) changes.push({ at: pointerOf(path), before: old, after: now });
    path.pop();
  };
  for (const [key, old] of before) note(key, old, after.get(key));
  for (const [key, now] of after) if (!before.has(key)) note(key, undefined, now);
}

/** The merge patch that makes the changes, or, with `before`, takes them back. */
export function patchOf(changes: readonly Change[], side: 'before' | 'after'): JsonObject {
  const patch = new Map<string, JsonValue>();
  for (const change of changes) {
    const path = pathOf(change.at);
    const last = path.pop() ?? '';
    let at = patch;
    for (const key of path) at = ensureObject(at, key);
    at.set(last, change[side] ?? null);
  }
  return patch;
}

/** The places that hold something else now than the changes left there: an undo would overwrite what came after. */
export const conflictsWith = (changes: readonly Change[], now: JsonObject): string[] =>
  changes.filter(({ at, after }) => !sameJson(valueAt(now, pathOf(at)), after)).map(({ at }) => at);

function ensureObject(parent: Map<string, JsonValue>, key: string): Map<string, JsonValue> {
  const there = parent.get(key);
  if (isJsonObject(there)) return there as Map<string, JsonValue>;
  const made = new Map<string, JsonValue>();
  parent.set(key, made);
  return made;
}
