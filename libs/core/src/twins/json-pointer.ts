import { isJsonObject, type JsonValue } from './json.js';

/** A place in a document: the keys on the way there. */
export type JsonPath = readonly (string | number)[];

/** The place as RFC 6901 writes it. */
export function pointerOf(path: JsonPath): string {
  let pointer = '';
  for (const step of path) pointer += `/${typeof step === 'string' && SPECIAL.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step}`;
  return pointer;
}

const SPECIAL = /[~/]/;

/** The keys on the way to a place. */
export const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What stands at a place that is reached through objects alone, or undefined when nothing does. */
export function valueAt(document: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let at = document;
  for (const key of path) at = isJsonObject(at) ? at.get(key) : undefined;
  return at;
}
