import { randomInt } from 'node:crypto';

/**
 * The etag of an identity: the base64 of a decimal number that starts anywhere and rises by one with each update.
 * Source: recorded sessions of azure-sdk-for-net (`MTA0NjIyMjI2` is 104622226, the next update answers ...227).
 */
export function deviceEtag(etag: number): string {
  return Buffer.from(String(etag)).toString('base64');
}

export function firstDeviceEtag(): number {
  return randomInt(10_000_000, 1_000_000_000);
}
