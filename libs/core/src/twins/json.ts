/** A number as it was written. JavaScript's own numbers would round what has more than 16 digits. */
export class Numeral {
  constructor(readonly text: string) {}

  get value(): number {
    return Number(this.text);
  }
}

/** Any value of a document. */
export type JsonValue = string | boolean | null | Numeral | JsonList | JsonObject;
export type JsonList = readonly JsonValue[];
/** A map, so that keys keep the order in which they were written, `10` and `2` too, and `__proto__` is a key like any other. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

export const NOTHING: JsonObject = new Map();

export const isJsonObject = (value: unknown): value is JsonObject => value instanceof Map;

export const isJsonList = (value: JsonValue | undefined): value is JsonList => Array.isArray(value);

/** Whether two values are the same. The order of keys does not count, and 1.0 is 1. Absent is only the same as absent. */
export function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one instanceof Numeral) return other instanceof Numeral && sameNumber(one, other);
  if (isJsonObject(one)) {
    if (!isJsonObject(other) || one.size !== other.size) return false;
    return [...one].every(([key, value]) => other.has(key) && sameJson(value, other.get(key)));
  }
  if (isJsonList(one)) return isJsonList(other) && one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  return one === other;
}

const sameNumber = (one: Numeral, other: Numeral): boolean => one.text === other.text || plainForm(one.text) === plainForm(other.text);

const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Sign, digits and power of ten, without the zeros that change nothing. */
function plainForm(text: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] = WRITTEN.exec(text) ?? [];
  const digits = (whole + part).replace(/^0+/, '');
  const short = withoutZerosAtEnd(digits);
  return short === '' ? '0' : `${sign}${short}e${Number(power) - part.length + digits.length - short.length}`;
}

/** Not by an expression: one that looks for zeros at the end tries anew at every zero in the middle. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
