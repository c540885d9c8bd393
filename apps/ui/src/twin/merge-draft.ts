import { PARTS, type Part } from './check-part.js';
import { EMPTY, memberOf, writeJson, type ObjectNode } from './json-text.js';
import { objectOf } from './plan-saving.js';

/** The editable parts as one document, whose members places begin with. */
export const documentOf = (parts: Record<Part, string | ObjectNode>): ObjectNode => ({
  ...EMPTY,
  members: PARTS.map((key) => ({ key, value: typeof parts[key] === 'string' ? objectOf(parts[key]) : parts[key], from: 0, to: 0 })),
});

/** The texts of both parts of a document. */
export const textsOf = (document: ObjectNode): Record<Part, string> => ({ desired: textOf(document, 'desired'), tags: textOf(document, 'tags') });

const textOf = (document: ObjectNode, part: Part): string => writeJson(memberOf(document, part) ?? EMPTY);
