import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.js';

const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="ManagementJWT"' };

/** Refuses with 401 unless the header carries this bearer token. */
export function authorize(header: string | undefined, token: string): void {
  if (header === undefined || header === '') throw new Refusal(401, 'Authorization not present in header', CHALLENGE);
  const [scheme, sent, ...more] = header.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !sent || more.length > 0) {
    throw new Refusal(401, 'malformed Authorization header', CHALLENGE);
  }
  if (!timingSafeEqual(digest(sent), digest(token))) throw new Refusal(401, 'unauthorized', CHALLENGE);
}

/** Equal lengths, so that comparing tells nothing about the token's. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
