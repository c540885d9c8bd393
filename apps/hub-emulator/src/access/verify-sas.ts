import { createHmac, timingSafeEqual } from 'node:crypto';
import { decode, type SasToken } from './parse-sas.js';

/** How far the clocks of caller and hub may differ. */
const SKEW_SECONDS = 5 * 60;

/** Why a token was not let in, for the journal; the caller only learns that it was not. */
export type SasFault = 'expired' | 'other-resource' | 'bad-signature';

export interface SasCheck {
  /** Base64 keys, either of which may have signed. */
  readonly keys: readonly string[];
  /** What is asked for: the host name, then the segments of the path, decoded. */
  readonly resource: readonly string[];
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Checks expiry, resource and signature; returns the first fault, or undefined when the token is good.
 * Source: Azure IoT Hub, "Control access with shared access signatures".
 */
export function findSasFault(token: SasToken, { keys, resource, now }: SasCheck): SasFault | undefined {
  if (Number(token.se) <= now - SKEW_SECONDS) return 'expired';
  if (!covers(token.sr, resource)) return 'other-resource';
  // Every key is tried, so that the time taken does not tell which one was nearer.
  const matches = keys.map((key) => sameText(token.sig, signSas(token.sr, token.se, key)));
  return matches.includes(true) ? undefined : 'bad-signature';
}

/** HMAC-SHA256 over the resource as sent, a line feed and the expiry; key and signature in base64. */
export function signSas(sr: string, se: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(`${sr}\n${se}`).digest('base64');
}

/**
 * True when `sr` is the resource or stands above it, segment by segment: `host/devices/a` covers `host/devices/a/messages`
 * and not `host/devices/ab`. Clients differ in how often they encode a device id inside `sr`, so each segment may be
 * encoded once more; that opens nothing, since the signature is checked with the key of the very device in the path.
 */
function covers(sr: string, resource: readonly string[]): boolean {
  const whole = decode(sr);
  if (whole === undefined) return false;
  const granted = whole.replace(/\/$/, '').split('/');
  return granted.every((segment, index) => {
    const asked = resource[index];
    if (asked === undefined) return false;
    return index === 0 ? segment.toLowerCase() === asked : segment === asked || decode(segment) === asked;
  });
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
