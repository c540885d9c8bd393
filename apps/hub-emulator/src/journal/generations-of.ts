import type { IncomingHttpHeaders } from 'node:http';
import { foldNames, isJsonObject, memberOf, setMember } from '../json.js';

/** A writer may number its writes for one device with it; the real service ignores such a header. */
export const GENERATION_HEADER = 'x-emulator-generation';

interface Write {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly deviceIds: readonly string[];
}

/**
 * How new each device's write is, by the writer's own count: the number in the header, or the one at this path of the twin
 * (the switch `generationPath`), in a bulk each entry's own. Undefined when there is none.
 */
export function generationsOf({ headers, body, deviceIds }: Write, path: string): Readonly<Record<string, number>> | undefined {
  const found: Record<string, number> = {};
  const header = Number(headers[GENERATION_HEADER] ?? NaN);
  if (Number.isFinite(header)) for (const deviceId of deviceIds) setMember(found, deviceId, header);
  else if (path !== '') readBody(found, body, deviceIds, path.split('.'));
  return Object.keys(found).length === 0 ? undefined : found;
}

function readBody(found: Record<string, number>, body: Buffer, deviceIds: readonly string[], path: readonly string[]): void {
  const read = parse(body);
  const entries: readonly unknown[] = Array.isArray(read) ? read : [read];
  for (const entry of entries) {
    if (!isJsonObject(entry)) continue;
    const deviceId = Array.isArray(read) ? foldNames(entry)['id'] : deviceIds[0];
    const value = path.reduce<unknown>((at, key) => (isJsonObject(at) ? memberOf(at, key) : undefined), entry);
    if (typeof deviceId === 'string' && typeof value === 'number') setMember(found, deviceId, value);
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
