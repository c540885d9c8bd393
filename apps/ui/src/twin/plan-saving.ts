import { PARTS, type Part } from './check-part.js';
import { differenceOf, patchText, type Change } from './difference.js';
import type { Draft } from './draft.js';
import { EMPTY, readJson, writeJson, type ObjectNode } from './json-text.js';

/** What saving a draft changes, place by place from the root of the twin. Both texts of each part can be read. */
export const changesOf = ({ base, texts }: Draft): Change[] => PARTS.flatMap((part) => differenceOf(objectOf(base[part]), objectOf(texts[part]), [part]));

/** The body that makes these changes: only what changed, or each part that changed as a whole. */
export function bodyOf(how: 'patch' | 'replace', draft: Draft): string {
  const changes = changesOf(draft);
  if (how === 'patch') return patchText(changes);
  const parts = PARTS.filter((part) => changes.some(({ path }) => path[0] === part));
  return writeJson({ ...EMPTY, members: parts.map((part: Part) => ({ key: part, value: objectOf(draft.texts[part]), from: 0, to: 0 })) }, '');
}

/** The object that a text of a part says. Throws where it says something else. */
export function objectOf(text: string): ObjectNode {
  const node = readJson(text);
  if (node.kind !== 'object') throw new Error('A part of a twin is an object');
  return node;
}
