import { Unreadable, memberOf, readJson, sameJson, type JsonNode, type Member, type ObjectNode, type Span } from './json-text.js';

/** What a back end may write of a twin. */
export type Part = 'desired' | 'tags';
export const PARTS = ['desired', 'tags'] as const satisfies readonly Part[];

/** The hub's limits, as the API keeps them. Source: Azure IoT Hub, "Understand and use device twins". */
export const LIMITS = {
  bytes: { desired: 32 * 1024, tags: 8 * 1024 },
  keyBytes: 1024,
  textBytes: 4 * 1024,
  depth: 10,
  leastInteger: -4_503_599_627_370_496,
  mostInteger: 4_503_599_627_370_495,
} as const;

/** This tag marks what Lockstep looks after; nobody edits it. */
const OUR_TAG = 'lockstep';
const MOST_FLAWS = 50;
const FORBIDDEN_IN_KEY = /[\p{Cc}\s.$#]/u;
const UTF8 = new TextEncoder();

/** One thing that the API would refuse, and where. `code` is that of the problem that it would answer. */
export interface Flaw extends Span {
  code: string;
  message: string;
}

/** A text that somebody writes: what it says, as far as it can be read, and what is wrong with it. */
export interface Checked {
  node: ObjectNode | null;
  bytes: number | null;
  flaws: Flaw[];
}

/** Checks what is to become of a part. `base` is the part before the edit. The API checks again, and decides. */
export function checkPart(part: Part, text: string, base: JsonNode | null): Checked {
  const node = readPart(text);
  if ('code' in node) return { node: null, bytes: null, flaws: [node] };
  const flaws: Flaw[] = [];
  checkObject(node, 0, false, flaws);
  const bytes = sizeOf(node);
  if (bytes > LIMITS.bytes[part]) {
    flaws.push({ code: 'twin-too-large', from: node.from, to: node.from + 1, message: `The ${part} have ${bytes} bytes as the hub counts them; it takes ${LIMITS.bytes[part]}. Make them shorter.` });
  }
  if (part === 'tags' && base && !sameJson(memberOf(base, OUR_TAG), memberOf(node, OUR_TAG))) {
    const place: Span = node.members.find(({ key }) => key === OUR_TAG) ?? { from: node.from, to: node.from + 1 };
    flaws.push({ code: 'twin-tag-is-ours', from: place.from, to: place.to, message: `The tag "${OUR_TAG}" marks devices that Lockstep looks after; nobody edits it. Put it back as it was.` });
  }
  return { node, bytes, flaws: flaws.slice(0, MOST_FLAWS) };
}

function readPart(text: string): ObjectNode | Flaw {
  try {
    const node = readJson(text);
    if (node.kind === 'object') return node;
    return { code: 'twin-unreadable', message: 'An object in braces is expected.', from: node.from, to: node.to };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const from = Math.min(error.at, Math.max(0, text.length - 1));
    return { code: error.tooDeep ? 'twin-too-deep' : 'twin-unreadable', message: `${error.message}.`, from, to: Math.min(from + 1, text.length) };
  }
}

/** The size as the hub counts it: keys and texts in UTF-8 without control characters, eight bytes a number, four a boolean. */
export function sizeOf(node: JsonNode): number {
  if (node.kind === 'text') return bytesOf(node.text.replace(/\p{Cc}+/gu, ''));
  if (node.kind === 'number') return 8;
  if (node.kind === 'word') return node.value === null ? 0 : 4;
  if (node.kind === 'list') return node.items.reduce((bytes, item) => bytes + sizeOf(item), 0);
  return node.members.reduce((bytes, { key, value }) => bytes + bytesOf(key.replace(/\p{Cc}+/gu, '')) + sizeOf(value), 0);
}

const bytesOf = (text: string): number => (/^[ -~]*$/.test(text) ? text.length : UTF8.encode(text).length);

function checkObject(node: ObjectNode, depth: number, inList: boolean, flaws: Flaw[]): void {
  if (flaws.length >= MOST_FLAWS) return;
  if (depth > LIMITS.depth) {
    flaws.push({ code: 'twin-too-deep', from: node.from, to: node.from + 1, message: `More than ${LIMITS.depth} objects are nested in each other.` });
    return;
  }
  for (const member of node.members) {
    checkKey(member, flaws);
    checkValue(member.value, { depth, nested: 0, inList }, flaws);
  }
}

function checkValue(node: JsonNode, { depth, nested, inList }: { depth: number; nested: number; inList: boolean }, flaws: Flaw[]): void {
  const broken = (code: string, message: string) => void flaws.push({ code, message, from: node.from, to: node.to });
  if (node.kind === 'object') checkObject(node, depth + 1, inList, flaws);
  else if (node.kind === 'list') {
    if (nested >= LIMITS.depth) return broken('twin-too-deep', `More than ${LIMITS.depth} lists are nested in each other.`);
    for (const item of node.items) checkValue(item, { depth, nested: item.kind === 'list' ? nested + 1 : 0, inList: true }, flaws);
  } else if (node.kind === 'word' && node.value === null) {
    if (inList) broken('twin-null-in-list', 'A list cannot hold null. Leave it out.');
    else broken('twin-null-not-stored', 'A twin cannot hold null. To remove the member, take it out.');
  } else if (node.kind === 'text' && bytesOf(node.text) > LIMITS.textBytes) {
    broken('twin-text-too-long', `A text has at most ${LIMITS.textBytes} bytes; this one has ${bytesOf(node.text)}.`);
  } else if (node.kind === 'number' && !inRange(Number(node.text))) {
    broken('twin-number-out-of-range', `An integer is between ${LIMITS.leastInteger} and ${LIMITS.mostInteger}. Write it as a text, in double quotes.`);
  }
}

const inRange = (value: number): boolean => Number.isFinite(value) && (!Number.isInteger(value) || (value >= LIMITS.leastInteger && value <= LIMITS.mostInteger));

function checkKey({ key, value, from, to }: Member, flaws: Flaw[]): void {
  const broken = (code: string, message: string) => void flaws.push({ code, message, from, to });
  if (bytesOf(key) > LIMITS.keyBytes) broken('twin-key-not-allowed', `A key has at most ${LIMITS.keyBytes} bytes.`);
  else if (key === '$metadata' || key === '$version') broken('twin-key-reserved', `${key} is written by the hub alone. Leave it out.`);
  else if (key === '__proto__' || (key === 'constructor' && memberOf(value, 'prototype'))) broken('twin-key-unsafe', 'This key would reach into the programs that read it. Choose another.');
  else if (key === '' || FORBIDDEN_IN_KEY.test(key)) broken('twin-key-not-allowed', 'A key is not empty and has no white space, no control character, no ".", "$" or "#".');
}
