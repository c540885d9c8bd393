import { z } from 'zod';
import { FleetStatus, TenantId, isJsonObject, parseJson, type JsonObject } from '#core';
import { MenderError } from '../mender-error.js';
import type { ToldDevice } from './tell-devices.js';

const MOST_AT_ONCE = 100;
const MOST_NESTED = 48;

/** An id that no hub takes is no reason to turn it away: it is kept as a dead letter, as from every other door. */
const Device = z.object({
  id: z.string().optional(),
  device_id: z.string().optional(),
  status: FleetStatus.optional().catch(undefined),
  auth_sets: z.array(z.unknown()).nullish(),
  created_ts: z.string().nullish(),
  revision: z.unknown().optional(),
});

/** Throws MenderError 400. */
export function readTenant(text: string): string {
  const parsed = TenantId.safeParse(text);
  if (!parsed.success) throw new MenderError(400, `invalid tenant ID: it ${parsed.error.issues[0]!.message}`);
  return parsed.data;
}

/** Throws MenderError 400. */
export function readStatus(text: string): FleetStatus {
  const parsed = FleetStatus.safeParse(text);
  if (!parsed.success) throw new MenderError(400, `invalid status '${text.slice(0, 40)}'`);
  return parsed.data;
}

/** The body of POST devices. Throws MenderError 400. */
export function readDevice(body: unknown): ToldDevice {
  const parsed = Device.safeParse(jsonIn(body, 'malformed request body'));
  if (!parsed.success) throw new MenderError(400, `malformed request body: ${flawsOf(parsed.error)}`);
  return deviceOf(parsed.data);
}

/** The body of PUT bulk status: at most 100 devices, of whom the id counts, and the revision. Throws MenderError 400. */
export function readDevices(body: unknown): ToldDevice[] {
  const parsed = z.array(Device).safeParse(jsonIn(body, 'invalid request body'));
  if (!parsed.success) throw new MenderError(400, `invalid request body: ${flawsOf(parsed.error)}`);
  if (parsed.data.length > MOST_AT_ONCE) throw new MenderError(400, `too many bulk items: max ${MOST_AT_ONCE} items per request`);
  return parsed.data.map(deviceOf);
}

/** Throws MenderError 400. */
export function readDocument(body: unknown): JsonObject {
  try {
    const document = parseJson(textOf(body), MOST_NESTED);
    if (isJsonObject(document)) return document;
  } catch {
    // Said below, as of a document that is no object.
  }
  throw new MenderError(400, 'malformed request body: it must be a JSON object in UTF-8');
}

function deviceOf({ id = '', device_id: legacy = '', status, auth_sets, created_ts, revision }: z.infer<typeof Device>): ToldDevice {
  const name = id || legacy;
  if (name === '') throw new MenderError(400, 'missing device ID');
  return { id: name, ...(status && { status }), ...(auth_sets && { auth_sets }), ...(created_ts && { created_ts }), revision };
}

function jsonIn(body: unknown, otherwise: string): unknown {
  try {
    return JSON.parse(textOf(body)) as unknown;
  } catch {
    throw new MenderError(400, `${otherwise}: it is no JSON document in UTF-8`);
  }
}

const textOf = (body: unknown): string => new TextDecoder('utf-8', { fatal: true }).decode(body instanceof Uint8Array ? body : new Uint8Array());

const flawsOf = ({ issues }: z.ZodError): string => issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ');
