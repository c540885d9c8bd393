import { HubError } from '../http/hub-error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { Switches } from '../switches.js';
import { sizeOf } from './size-of.js';
import type { TwinParts } from './twin.js';

/** Source: Azure IoT Hub, device twins; ReportedPropertiesValidator.cs of Azure/iotedge, whose constants are the hub's. */
const MOST_BYTES = { tags: 8 * 1024, desired: 32 * 1024, reported: 32 * 1024 } as const;
const MOST_KEY_BYTES = 1024;
const MOST_TEXT_BYTES = 4 * 1024;
const MOST_DEPTH = 10;
const LEAST_INTEGER = -4_503_599_627_370_496;
const MOST_INTEGER = 4_503_599_627_370_495;
// Control characters (C0 and C1), white space and the characters that have a meaning in paths and queries.
const FORBIDDEN_IN_KEY = /[\u0000-\u001f\u007f-\u009f\s.$#]/u;

/**
 * Checks what somebody wants to write, before it is merged: depth, keys and values. Throws ArgumentInvalid.
 * Merging never makes a twin deeper than its two halves, so this need not be repeated on the result.
 */
export function checkShape(parts: TwinParts, status: Switches['twinLimitStatus']): void {
  refuse(parts, status, (values) => faultIn(values, 0));
}

/** Checks the size of what a twin would become. Throws ArgumentInvalid. */
export function checkSize(parts: TwinParts, status: Switches['twinLimitStatus']): void {
  refuse(parts, status, (values, part) => {
    const bytes = sizeOf(values);
    return bytes > MOST_BYTES[part] ? `${bytes} bytes are more than ${MOST_BYTES[part]}` : undefined;
  });
}

const PARTS = ['tags', 'desired', 'reported'] as const;
type FindFault = (values: JsonObject, part: (typeof PARTS)[number]) => string | undefined;

function refuse(parts: TwinParts, status: Switches['twinLimitStatus'], find: FindFault): void {
  for (const part of PARTS) {
    const values = parts[part];
    const fault = values && find(values, part);
    if (fault) throw new HubError('ArgumentInvalid', `The ${part} of the twin are invalid: ${fault}.`, { status });
  }
}

function faultIn(object: JsonObject, depth: number): string | undefined {
  if (depth > MOST_DEPTH) return `objects are nested more than ${MOST_DEPTH} deep`;
  for (const [key, value] of Object.entries(object)) {
    const fault = faultInKey(key) ?? faultInValue(value, depth);
    if (fault) return fault;
  }
  return undefined;
}

function faultInKey(key: string): string | undefined {
  if (key === '' || Buffer.byteLength(key) > MOST_KEY_BYTES) return `a key must have 1 to ${MOST_KEY_BYTES} bytes`;
  return FORBIDDEN_IN_KEY.test(key) ? `the key '${key}' has a forbidden character` : undefined;
}

function faultInValue(value: JsonValue, depth: number): string | undefined {
  if (typeof value === 'string' && Buffer.byteLength(value) > MOST_TEXT_BYTES) return `a text has more than ${MOST_TEXT_BYTES} bytes`;
  if (typeof value === 'number' && Number.isInteger(value) && (value < LEAST_INTEGER || value > MOST_INTEGER)) {
    return `the number ${value} is out of range`;
  }
  if (isJsonObject(value)) return faultIn(value, depth + 1);
  return isList(value) ? faultInList(value, depth) : undefined;
}

function faultInList(list: readonly JsonValue[], depth: number, nested = 1): string | undefined {
  if (nested > MOST_DEPTH) return `arrays are nested more than ${MOST_DEPTH} deep`;
  for (const item of list) {
    const fault =
      item === null ? 'an array may not hold null' : isList(item) ? faultInList(item, depth, nested + 1) : faultInValue(item, depth);
    if (fault) return fault;
  }
  return undefined;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
