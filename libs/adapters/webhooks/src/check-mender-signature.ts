import { createHmac } from 'node:crypto';
import type { Headers, Secret } from '#core';
import { someAreEqual } from './compare-in-constant-time.js';

const ALGORITHM = 'MEN-HMAC-SHA256-Payload';
const HEX = /^(?:[0-9a-fA-F]{2})+$/;

/**
 * True when `x-men-signature` is the HMAC-SHA256 of these bytes under one of the secrets, in lower-case hex. A webhook
 * without a signature is not valid, though Mender sends one where no secret was set.
 * Source: Mender server, iot-manager, webhook client and credentials.
 */
export function isSignedByMender(secrets: readonly Secret[], headers: Headers, raw: Uint8Array): boolean {
  const algorithm = headers['x-men-algorithm'];
  if (algorithm !== undefined && algorithm !== ALGORITHM) return false;

  const signature = headers['x-men-signature'];
  if (typeof signature !== 'string') return false;

  const expected = keysOf(secrets).map((key) => createHmac('sha256', key).update(raw).digest('hex'));
  // The texts are compared, not what they decode to: upper case, or two headers joined into one, is not what Mender sends.
  return someAreEqual(expected, [signature]);
}

/** Node decodes hex up to the first wrong digit, and an empty key signs too: so whatever is not wholly hex signs nothing. */
const keysOf = (secrets: readonly Secret[]): Buffer[] =>
  secrets
    .map((secret) => secret.reveal())
    .filter((text) => HEX.test(text))
    .map((text) => Buffer.from(text, 'hex'));
