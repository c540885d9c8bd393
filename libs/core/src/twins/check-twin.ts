import { Numeral, isJsonList, isJsonObject, type JsonList, type JsonObject, type JsonValue } from './json.js';
import { pointerOf } from './json-pointer.js';
import { TwinRuleBroken, type TwinRule } from './twin-rules.js';

/** The parts of a twin that a back end writes. */
export type EditablePart = 'desired' | 'tags';

/**
 * The hub's limits on a twin. Source: Azure IoT Hub, "Understand and use device twins", device twin size and properties format;
 * ReportedPropertiesValidator of Azure IoT Edge, whose constants are marked as the hub's.
 */
export const TWIN_LIMITS = {
  bytes: { desired: 32 * 1024, tags: 8 * 1024 },
  keyBytes: 1024,
  textBytes: 4 * 1024,
  depth: 10,
  leastInteger: -4_503_599_627_370_496,
  mostInteger: 4_503_599_627_370_495,
} as const;

/** Control characters (C0 and C1), white space, and what has a meaning in the paths of queries. */
const FORBIDDEN_IN_KEY = /[\p{Cc}\s.$#]/u;

/**
 * Checks what somebody wants to write: depth, keys and values. `nulls` says whether null removes a member (in a patch) or has no
 * place at all. Merging makes nothing deeper than its two halves, so the result of a patch need not be checked again.
 * Throws TwinRuleBroken.
 */
export function checkShape(part: EditablePart, values: JsonObject, nulls: 'remove' | 'refused'): void {
  new ShapeCheck(part, nulls).object(values, 0);
}

/** Checks the size of what a part would become. Throws TwinRuleBroken. */
export function checkSize(part: EditablePart, values: JsonObject): void {
  const [bytes, most] = [sizeOf(values), TWIN_LIMITS.bytes[part]];
  if (bytes <= most) return;
  throw new TwinRuleBroken('twin-too-large', `/${part}`, `The ${part} would have ${bytes} bytes as the hub counts them; it takes ${most}. Make them shorter.`);
}

/**
 * The size of a part as the hub counts it: keys and texts in UTF-8 without control characters, eight bytes a number, four a
 * boolean. Source: Azure IoT Hub, "Understand and use device twins", device twin size.
 */
export function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return PRINTABLE.test(value) ? value.length : bytesOf(value.replace(CONTROLS, ''));
  if (value instanceof Numeral) return 8;
  if (typeof value === 'boolean') return 4;
  let bytes = 0;
  if (isJsonList(value)) for (const item of value) bytes += sizeOf(item);
  else if (isJsonObject(value)) for (const [key, member] of value) bytes += sizeOf(key) + sizeOf(member);
  return bytes;
}

/** The length in UTF-8. Half of a surrogate pair becomes U+FFFD there, which has three bytes. */
export const bytesOf = (text: string): number => (PRINTABLE.test(text) ? text.length : UTF8.encode(text).length);

/** ASCII without control characters: as many bytes as characters, and what nearly every text is made of. */
const PRINTABLE = /^[ -~]*$/;
const CONTROLS = /\p{Cc}+/gu;
const UTF8 = new TextEncoder();

class ShapeCheck {
  readonly #path: (string | number)[];

  constructor(
    part: EditablePart,
    private readonly nulls: 'remove' | 'refused',
  ) {
    this.#path = [part];
  }

  object(object: JsonObject, depth: number, inList = false): void {
    if (depth > TWIN_LIMITS.depth) throw this.#broken('twin-too-deep', `more than ${TWIN_LIMITS.depth} objects are nested in each other`);
    for (const [key, value] of object) {
      this.#keyLength(key);
      this.#path.push(key);
      this.#key(key, value);
      if (value === null) this.#null(inList);
      else this.#value(value, depth, inList);
      this.#path.pop();
    }
  }

  #list(list: JsonList, depth: number, nested: number): void {
    if (nested > TWIN_LIMITS.depth) throw this.#broken('twin-too-deep', `more than ${TWIN_LIMITS.depth} lists are nested in each other`);
    for (const [index, item] of list.entries()) {
      this.#path.push(index);
      if (item === null) this.#null(true);
      else if (isJsonList(item)) this.#list(item, depth, nested + 1);
      else this.#value(item, depth, true);
      this.#path.pop();
    }
  }

  #value(value: Exclude<JsonValue, null>, depth: number, inList: boolean): void {
    if (isJsonObject(value)) this.object(value, depth + 1, inList);
    else if (isJsonList(value)) this.#list(value, depth, 1);
    else if (value instanceof Numeral) this.#number(value);
    else if (typeof value === 'string' && bytesOf(value) > TWIN_LIMITS.textBytes) {
      throw this.#broken('twin-text-too-long', `a text has at most ${TWIN_LIMITS.textBytes} bytes`);
    }
  }

  /** A list takes the place of the one before it as a whole, so a null anywhere in it would stay and remove nothing. */
  #null(inList: boolean): void {
    if (inList) throw this.#broken('twin-null-in-list', 'a list cannot hold null, and null removes nothing from it; send the list as it is to be');
    if (this.nulls === 'refused') throw this.#broken('twin-null-not-stored', 'a twin cannot hold null; leave the member out');
  }

  #number({ value, text }: Numeral): void {
    const { leastInteger, mostInteger } = TWIN_LIMITS;
    const inRange = Number.isFinite(value) && (!Number.isInteger(value) || (value >= leastInteger && value <= mostInteger));
    if (inRange) return;
    throw this.#broken('twin-number-out-of-range', `${text.slice(0, 40)} is not between ${leastInteger} and ${mostInteger}; send it as a text`);
  }

  /** Looked at before the key is part of the place that is told: it may be as long as the whole request. */
  #keyLength(key: string): void {
    if (bytesOf(key) > TWIN_LIMITS.keyBytes) throw this.#broken('twin-key-not-allowed', `a key here has more than ${TWIN_LIMITS.keyBytes} bytes`);
  }

  #key(key: string, value: JsonValue): void {
    if (key === '$metadata' || key === '$version') throw this.#broken('twin-key-reserved', `${key} is written by the hub alone; leave it out`);
    if (key === '__proto__' || (key === 'constructor' && isJsonObject(value) && value.has('prototype'))) {
      throw this.#broken('twin-key-unsafe', 'the key would reach into the programs that read it; choose another');
    }
    if (key === '' || FORBIDDEN_IN_KEY.test(key)) {
      throw this.#broken('twin-key-not-allowed', 'a key is not empty and has no white space, no control character, no ".", "$" or "#"');
    }
  }

  #broken(rule: TwinRule, what: string): TwinRuleBroken {
    const pointer = pointerOf(this.#path);
    return new TwinRuleBroken(rule, pointer, `At ${pointer.length > 200 ? `${pointer.slice(0, 200)}…` : pointer}: ${what}.`);
  }
}
