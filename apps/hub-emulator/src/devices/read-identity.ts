import { z } from 'zod';
import { argumentInvalid } from '../http/hub-error.js';
import { foldNames, isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { DeviceStatus } from './device.js';

const AUTHENTICATION_TYPES = ['sas', 'selfSigned', 'certificateAuthority', 'none'] as const;

/** An authentication as a client sends it: every part may be missing. */
export interface WantedAuthentication {
  readonly type: (typeof AUTHENTICATION_TYPES)[number];
  readonly primaryKey: string;
  readonly secondaryKey: string;
  readonly primaryThumbprint: string | null;
  readonly secondaryThumbprint: string | null;
}

/** The writable part of an identity. What is read-only in it (etag, times, states) is ignored: clients send the whole device back. */
export interface WantedIdentity {
  readonly status: DeviceStatus;
  readonly statusReason: string | null;
  readonly authentication: WantedAuthentication | undefined;
  readonly iotEdge: boolean;
  readonly deviceScope: string | undefined;
}

const text = z.string().nullish();
const Identity = z.object({
  status: text,
  statusreason: z.string().max(128).nullish(),
  devicescope: text,
  authentication: z.custom<JsonObject>(isJsonObject).nullish(),
  capabilities: z.custom<JsonObject>(isJsonObject).nullish(),
});
const Keys = z.object({ primarykey: text, secondarykey: text });
const Thumbprints = z.object({ primarythumbprint: text, secondarythumbprint: text });

/**
 * Reads the identity out of a device (single) or an entry of a bulk, names in any case. A status that is not named is
 * `enabled` and a reason that is not named is gone: an update replaces the whole identity.
 * Throws 400 ArgumentInvalid.
 */
export function readIdentity(body: JsonObject): WantedIdentity {
  const read = parse(Identity, foldNames(body), 'device');
  const capabilities = foldNames(read.capabilities ?? {});
  return {
    status: readStatus(read.status),
    statusReason: read.statusreason ?? null,
    authentication: read.authentication ? readAuthentication(foldNames(read.authentication)) : undefined,
    iotEdge: capabilities['iotedge'] === true,
    deviceScope: read.devicescope ?? undefined,
  };
}

function readStatus(status: string | null | undefined): DeviceStatus {
  const folded = (status ?? 'enabled').toLowerCase();
  if (folded === 'enabled' || folded === 'disabled') return folded;
  throw argumentInvalid(`The status '${status}' is invalid.`);
}

function readAuthentication(folded: Record<string, JsonValue>): WantedAuthentication {
  const keys = parse(Keys, foldPart(folded, 'symmetrickey'), 'symmetricKey');
  const thumbprints = parse(Thumbprints, foldPart(folded, 'x509thumbprint'), 'x509Thumbprint');
  const primaryThumbprint = thumbprints.primarythumbprint ?? null;
  const secondaryThumbprint = thumbprints.secondarythumbprint ?? null;
  const implied = (primaryThumbprint ?? secondaryThumbprint) ? 'selfSigned' : 'sas';
  return {
    type: readType(folded['type'], implied),
    primaryKey: keys.primarykey ?? '',
    secondaryKey: keys.secondarykey ?? '',
    primaryThumbprint,
    secondaryThumbprint,
  };
}

function foldPart(folded: Record<string, JsonValue>, name: string): JsonValue {
  const part = folded[name] ?? {};
  return isJsonObject(part) ? foldNames(part) : part;
}

function readType(type: JsonValue | undefined, implied: WantedAuthentication['type']): WantedAuthentication['type'] {
  if (type === undefined || type === null) return implied;
  const known = AUTHENTICATION_TYPES.find((name) => name.toLowerCase() === String(type).toLowerCase());
  if (known) return known;
  throw argumentInvalid(`The authentication type '${String(type)}' is invalid.`);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, part: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw argumentInvalid(`The ${[part, ...(issue?.path ?? [])].join('.')} is invalid: ${issue?.message ?? 'unreadable'}.`);
}
