import { badQuery } from './bad-query.js';
import { readPath } from './read-path.js';
import type { Comparison, Condition, Literal, Operand, Source } from './syntax.js';
import type { TokenStream } from './token-stream.js';

const COMPARISONS: Readonly<Record<string, Comparison>> = { '=': '=', '!=': '!=', '<>': '!=', '<': '<', '>': '>', '<=': '<=', '>=': '>=' };
const CONSTANTS: Readonly<Record<string, Literal>> = { TRUE: true, FALSE: false, NULL: null };
/** A condition of more is not written by hand; without an end a long one would exhaust the stack. */
const MOST_DEPTH = 200;

/** Reads what follows WHERE: OR binds weaker than AND, AND weaker than NOT. Throws 400 ArgumentInvalid. */
export function parseCondition(tokens: TokenStream, source: Source, depth = 0): Condition {
  if (depth > MOST_DEPTH) throw badQuery('it is nested too deep');
  return parseChain('or', tokens, () => parseChain('and', tokens, () => parseUnary(tokens, source, depth)));
}

function parseChain(kind: 'and' | 'or', tokens: TokenStream, parsePart: () => Condition): Condition {
  const first = parsePart();
  const parts = [first];
  while (tokens.accept(kind.toUpperCase())) parts.push(parsePart());
  return parts.length === 1 ? first : { kind, parts };
}

function parseUnary(tokens: TokenStream, source: Source, depth: number): Condition {
  if (tokens.accept('NOT')) {
    if (depth > MOST_DEPTH) throw badQuery('it is nested too deep');
    return { kind: 'not', part: parseUnary(tokens, source, depth + 1) };
  }
  if (tokens.accept('(')) {
    const inner = parseCondition(tokens, source, depth + 1);
    tokens.expect(')');
    return inner;
  }
  if (tokens.accept('IS_DEFINED')) {
    tokens.expect('(');
    const path = readPath(tokens, source);
    tokens.expect(')');
    return { kind: 'is-defined', path };
  }
  return parseComparison(tokens, source);
}

function parseComparison(tokens: TokenStream, source: Source): Condition {
  const operand = parseOperand(tokens, source);
  if (tokens.accept('IN')) return { kind: 'in', negated: false, operand, list: parseList(tokens) };
  if (tokens.accept('NIN')) return { kind: 'in', negated: true, operand, list: parseList(tokens) };
  const operator = COMPARISONS[tokens.next?.text ?? ''];
  if (!operator || tokens.next?.kind !== 'sign') throw tokens.unexpected('an operator is expected');
  tokens.take();
  return { kind: 'compare', operator, left: operand, right: parseOperand(tokens, source) };
}

function parseOperand(tokens: TokenStream, source: Source): Operand {
  const literal = acceptLiteral(tokens);
  return literal === undefined ? { kind: 'path', path: readPath(tokens, source) } : { kind: 'literal', value: literal };
}

function parseList(tokens: TokenStream): readonly Literal[] {
  tokens.expect('[');
  const list: Literal[] = [];
  do {
    const literal = acceptLiteral(tokens);
    if (literal === undefined) throw tokens.unexpected('a literal is expected');
    list.push(literal);
  } while (tokens.accept(','));
  tokens.expect(']');
  return list;
}

function acceptLiteral(tokens: TokenStream): Literal | undefined {
  const { next } = tokens;
  if (!next || next.kind === 'sign') return undefined;
  if (next.kind !== 'word') {
    tokens.take();
    return next.value;
  }
  const constant = CONSTANTS[next.text.toUpperCase()];
  if (constant !== undefined) tokens.take();
  return constant;
}
