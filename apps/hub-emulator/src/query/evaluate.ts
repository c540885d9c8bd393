import type { JsonValue } from '../json.js';
import type { Switches } from '../switches.js';
import type { Field } from './fields.js';
import type { Comparison, Condition, Literal, Operand, Path } from './syntax.js';

/** True, false, or undefined: the row lacks what the condition asks about. */
export type Truth = boolean | undefined;

export type Test<Row> = (row: Row) => Truth;

export interface Rules<Row> {
  field(path: Path): Field<Row>;
  readonly missing: Switches['queryMissingValue'];
}

/**
 * Makes a test out of a condition. Only texts, numbers, booleans and null can be compared: objects and arrays are unequal to
 * everything, and values of different kinds have no order.
 */
export function compile<Row>(condition: Condition, rules: Rules<Row>): Test<Row> {
  switch (condition.kind) {
    case 'and':
      return allOf(condition.parts.map((part) => compile(part, rules)));
    case 'or':
      return anyOf(condition.parts.map((part) => compile(part, rules)));
    case 'not': {
      const test = compile(condition.part, rules);
      return (row) => not(test(row));
    }
    case 'is-defined': {
      const field = rules.field(condition.path);
      return (row) => field(row) !== undefined;
    }
    case 'in':
      return compileIn(condition, rules);
    case 'compare':
      return compileComparison(condition, rules);
  }
}

function allOf<Row>(tests: readonly Test<Row>[]): Test<Row> {
  return (row) => {
    let all: Truth = true;
    for (const test of tests) {
      const truth = test(row);
      if (truth === false) return false;
      if (truth === undefined) all = undefined;
    }
    return all;
  };
}

function anyOf<Row>(tests: readonly Test<Row>[]): Test<Row> {
  return (row) => {
    let any: Truth = false;
    for (const test of tests) {
      const truth = test(row);
      if (truth === true) return true;
      if (truth === undefined) any = undefined;
    }
    return any;
  };
}

function compileIn<Row>({ operand, list, negated }: Condition & { kind: 'in' }, rules: Rules<Row>): Test<Row> {
  const read = reader(operand, rules);
  const known = new Set<unknown>(list);
  return (row) => {
    const value = read(row);
    if (value === undefined) return whenMissing(rules.missing, negated);
    return known.has(value) !== negated;
  };
}

function compileComparison<Row>({ operator, left, right }: Condition & { kind: 'compare' }, rules: Rules<Row>): Test<Row> {
  const readLeft = reader(left, rules);
  const readRight = reader(right, rules);
  return (row) => {
    const a = readLeft(row);
    const b = readRight(row);
    if (a === undefined || b === undefined) return whenMissing(rules.missing, operator === '!=');
    return compare(operator, a, b);
  };
}

function compare(operator: Comparison, a: JsonValue, b: JsonValue): Truth {
  if (operator === '=' || operator === '!=') return (a === b && isPrimitive(a)) === (operator === '=');
  if (typeof a !== typeof b || (typeof a !== 'string' && typeof a !== 'number')) return undefined;
  switch (operator) {
    case '<':
      return a < b!;
    case '>':
      return a > b!;
    case '<=':
      return a <= b!;
    case '>=':
      return a >= b!;
  }
}

function reader<Row>(operand: Operand, rules: Rules<Row>): Field<Row> {
  if (operand.kind === 'path') return rules.field(operand.path);
  const { value } = operand;
  return () => value;
}

function whenMissing(missing: Switches['queryMissingValue'], isNegative: boolean): Truth {
  return missing === 'unknown' ? undefined : isNegative;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function isPrimitive(value: JsonValue): value is Literal {
  return typeof value !== 'object' || value === null;
}
