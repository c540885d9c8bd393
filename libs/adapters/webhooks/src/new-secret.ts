import { randomBytes } from 'node:crypto';
import { Secret, type EventSourceKind } from '#core';

const SECRET_BYTES = 32;

/**
 * A new random secret of 32 bytes, written as the source's own side takes it: hex for Mender, `whsec_` and base64 for
 * Standard Webhooks. Sources: Mender, iot-manager, HTTP credentials; Standard Webhooks 1.0.0, "Signature scheme".
 */
export function newSecretFor(kind: EventSourceKind): Secret {
  const bytes = randomBytes(SECRET_BYTES);
  switch (kind) {
    case 'mender':
      return new Secret(bytes.toString('hex'));
    case 'standard-webhooks':
      return new Secret(`whsec_${bytes.toString('base64')}`);
  }
}
