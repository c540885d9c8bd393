/** A place in a text, counted in characters. */
export interface Span {
  from: number;
  to: number;
}

/** A key and what stands behind it. The span is that of the key. */
export interface Member extends Span {
  key: string;
  value: JsonNode;
}

export type ObjectNode = Span & { kind: 'object'; members: readonly Member[] };
type ListNode = Span & { kind: 'list'; items: readonly JsonNode[] };
type TextNode = Span & { kind: 'text'; text: string };
/** `text` is the number as it was written: what JavaScript makes of it may be another one. */
type NumberNode = Span & { kind: 'number'; text: string };
type WordNode = Span & { kind: 'word'; value: true | false | null };

/** A JSON value and where it stands in the text that it was read from. */
export type JsonNode = ObjectNode | ListNode | TextNode | NumberNode | WordNode;

/** The text is not JSON, or can be understood in two ways. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(
    message: string,
    readonly at: number,
    readonly tooDeep = false,
  ) {
    super(message);
  }
}

export const EMPTY: ObjectNode = { kind: 'object', members: [], from: 0, to: 0 };

/** The API reads a part within a document, 48 values deep at most. */
const MOST_NESTED = 47;

const SPACE = ' \t\r\n';
const TEXT = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const WORDS = { true: true, false: false, null: null } as const;

/** Reads a JSON text and keeps every digit and the order of keys. Throws Unreadable. */
export const readJson = (text: string): JsonNode => new Reader(text).document();

class Reader {
  #at = 0;
  #depth = 0;

  constructor(private readonly source: string) {}

  document(): JsonNode {
    const node = this.#value();
    this.#skipSpace();
    if (this.#at < this.source.length) throw new Unreadable('Something follows the end of the document', this.#at);
    return node;
  }

  #value(): JsonNode {
    this.#skipSpace();
    const from = this.#at;
    const first = this.source[from];
    if (first === '{') return this.#object();
    if (first === '[') return this.#list();
    if (first === '"') return { kind: 'text', text: this.#text('Here the text has a character that needs a backslash, or no end'), from, to: this.#at };
    const digits = this.#match(NUMBER);
    if (digits !== '') return { kind: 'number', text: digits, from, to: this.#at };
    const word = this.#match(WORD) as keyof typeof WORDS | '';
    if (word !== '') return { kind: 'word', value: WORDS[word], from, to: this.#at };
    throw new Unreadable('A value is expected', from);
  }

  #object(): ObjectNode {
    const from = this.#enter();
    const members: Member[] = [];
    const seen = new Set<string>();
    for (let more = !this.#takes('}'); more; more = this.#goesOn('}', 'object')) {
      this.#skipSpace();
      const start = this.#at;
      const key = this.#text('A key in double quotes is expected');
      if (seen.has(key)) throw new Unreadable(`The key "${key}" stands here a second time`, start);
      seen.add(key);
      const to = this.#at;
      if (!this.#takes(':')) throw new Unreadable('A colon is expected', this.#at);
      members.push({ key, from: start, to, value: this.#value() });
    }
    this.#depth--;
    return { kind: 'object', members, from, to: this.#at };
  }

  #list(): ListNode {
    const from = this.#enter();
    const items: JsonNode[] = [];
    for (let more = !this.#takes(']'); more; more = this.#goesOn(']', 'list')) items.push(this.#value());
    this.#depth--;
    return { kind: 'list', items, from, to: this.#at };
  }

  #enter(): number {
    if (this.#depth++ >= MOST_NESTED) throw new Unreadable('Too many values are nested in each other', this.#at, true);
    return this.#at++;
  }

  #goesOn(end: string, what: string): boolean {
    if (this.#takes(',')) return true;
    if (this.#takes(end)) return false;
    throw new Unreadable(`A comma or the end of the ${what} is expected`, this.#at);
  }

  #text(orElse: string): string {
    const start = this.#at;
    const token = this.#match(TEXT);
    if (token === '') throw new Unreadable(orElse, start);
    return token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  #takes(character: string): boolean {
    this.#skipSpace();
    if (this.source[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    while (this.#at < this.source.length && SPACE.includes(this.source[this.#at]!)) this.#at++;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.source)) return '';
    const found = this.source.slice(this.#at, pattern.lastIndex);
    this.#at = pattern.lastIndex;
    return found;
  }
}

/** What stands behind a key, or undefined. */
export const memberOf = (node: JsonNode | undefined, key: string): JsonNode | undefined =>
  node?.kind === 'object' ? node.members.find((member) => member.key === key)?.value : undefined;

/** The text of a value, two blanks a level; numbers digit for digit. `''` as `step` writes it on one line. */
export function writeJson(node: JsonNode, step = '  ', indent = ''): string {
  if (node.kind === 'text') return JSON.stringify(node.text);
  if (node.kind === 'number') return node.text;
  if (node.kind === 'word') return String(node.value);
  const inner = indent + step;
  const parts =
    node.kind === 'list'
      ? node.items.map((item) => writeJson(item, step, inner))
      : node.members.map(({ key, value }) => `${JSON.stringify(key)}:${step === '' ? '' : ' '}${writeJson(value, step, inner)}`);
  const [open, close] = node.kind === 'list' ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  return step === '' ? `${open}${parts.join(',')}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** Whether two values are the same. The order of keys does not count, and 1.0 is 1. Absent is only the same as absent. */
export function sameJson(one: JsonNode | undefined, other: JsonNode | undefined): boolean {
  if (!one || !other) return one === other;
  if (one.kind === 'number') return other.kind === 'number' && (one.text === other.text || plainForm(one.text) === plainForm(other.text));
  if (one.kind === 'text') return other.kind === 'text' && one.text === other.text;
  if (one.kind === 'word') return other.kind === 'word' && one.value === other.value;
  if (one.kind === 'list') return other.kind === 'list' && one.items.length === other.items.length && one.items.every((item, index) => sameJson(item, other.items[index]));
  if (other.kind !== 'object' || one.members.length !== other.members.length) return false;
  const theirs = new Map(other.members.map(({ key, value }) => [key, value]));
  return one.members.every(({ key, value }) => sameJson(value, theirs.get(key)));
}

/** Sign, digits and power of ten, without the zeros that change nothing. */
function plainForm(text: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + part).replace(/^0+/, '');
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return end === 0 ? '0' : `${sign}${digits.slice(0, end)}e${Number(power) - part.length + digits.length - end}`;
}
