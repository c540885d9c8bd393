import { PARTS, type Part } from './check-part.js';
import { EMPTY, memberOf, type ObjectNode } from './json-text.js';
import { objectOf } from './plan-saving.js';
import { rewriteText } from './rewrite-text.js';

/** The editable parts as one document, whose members places begin with. */
export const documentOf = (parts: Record<Part, string | ObjectNode>): ObjectNode => ({
  ...EMPTY,
  members: PARTS.map((key) => ({ key, value: typeof parts[key] === 'string' ? objectOf(parts[key]) : parts[key], from: 0, to: 0 })),
});

/** The texts of both parts, changed to what the document says; where they say it already they stay as somebody wrote them. */
export const textsOf = (document: ObjectNode, written: Record<Part, string>): Record<Part, string> => ({ desired: textOf(document, 'desired', written), tags: textOf(document, 'tags', written) });

function textOf(document: ObjectNode, part: Part, written: Record<Part, string>): string {
  const wanted = memberOf(document, part);
  return rewriteText(written[part], wanted?.kind === 'object' ? wanted : EMPTY);
}
