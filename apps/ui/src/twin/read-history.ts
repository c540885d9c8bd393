import { pathOf, type Change } from './difference.js';
import { memberOf, readJson } from './json-text.js';
import { plainOf } from './read-twin.js';

/** One edit of a twin, as the API tells of it. */
export interface Edit {
  id: string;
  at: string;
  by: string;
  kind: string;
  undoes: string | null;
  state: string;
  changes: Change[];
}

/** Reads the text of a page of edits; the values in it keep every digit. Throws Unreadable. */
export function readHistory(text: string): Edit[] {
  const items = memberOf(readJson(text), 'items');
  if (items?.kind !== 'list') return [];
  return items.items.map((item) => {
    const plain = (key: string): string => plainOf(memberOf(item, key)) ?? '';
    const changes = memberOf(item, 'changes');
    return {
      id: plain('id'),
      at: plain('at'),
      by: plain('by'),
      kind: plain('kind'),
      undoes: plainOf(memberOf(item, 'undoes')),
      state: plain('state'),
      changes: (changes?.kind === 'list' ? changes.items : []).map((change) => ({
        path: pathOf(plainOf(memberOf(change, 'at')) ?? ''),
        before: memberOf(change, 'before'),
        after: memberOf(change, 'after'),
      })),
    };
  });
}
