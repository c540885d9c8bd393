import { EMPTY, memberOf, sameJson, writeJson, type JsonNode, type Member, type ObjectNode } from './json-text.js';

/** What differs at one place. `before` is undefined where something was added, `after` where it was removed. */
export interface Change {
  path: readonly string[];
  before: JsonNode | undefined;
  after: JsonNode | undefined;
}

/** The place as RFC 6901 writes it. */
export const pointerOf = (path: readonly string[]): string => path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The keys on the way to a place. */
export const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What leads from one object to another: objects member by member, a list as one value. */
export function differenceOf(before: ObjectNode, after: ObjectNode, path: readonly string[] = []): Change[] {
  const now = new Map(after.members.map(({ key, value }) => [key, value]));
  const old = new Set(before.members.map(({ key }) => key));
  const changes: Change[] = [];
  for (const { key, value } of before.members) {
    const other = now.get(key);
    if (value.kind === 'object' && other?.kind === 'object') changes.push(...differenceOf(value, other, [...path, key]));
    else if (!sameJson(value, other)) changes.push({ path: [...path, key], before: value, after: other });
  }
  for (const { key, value } of after.members) if (!old.has(key)) changes.push({ path: [...path, key], before: undefined, after: value });
  return changes;
}

/** An object with something else, or with nothing, at a place. */
export function withValue(node: JsonNode | undefined, [key = '', ...rest]: readonly string[], value: JsonNode | undefined): ObjectNode {
  const members = node?.kind === 'object' ? node.members : [];
  const next = rest.length === 0 ? value : withValue(memberOf(node, key), rest, value);
  if (next === undefined) return { ...EMPTY, members: members.filter((member) => member.key !== key) };
  const isThere = members.some((member) => member.key === key);
  const made: Member = { key, value: next, from: 0, to: 0 };
  return { ...EMPTY, members: isThere ? members.map((member) => (member.key === key ? made : member)) : [...members, made] };
}

/** The text of the merge patch (RFC 7396) that makes the changes. */
export function patchText(changes: readonly Change[]): string {
  const removed: JsonNode = { kind: 'word', value: null, from: 0, to: 0 };
  return writeJson(changes.reduce((patch, { path, after }) => withValue(patch, path, after ?? removed), EMPTY), '');
}
