import { Numeral, isJsonObject, type JsonValue } from './json.js';

/** A document, or plain values around documents. A member that is undefined is left out. */
export type Writable = JsonValue | number | undefined | readonly Writable[] | WritableMembers;
export interface WritableMembers {
  readonly [key: string]: Writable;
}

/** The JSON text of a value: numbers digit for digit, keys in their order. */
export function writeJson(value: Writable): string {
  if (value instanceof Numeral) return value.text;
  if (Array.isArray(value)) return `[${(value as readonly Writable[]).map((item) => writeJson(item ?? null)).join(',')}]`;
  if (isJsonObject(value)) return members(value);
  if (typeof value === 'object' && value !== null) return members(Object.entries(value as WritableMembers));
  return JSON.stringify(value ?? null);
}

function members(entries: Iterable<readonly [string, Writable]>): string {
  const written: string[] = [];
  for (const [key, value] of entries) if (value !== undefined) written.push(`${JSON.stringify(key)}:${writeJson(value)}`);
  return `{${written.join(',')}}`;
}
