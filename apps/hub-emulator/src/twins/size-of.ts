import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';

const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f]/gu;

/**
 * The size of a section in bytes as the service counts it: keys and texts in UTF-8 without control characters, eight a
 * number, four a boolean. Source: Azure IoT Hub, device twins, "device twin size".
 */
export function sizeOf(section: JsonObject): number {
  return Object.entries(section).reduce((bytes, [key, value]) => bytes + sizeOfText(key) + sizeOfValue(value), 0);
}

function sizeOfValue(value: JsonValue): number {
  if (typeof value === 'string') return sizeOfText(value);
  if (typeof value === 'number') return 8;
  if (typeof value === 'boolean') return 4;
  if (isJsonObject(value)) return sizeOf(value);
  return Array.isArray(value) ? value.reduce((bytes: number, item: JsonValue) => bytes + sizeOfValue(item), 0) : 0;
}

function sizeOfText(text: string): number {
  return Buffer.byteLength(text.replace(CONTROL_CHARACTERS, ''));
}
