import { badQuery } from './bad-query.js';

/** A word (keyword, name or path), a literal, or a sign. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly text: string; readonly at: number }
  | { readonly kind: 'sign'; readonly text: string; readonly at: number };

const WORD = /[A-Za-z_$][A-Za-z0-9_$]*(\.[A-Za-z_$][A-Za-z0-9_$]*)*/y;
const NUMBER = /-?(\d+(\.\d+)?)([eE][+-]?\d+)?/y;
const TEXT = /'((?:[^'\\]|''|\\['"\\])*)'|"((?:[^"\\]|""|\\['"\\])*)"/y;
const SIGN = /<>|!=|<=|>=|[=<>()[\],*]/y;
const SPACE = /\s+/y;

/** Cuts a query into words, literals and signs. Throws 400 ArgumentInvalid at what is none of them. */
export function lex(query: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < query.length; ) {
    const space = take(SPACE, query, at);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = tokenAt(query, at);
    if (!token) throw badQuery(`it cannot be read at position ${at}`);
    at += token.text.length;
    // `1a`, `'a'b` and the like: two things without anything between them.
    if (token.kind !== 'sign' && /[\w$.'"]/.test(query[at] ?? '')) throw badQuery(`it cannot be read at position ${at}`);
    tokens.push(token);
  }
  return tokens;
}

function tokenAt(query: string, at: number): Token | undefined {
  const word = take(WORD, query, at);
  if (word) return { kind: 'word', text: word[0], at };
  const number = take(NUMBER, query, at);
  if (number) return { kind: 'number', value: Number(number[0]), text: number[0], at };
  const text = take(TEXT, query, at);
  if (text) return { kind: 'text', value: unescape(text), text: text[0], at };
  const sign = take(SIGN, query, at);
  return sign ? { kind: 'sign', text: sign[0], at } : undefined;
}

/** A quote inside a text is doubled or has a backslash before it: which of the two the service knows is not documented. */
function unescape([, single, double]: RegExpExecArray): string {
  const inner = single ?? double ?? '';
  return inner.replace(single === undefined ? /""|\\(.)/g : /''|\\(.)/g, (found, escaped: string | undefined) => escaped ?? found[0]!);
}

function take(pattern: RegExp, query: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(query);
}
