import { createHash, randomBytes } from 'node:crypto';
import { Secret } from '#core';

const BYTES = 32;

/** 256 random bits, in letters that fit into a header and a cookie. */
export const newBearerSecret = (prefix = ''): Secret => new Secret(prefix + randomBytes(BYTES).toString('base64url'));

/** What is stored of it. A plain SHA-256 is enough: there is nothing to guess. */
export const hashOf = (secret: Secret): Uint8Array<ArrayBuffer> => new Uint8Array(createHash('sha256').update(secret.reveal()).digest());
