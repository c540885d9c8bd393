import { randomBytes, randomUUID } from 'node:crypto';
import type { AuthSet, AuthSetStatus } from '../model.js';

/** The fixed head of an Ed25519 public key in DER (RFC 8410); 32 key bytes follow. */
const ED25519_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Identity data of a device nobody has: a random, locally administered MAC address. */
export function fakeIdentity(): Record<string, string> {
  const bytes = randomBytes(5);
  return { mac: ['02', ...bytes.toString('hex').match(/../g)!].join(':') };
}

/** A fresh authentication set with a public key of its own. */
export function fakeAuthSet(status: AuthSetStatus, ts: string, pubkey = fakePublicKey()): AuthSet {
  return { id: randomUUID(), pubkey, ts, status };
}

/** Random bytes instead of a generated pair: nobody signs with it here, and ten thousand real pairs would take seconds. */
function fakePublicKey(): string {
  const body = Buffer.concat([ED25519_HEAD, randomBytes(32)]).toString('base64');
  return `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;
}
