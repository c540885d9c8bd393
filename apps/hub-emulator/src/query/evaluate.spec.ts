import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDevice } from '../devices/change-device.js';
import type { JsonObject } from '../json.js';
import { Switches } from '../switches.js';
import { showTwin } from '../twins/show-twin.js';
import { compile } from './evaluate.js';
import { twinField } from './fields.js';
import { parseQuery } from './parse-query.js';
import type { Condition, Literal, Operand } from './syntax.js';

const view = { now: 1, switches: Switches.parse({}) };

const literal = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom('a', "it's", 'say "b"', ''), fc.boolean(), fc.constant(null));
const path = fc.constantFrom('tags.a', 'tags.a.b', 'tags.c', 'properties.desired.a', 'properties.reported.a', 'deviceId', 'status', 'version', 'statusReason');
const operand: fc.Arbitrary<Operand> = fc.oneof(
  path.map((text) => ({ kind: 'path' as const, path: text.split('.') })),
  literal.map((value) => ({ kind: 'literal' as const, value })),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.record({ kind: fc.constant('compare' as const), operator: fc.constantFrom('=', '!=', '<', '>', '<=', '>='), left: operand, right: operand }),
    fc.record({ kind: fc.constant('in' as const), negated: fc.boolean(), operand, list: fc.array(literal, { minLength: 1, maxLength: 3 }) }),
    path.map((text) => ({ kind: 'is-defined' as const, path: text.split('.') })),
    tie('condition').map((part) => ({ kind: 'not' as const, part })),
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), parts: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }),
  ),
}));
const value = fc.oneof(literal, fc.record({ b: literal }), fc.array(fc.integer(), { maxLength: 2 }));
const section = fc.dictionary(fc.constantFrom('a', 'c'), value) as fc.Arbitrary<JsonObject>;
const device = fc.record({ tags: section, desired: section, reported: section, disabled: fc.boolean() }).map(({ disabled, ...parts }) =>
  createDevice(
    'a',
    { status: disabled ? 'disabled' : 'enabled', statusReason: disabled ? 'a' : null, authentication: undefined, iotEdge: false, deviceScope: undefined },
    1,
    parts,
  ),
);

/** Writes a condition as somebody would type it. */
function print(part: Condition): string {
  switch (part.kind) {
    case 'and':
    case 'or':
      return `(${part.parts.map(print).join(` ${part.kind.toUpperCase()} `)})`;
    case 'not':
      return `NOT ${print(part.part)}`;
    case 'is-defined':
      return `is_defined(${part.path.join('.')})`;
    case 'in':
      return `${printOperand(part.operand)} ${part.negated ? 'NIN' : 'IN'} [${part.list.map(printLiteral).join(', ')}]`;
    case 'compare':
      return `${printOperand(part.left)} ${part.operator} ${printOperand(part.right)}`;
  }
}
const printOperand = (side: Operand) => (side.kind === 'path' ? side.path.join('.') : printLiteral(side.value));
const printLiteral = (of: Literal) => (typeof of === 'string' ? `'${of.replaceAll("'", "''")}'` : String(of));

/** The same meaning, written without a thought for speed: over the whole twin as the service shows it. 1 is true, 0 false, a half unknown. */
function judge(part: Condition, twin: any): number {
  const read = (side: Operand) => (side.kind === 'literal' ? side.value : side.path.reduce((at: any, key) => (isPlain(at) ? at[key] : undefined), twin));
  switch (part.kind) {
    case 'and':
      return Math.min(...part.parts.map((inner) => judge(inner, twin)));
    case 'or':
      return Math.max(...part.parts.map((inner) => judge(inner, twin)));
    case 'not':
      return 1 - judge(part.part, twin);
    case 'is-defined':
      return read({ kind: 'path', path: part.path }) === undefined ? 0 : 1;
    case 'in': {
      const found = Math.max(...part.list.map((of) => equal(read(part.operand), of)));
      return part.negated ? 1 - found : found;
    }
    case 'compare':
      return compareNaively(part.operator, read(part.left), read(part.right));
  }
}

function equal(a: any, b: any): number {
  if (a === undefined || b === undefined) return 0.5;
  return typeof a !== 'object' || a === null ? Number(a === b) : 0;
}

function compareNaively(operator: string, a: any, b: any): number {
  if (operator === '=') return equal(a, b);
  if (operator === '!=') return 1 - equal(a, b);
  const kinds = `${typeof a} ${typeof b}`;
  if (kinds !== 'string string' && kinds !== 'number number') return 0.5;
  const order = a < b ? '<' : a > b ? '>' : '=';
  return Number(operator.includes(order));
}

const isPlain = (at: any) => typeof at === 'object' && at !== null && !Array.isArray(at);

describe('a condition', () => {
  it('means, once printed, read back and compiled, what a naive reading of the whole twin says', () => {
    fc.assert(
      fc.property(condition, device, (wanted, row) => {
        const read = parseQuery(`SELECT * FROM devices WHERE ${print(wanted)}`).where!;
        const test = compile(read, { field: (of) => twinField(of, view), missing: 'unknown' });
        const twin = JSON.parse(JSON.stringify(showTwin(row, view)));
        expect(test(row)).toBe([false, undefined, true][judge(wanted, twin) * 2]);
      }),
      { numRuns: 500 },
    );
  });
});
