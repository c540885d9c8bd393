import { sameJson, writeJson, type JsonNode, type ObjectNode } from './json-text.js';

/** Lines of two documents that stand beside each other, and whether they say the same. */
export interface Block {
  left: string;
  right: string;
  mark: 'same' | 'differs' | 'left-only' | 'right-only';
}

/** Blocks that are laid out together, `lines` lines high where no line is too long for its side. */
export interface Stretch {
  blocks: readonly Block[];
  lines: number;
}

/** Cuts blocks, and long blocks too, into stretches of so many lines; the last may be shorter. */
export function inStretches(blocks: readonly Block[], height: number): Stretch[] {
  const stretches: { blocks: Block[]; lines: number }[] = [];
  for (const { left, right, mark } of blocks) {
    const [ofLeft, ofRight] = [left.split('\n'), right.split('\n')];
    for (let at = 0; at < ofLeft.length; ) {
      let last = stretches.at(-1);
      if (!last || last.lines >= height) stretches.push((last = { blocks: [], lines: 0 }));
      const end = Math.min(ofLeft.length, at + height - last.lines);
      last.blocks.push({ left: ofLeft.slice(at, end).join('\n'), right: ofRight.slice(at, end).join('\n'), mark });
      last.lines += end - at;
      at = end;
    }
  }
  return stretches;
}

/** Two objects as text, what belongs together at the same height. Neighbours of one mark are one block. */
export function sideBySide(left: ObjectNode, right: ObjectNode): Block[] {
  const blocks: Block[] = [];
  const lines = { left: [] as string[], right: [] as string[] };
  let mark: Block['mark'] = 'same';
  const flush = () => {
    if (lines.left.length > 0) blocks.push({ left: lines.left.join('\n'), right: lines.right.join('\n'), mark });
    lines.left = [];
    lines.right = [];
  };
  const put = (next: Block['mark'], ofLeft: string[], ofRight: string[]) => {
    if (next !== mark) flush();
    mark = next;
    const height = Math.max(ofLeft.length, ofRight.length);
    for (let at = 0; at < height; at++) {
      lines.left.push(ofLeft[at] ?? '');
      lines.right.push(ofRight[at] ?? '');
    }
  };
  both('', left, right, ['', ''], '');
  flush();
  return blocks;

  function both(start: string, one: ObjectNode, other: ObjectNode, ends: readonly [string, string], indent: string): void {
    const rest = new Map(other.members.map(({ key, value }) => [key, value]));
    let [leftToCome, rightToCome] = [one.members.length, other.members.length];
    const inner = `${indent}  `;
    put('same', [`${indent}${start}{`], [`${indent}${start}{`]);
    const pair = (key: string, ours: JsonNode | undefined, theirs: JsonNode | undefined) => {
      const name = `${JSON.stringify(key)}: `;
      const commas = [ours && --leftToCome > 0 ? ',' : '', theirs && --rightToCome > 0 ? ',' : ''] as const;
      if (ours?.kind === 'object' && theirs?.kind === 'object') return both(name, ours, theirs, commas, inner);
      put(markOf(ours, theirs), linesOf(name, ours, commas[0], inner), linesOf(name, theirs, commas[1], inner));
    };
    for (const { key, value } of one.members) {
      pair(key, value, rest.get(key));
      rest.delete(key);
    }
    for (const [key, value] of rest) pair(key, undefined, value);
    put('same', [`${indent}}${ends[0]}`], [`${indent}}${ends[1]}`]);
  }
}

function markOf(left: JsonNode | undefined, right: JsonNode | undefined): Block['mark'] {
  if (!left) return 'right-only';
  if (!right) return 'left-only';
  return sameJson(left, right) ? 'same' : 'differs';
}

const linesOf = (name: string, node: JsonNode | undefined, comma: string, indent: string): string[] =>
  node ? `${indent}${name}${writeJson(node, '  ', indent)}${comma}`.split('\n') : [];
