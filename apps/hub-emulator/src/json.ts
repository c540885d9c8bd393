/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. Read its members with `memberOf`: keys come from outside and may be named like members of Object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** True for an object that is neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name, or undefined when the object itself has none (what it inherits does not count). */
export function memberOf<T>(object: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a member whatever its name is. */
export function setMember<T>(object: Record<string, T>, key: string, value: T): void {
  // Plain assignment to `__proto__` would change the prototype instead of adding a member.
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

/**
 * The same members under lower-case names, one level deep. The service is written in .NET and matches property names
 * without regard to case: its own SDKs send `eTag` and `etag`. Of two names that differ only in case the last wins.
 */
export function foldNames(object: JsonObject): Record<string, JsonValue> {
  const folded: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(object)) setMember(folded, key.toLowerCase(), value);
  return folded;
}
