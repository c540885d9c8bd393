import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { KeyMissing, Secret } from '#core';

/** A key that seals stored secrets: 32 bytes under a short name. */
export interface MasterKey {
  id: string;
  key: Secret<Uint8Array>;
}

/** The place that a sealed value belongs to. It is authenticated with the value, so a value moved elsewhere does not open. */
export interface SealedPlace {
  tenantId: string;
  table: string;
  column: string;
  row: string;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets for the database with AES-256-GCM. An envelope is: version, length of the key id, key id, nonce, ciphertext,
 * tag. The first key seals; every key opens, so that keys can be rotated: docs/adr/0011.
 */
export class Sealing {
  readonly #keys: ReadonlyMap<string, Secret<KeyObject>>;
  readonly #newest: { id: string; key: Secret<KeyObject> };

  constructor(keys: readonly [MasterKey, ...MasterKey[]]) {
    const twice = keys.find(({ id }, at) => keys.findIndex((other) => other.id === id) !== at);
    if (twice) throw new Error(`LOCKSTEP_MASTER_KEYS holds two keys under the name "${twice.id}": what one seals the other cannot open. Rename one.`);
    // As key objects, because opening with plain bytes costs three times as much.
    const opened = keys.map(({ id, key }) => ({ id, key: new Secret(createSecretKey(key.reveal())) }));
    this.#newest = opened[0]!;
    this.#keys = new Map(opened.map(({ id, key }) => [id, key]));
  }

  /** The ids of all keys, the newest first. */
  get keyIds(): [string, ...string[]] {
    const others = [...this.#keys.keys()].filter((id) => id !== this.#newest.id);
    return [this.#newest.id, ...others];
  }

  /** How every envelope begins that the newest key seals, and no other. */
  get newestHeader(): Buffer {
    const id = Buffer.from(this.#newest.id, 'utf8');
    return Buffer.concat([Buffer.from([VERSION, id.length]), id]);
  }

  seal(secret: Secret, place: SealedPlace): Buffer {
    const header = this.newestHeader;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#newest.key.reveal(), nonce).setAAD(authenticated(header, place));
    const sealed = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
    return Buffer.concat([header, nonce, sealed, cipher.getAuthTag()]);
  }

  /** Opens an envelope. Throws KeyMissing when its key is not configured, and an Error when it was altered or moved. */
  open(envelope: Uint8Array, place: SealedPlace): Secret {
    const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
    const headerLength = 2 + (bytes[1] ?? 0);
    if (bytes[0] !== VERSION || bytes.length < headerLength + NONCE_BYTES + TAG_BYTES) {
      throw new Error(`The value in ${where(place)} is not a sealed one. Restore it from a backup, or enter the secret again.`);
    }
    const header = bytes.subarray(0, headerLength);
    const id = header.subarray(2).toString('utf8');
    const key = this.#keys.get(id);
    if (!key) throw new KeyMissing(`The secret in ${where(place)} was sealed with the key "${id}", which LOCKSTEP_MASTER_KEYS does not hold.`);

    const nonce = bytes.subarray(headerLength, headerLength + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key.reveal(), nonce).setAAD(authenticated(header, place));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    try {
      const sealed = bytes.subarray(headerLength + NONCE_BYTES, bytes.length - TAG_BYTES);
      return new Secret(Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8'));
    } catch (cause) {
      throw new Error(`The secret in ${where(place)} does not open: it was altered, or the key "${id}" is another one than it was.`, { cause });
    }
  }
}

const authenticated = (header: Buffer, place: SealedPlace): Buffer =>
  Buffer.concat([header, Buffer.from(JSON.stringify([place.tenantId, place.table, place.column, place.row]), 'utf8')]);

const where = (place: SealedPlace): string => `${place.table}.${place.column} of ${place.row} (tenant ${place.tenantId})`;
