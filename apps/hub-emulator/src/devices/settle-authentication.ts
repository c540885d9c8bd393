import { randomBytes } from 'node:crypto';
import { argumentInvalid } from '../http/hub-error.js';
import type { Switches } from '../switches.js';
import type { Authentication } from './device.js';
import type { WantedAuthentication } from './read-identity.js';

type KeyRules = Pick<Switches, 'emptyKeysOnUpdate' | 'missingAuthenticationOnUpdate'>;

/** 32 random bytes in base64, as the service makes them. */
export function makeKey(): string {
  return randomBytes(32).toString('base64');
}

/** The authentication of a new device. Missing or empty keys are generated. Throws 400 ArgumentInvalid. */
export function firstAuthentication(wanted: WantedAuthentication | undefined): Authentication {
  return settle(wanted, undefined);
}

/**
 * The authentication of a device after an update, by the rules of the switches. With the defaults an update that names no
 * authentication, or empty keys, gets new keys: so a client that disables a device by sending only a status sees its
 * devices locked out here, as it has to fear from the service.
 */
export function nextAuthentication(wanted: WantedAuthentication | undefined, present: Authentication, rules: KeyRules): Authentication {
  if (wanted === undefined && rules.missingAuthenticationOnUpdate === 'keep') return present;
  return settle(wanted, rules.emptyKeysOnUpdate === 'keep' && present.type === 'sas' ? present : undefined);
}

interface Keys {
  readonly primaryKey: string;
  readonly secondaryKey: string;
}

function settle(wanted: WantedAuthentication | undefined, kept: Keys | undefined): Authentication {
  const type = wanted?.type ?? 'sas';
  switch (type) {
    case 'sas':
      return {
        type,
        primaryKey: checkKey(wanted?.primaryKey) || kept?.primaryKey || makeKey(),
        secondaryKey: checkKey(wanted?.secondaryKey) || kept?.secondaryKey || makeKey(),
      };
    case 'selfSigned':
      return {
        type,
        primaryThumbprint: checkThumbprint(wanted?.primaryThumbprint ?? null),
        secondaryThumbprint: checkThumbprint(wanted?.secondaryThumbprint ?? null),
      };
    case 'certificateAuthority':
    case 'none':
      return { type };
  }
}

/** Keys are base64 of 16 to 64 bytes. Source: Azure IoT Hub, device identity properties. */
function checkKey(key = ''): string {
  const bytes = Buffer.from(key, 'base64');
  if (key === '' || (bytes.length >= 16 && bytes.length <= 64 && bytes.toString('base64') === key)) return key;
  throw argumentInvalid('The symmetric key is invalid: it must be base64 of 16 to 64 bytes.');
}

function checkThumbprint(thumbprint: string | null): string | null {
  if (thumbprint === null || thumbprint === '') return null;
  // SHA-1 or SHA-256, in hex.
  if (/^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(thumbprint)) return thumbprint;
  throw argumentInvalid('The X.509 thumbprint is invalid: it must be 40 or 64 hexadecimal digits.');
}
