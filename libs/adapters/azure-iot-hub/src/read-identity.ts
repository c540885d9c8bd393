import { Secret, type DeviceKeys, type HubIdentity } from '#core';

import { asObject } from './read-error-code.js';

/** An identity as the registry answers it, or null when the answer is not the one of this device. */
export function readIdentity(body: unknown, deviceId: string): HubIdentity | null {
  const device = asObject(body);
  return device && identity(device, deviceId, device['etag'], keysOf(device['authentication']));
}

/** The identity behind a twin, without keys, or null when the answer is not the twin of this device. */
export function readTwinIdentity(body: unknown, deviceId: string): HubIdentity | null {
  const twin = asObject(body);
  return twin && identity(twin, deviceId, twin['deviceEtag'], null);
}

function identity(source: Readonly<Record<string, unknown>>, deviceId: string, etag: unknown, keys: DeviceKeys | null): HubIdentity | null {
  const { status } = source;
  if (source['deviceId'] !== deviceId || typeof etag !== 'string' || etag === '') return null;
  return status === 'enabled' || status === 'disabled' ? { deviceId, status, etag, keys } : null;
}

/** Null when the device signs in by certificate or not at all: such an answer may still list empty keys. */
function keysOf(authentication: unknown): DeviceKeys | null {
  const { type, symmetricKey } = asObject(authentication) ?? {};
  const { primaryKey, secondaryKey } = asObject(symmetricKey) ?? {};
  if (type !== 'sas' || typeof primaryKey !== 'string' || typeof secondaryKey !== 'string' || !primaryKey || !secondaryKey) return null;
  return { primary: new Secret(primaryKey), secondary: new Secret(secondaryKey) };
}
