import { createHmac } from 'node:crypto';
import type { Headers, Secret } from '#core';
import { someAreEqual } from './compare-in-constant-time.js';

const MOST_SIGNATURES = 10;
const TOLERANCE_MS = 5 * 60_000;

/** No full stop: it divides the signed content, and an id with one could be read as another id with another time. */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const UNIX_SECONDS = /^[0-9]{1,12}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/;

/**
 * True when one of the first ten signatures is the HMAC-SHA256 of id, time and these bytes under one of the secrets, and
 * the time is at most five minutes from `now`, before or after. Only `v1` counts.
 * Source: Standard Webhooks 1.0.0, "Verifying webhook authenticity".
 */
export function isSignedAsStandardWebhook(secrets: readonly Secret[], headers: Headers, raw: Uint8Array, now: Date): boolean {
  const id = headers['webhook-id'];
  const time = headers['webhook-timestamp'];
  const list = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof time !== 'string' || typeof list !== 'string') return false;
  if (!ID.test(id) || !UNIX_SECONDS.test(time) || !isNear(time, now)) return false;

  const expected = keysOf(secrets).map((key) => `v1,${createHmac('sha256', key).update(`${id}.${time}.`).update(raw).digest('base64')}`);
  // The texts are compared, not what they decode to: base64 has four ways to write the last of 32 bytes.
  return someAreEqual(expected, list.split(' ', MOST_SIGNATURES));
}

const isNear = (time: string, now: Date): boolean => Math.abs(now.getTime() - Number(time) * 1000) <= TOLERANCE_MS;

const keysOf = (secrets: readonly Secret[]): Buffer[] =>
  secrets
    .map((secret) => secret.reveal().replace(/^whsec_/, ''))
    .filter((text) => BASE64.test(text))
    .map((text) => Buffer.from(text, 'base64'));
