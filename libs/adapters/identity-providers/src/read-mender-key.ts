import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SMALLEST_RSA = 2048;

/** The file named by MENDER_TOKEN_KEY is not what it should be. */
export class InvalidMenderKey extends Error {
  override readonly name = 'InvalidMenderKey';
}

/** The key, and the only algorithms that fit it: a token never chooses. Throws InvalidMenderKey. */
export function readMenderKey(file: string): { key: KeyObject; algorithms: string[] } {
  const key = readKey(file);
  if (key.asymmetricKeyType === 'ed25519') return { key, algorithms: ['EdDSA', 'Ed25519'] };
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST_RSA) return { key, algorithms: ['RS256'] };
  throw new InvalidMenderKey(`MENDER_TOKEN_KEY names ${file}, which must hold an Ed25519 key or an RSA key of at least ${SMALLEST_RSA} bits.`);
}

function readKey(file: string): KeyObject {
  try {
    return createPublicKey(readFileSync(file));
  } catch (error) {
    throw new InvalidMenderKey(`MENDER_TOKEN_KEY names ${file}, which cannot be read as a public key in PEM form.`, { cause: error });
  }
}
