import { isJsonObject, memberOf, setMember, type JsonObject, type JsonValue } from '../json.js';

/**
 * Merges a patch: objects merge member by member, null removes a member, everything else (arrays too) replaces it.
 * Returns undefined when nothing is left. Neither argument is changed.
 * Source: Azure IoT Hub, device twins, "partial update".
 */
export function mergeValues(values: JsonObject | undefined, patch: JsonObject): JsonObject | undefined {
  const merged = mergeObject(values, patch);
  return Object.keys(merged).length === 0 ? undefined : merged;
}

function mergeObject(values: JsonObject | undefined, patch: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...values };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else if (isJsonObject(value)) {
      const before = memberOf(values, key);
      setMember(merged, key, mergeObject(isJsonObject(before) ? before : undefined, value));
    } else {
      setMember(merged, key, value);
    }
  }
  return merged;
}
