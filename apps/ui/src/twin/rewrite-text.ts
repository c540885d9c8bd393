import { differenceOf, type Change } from './difference.js';
import { memberOf, readJson, sameJson, writeJson, type JsonNode, type ObjectNode } from './json-text.js';

/** The text of an object, changed so far that it says what is wanted; wherever it says that already it stays as somebody wrote it. */
export function rewriteText(text: string, wanted: ObjectNode): string {
  const changes = differenceOf(objectIn(text, []), wanted);
  const replaced = withOtherValues(text, changes.filter(({ before, after }) => before && after));
  const result = changes.reduce((now, { path, before, after }) => (!after ? withoutMember(now, path) : !before ? withMember(now, path, after) : now), replaced);
  // Whatever was meant by it, what it says counts.
  return sameJson(readJson(result), wanted) ? result : writeJson(wanted);
}

/** The object at a place of a text. */
function objectIn(text: string, path: readonly string[]): ObjectNode {
  const node = path.reduce<JsonNode | undefined>(memberOf, readJson(text));
  if (node?.kind !== 'object') throw new Error(`There is no object at /${path.join('/')}`);
  return node;
}

/** From the end on, so that no place moves before it was used. */
function withOtherValues(text: string, changes: readonly Change[]): string {
  const spans = changes.map(({ before, after }) => ({ ...before!, after: after! })).sort((one, other) => other.from - one.from);
  return spans.reduce((now, { from, to, after }) => now.slice(0, from) + written(after, now, indentAt(now, from)) + now.slice(to), text);
}

function withoutMember(text: string, path: readonly string[]): string {
  const { from, to, members } = objectIn(text, path.slice(0, -1));
  const at = members.findIndex(({ key }) => key === path.at(-1));
  const [before, after] = [members[at - 1], members[at + 1]];
  // With the comma: the one before it, or behind the first.
  const [start, end] = before ? [before.value.to, members[at]!.value.to] : after ? [members[at]!.from, after.from] : [from + 1, to - 1];
  return text.slice(0, start) + text.slice(end);
}

/** Behind the last member, and set off as that one is. */
function withMember(text: string, path: readonly string[], value: JsonNode): string {
  const { from, to, members } = objectIn(text, path.slice(0, -1));
  const last = members.at(-1);
  const indent = indentAt(text, from);
  const gap = last ? /\s*$/.exec(text.slice(0, last.from))![0] : text.includes('\n') ? `\n${indent}  ` : '';
  const member = `${gap}${JSON.stringify(path.at(-1))}: ${written(value, text, gap.slice(gap.lastIndexOf('\n') + 1))}`;
  if (last) return `${text.slice(0, last.value.to)},${member}${text.slice(last.value.to)}`;
  return `${text.slice(0, from + 1)}${member}${gap === '' ? '' : `\n${indent}`}${text.slice(to - 1)}`;
}

/** In a text of one line on one line. */
const written = (value: JsonNode, text: string, indent: string): string => (text.includes('\n') ? writeJson(value, '  ', indent) : writeJson(value, ''));

const indentAt = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0];
