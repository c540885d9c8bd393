import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Secret, type EventSource, type Headers } from '#core';
import { WebhookSignatureCheck } from './index.js';

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const OLD_KEY = 'ffeeddccbbaa99887766554433221100';
const BODY = Buffer.from('{"id":"e57adf60","type":"device-status-changed","data":{"id":"769e5a83","status":"accepted"}}');
const NOW = new Date('2026-03-01T10:00:00Z');
const ALGORITHM = 'MEN-HMAC-SHA256-Payload';

const signed = (key: string, body: Uint8Array = BODY): string => createHmac('sha256', Buffer.from(key, 'hex')).update(body).digest('hex');

const source = (...keys: string[]): EventSource => ({
  id: 'fleet-events',
  tenantId: 'default',
  kind: 'mender',
  secrets: keys.map((key) => new Secret(key)),
});

const isValid = (headers: Headers, { keys = [KEY], body = BODY as Uint8Array } = {}): boolean =>
  new WebhookSignatureCheck().areValid(source(...keys), headers, body, NOW);

const flipBit = (bytes: Uint8Array, bit: number): Buffer => {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  return flipped;
};

describe('the signature of a Mender webhook', () => {
  it('is valid over exactly these bytes under the secret', () => {
    expect(isValid({ 'x-men-algorithm': ALGORITHM, 'x-men-signature': signed(KEY) })).toBe(true);
  });

  it('agrees with the first test case of RFC 4231', () => {
    const headers = { 'x-men-signature': 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7' };
    expect(isValid(headers, { keys: ['0b'.repeat(20)], body: Buffer.from('Hi There') })).toBe(true);
  });

  it('is valid where the algorithm is not named', () => {
    expect(isValid({ 'x-men-signature': signed(KEY) })).toBe(true);
  });

  it('covers an empty body too', () => {
    const body = new Uint8Array();
    expect(isValid({ 'x-men-signature': signed(KEY, body) }, { body })).toBe(true);
    expect(isValid({ 'x-men-signature': signed(KEY, body) })).toBe(false);
  });

  it.each(['MEN-HMAC-SHA512-Payload', 'men-hmac-sha256-payload', 'none', '', `${ALGORITHM}, none`])(
    'is not valid when the sender names the algorithm "%s"',
    (algorithm) => {
      expect(isValid({ 'x-men-algorithm': algorithm, 'x-men-signature': signed(KEY) })).toBe(false);
    },
  );

  it('is not valid when the algorithm is named twice', () => {
    expect(isValid({ 'x-men-algorithm': [ALGORITHM, ALGORITHM], 'x-men-signature': signed(KEY) })).toBe(false);
  });

  it('is never taken for granted: without the header nothing is valid', () => {
    expect(isValid({})).toBe(false);
    expect(isValid({ 'x-men-algorithm': ALGORITHM })).toBe(false);
    expect(isValid({ 'x-men-signature': '' })).toBe(false);
    expect(isValid({}, { keys: [] })).toBe(false);
    expect(isValid({}, { keys: [''] })).toBe(false);
  });

  it('is not valid when the header comes twice, as a list or joined', () => {
    expect(isValid({ 'x-men-signature': [signed(KEY), signed(KEY)] })).toBe(false);
    expect(isValid({ 'x-men-signature': [signed(KEY)] })).toBe(false);
    expect(isValid({ 'x-men-signature': `${signed(KEY)}, ${signed(KEY)}` })).toBe(false);
  });

  it('is written in lower-case hex and in nothing else', () => {
    const base64 = createHmac('sha256', Buffer.from(KEY, 'hex')).update(BODY).digest('base64');
    for (const text of [signed(KEY).toUpperCase(), ` ${signed(KEY)}`, `${signed(KEY)}00`, signed(KEY).slice(2), base64]) {
      expect(isValid({ 'x-men-signature': text })).toBe(false);
    }
  });

  it('takes the secret as hex, not as text', () => {
    const asText = createHmac('sha256', KEY).update(BODY).digest('hex');
    expect(isValid({ 'x-men-signature': asText })).toBe(false);
  });

  it('is valid under the old secret as long as the rotation lasts', () => {
    const headers = { 'x-men-signature': signed(OLD_KEY) };
    expect(isValid(headers, { keys: [KEY, OLD_KEY] })).toBe(true);
    expect(isValid(headers, { keys: [KEY] })).toBe(false);
  });

  it.each([
    ['empty', '', ''],
    ['not hex', 'zz', ''],
    ['hex with a wrong digit at its end', `${OLD_KEY}zz`, OLD_KEY],
    ['hex with half a byte at its end', `${OLD_KEY}f`, OLD_KEY],
  ])('is not valid under a stored secret that is %s, whatever Node decodes it to', (_, stored, decoded) => {
    expect(isValid({ 'x-men-signature': signed(decoded) }, { keys: [stored] })).toBe(false);
  });

  it('is not valid any more when one bit of the body differs', () => {
    const headers = { 'x-men-signature': signed(KEY) };
    fc.assert(fc.property(fc.nat(BODY.length * 8 - 1), (bit) => !isValid(headers, { body: flipBit(BODY, bit) })));
  });

  it('is not valid any more when one bit of the header differs', () => {
    const header = Buffer.from(signed(KEY), 'latin1');
    fc.assert(
      fc.property(fc.nat(header.length * 8 - 1), (bit) => !isValid({ 'x-men-signature': flipBit(header, bit).toString('latin1') })),
      { numRuns: 512 },
    );
  });

  it('is not valid any more when one bit of the secret differs', () => {
    const headers = { 'x-men-signature': signed(KEY) };
    const key = Buffer.from(KEY, 'hex');
    fc.assert(fc.property(fc.nat(key.length * 8 - 1), (bit) => !isValid(headers, { keys: [flipBit(key, bit).toString('hex')] })));
  });

  it('is not valid under the other scheme of the same sender', () => {
    const headers = { 'x-men-signature': signed(KEY) };
    const standard: EventSource = { ...source(KEY), kind: 'standard-webhooks' };
    expect(new WebhookSignatureCheck().areValid(standard, headers, BODY, NOW)).toBe(false);
  });
});
