import { differenceOf, withValue, type Change } from './difference.js';
import { memberOf, sameJson, type JsonNode, type ObjectNode } from './json-text.js';

/** A place that both sides changed, each in another way. */
export interface Conflict {
  path: readonly string[];
  base: JsonNode | undefined;
  theirs: JsonNode | undefined;
  yours: JsonNode | undefined;
}

/** What both sides made of one object. `merged` has theirs where they conflict. */
export interface Merge {
  merged: ObjectNode;
  conflicts: Conflict[];
  /** What only you changed; it is in `merged` already. */
  kept: Change[];
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean => start.length <= path.length && start.every((step, index) => path[index] === step);

/** Puts your changes upon theirs. What both did alike is no conflict. */
export function mergeThree(base: ObjectNode, theirs: ObjectNode, yours: ObjectNode): Merge {
  const [byThem, byYou] = [differenceOf(base, theirs), differenceOf(base, yours)];
  const conflicts = new Map<string, Conflict>();
  const kept: Change[] = [];
  let merged = theirs;
  for (const change of byYou) {
    if (sameJson(valueAt(theirs, change.path), change.after)) continue;
    const touching = byThem.filter(({ path }) => startsWith(path, change.path) || startsWith(change.path, path));
    if (touching.length === 0) {
      merged = withValue(merged, change.path, change.after);
      kept.push(change);
      continue;
    }
    // The outermost place that either side changed is what one has to decide about.
    const path = touching.reduce((outer, other) => (other.path.length < outer.length ? other.path : outer), change.path);
    conflicts.set(JSON.stringify(path), { path, base: valueAt(base, path), theirs: valueAt(theirs, path), yours: valueAt(yours, path) });
  }
  return { merged, conflicts: [...conflicts.values()], kept };
}

/** `merged` with your side at the places of these conflicts. */
export const takeYours = (merged: ObjectNode, conflicts: readonly Conflict[]): ObjectNode => conflicts.reduce((result, { path, yours }) => withValue(result, path, yours), merged);

const valueAt = (node: JsonNode | undefined, path: readonly string[]): JsonNode | undefined => path.reduce<JsonNode | undefined>(memberOf, node);
