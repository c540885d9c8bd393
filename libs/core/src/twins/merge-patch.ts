import { NOTHING, isJsonObject, type JsonObject, type JsonValue } from './json.js';

/**
 * A document after a merge patch: objects merge member by member, null removes a member, everything else takes the place of what
 * was there. Neither argument is changed. Source: RFC 7396.
 */
export function mergePatch(document: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(document);
  for (const [key, value] of patch) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergedValue(merged.get(key), value));
  }
  return merged;
}

const mergedValue = (before: JsonValue | undefined, patch: JsonValue): JsonValue =>
  isJsonObject(patch) ? mergePatch(isJsonObject(before) ? before : NOTHING, patch) : patch;
