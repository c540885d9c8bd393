import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Secret, type EventSource, type Headers } from '#core';
import { WebhookSignatureCheck } from './index.js';

const KEY = Buffer.from('0123456789abcdef0123456789abcdef');
const OLD_KEY = Buffer.from('an old key of thirty-two bytes!!');
const BODY = Buffer.from('{"type":"device-status-changed","data":{"id":"769e5a83","status":"rejected"}}');
const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const NOW = new Date('2026-03-01T10:00:00Z');
const SECONDS = NOW.getTime() / 1000;

const written = (key: Buffer): string => `whsec_${key.toString('base64')}`;

interface Signing {
  key?: Buffer;
  id?: string;
  time?: string | number;
  body?: Uint8Array;
}

const signed = ({ key = KEY, id = ID, time = SECONDS, body = BODY }: Signing = {}): string =>
  `v1,${createHmac('sha256', key)
    .update(Buffer.concat([Buffer.from(`${id}.${time}.`), body]))
    .digest('base64')}`;

const headersOf = (signing: Signing = {}, odd: Headers = {}): Headers => ({
  'webhook-id': signing.id ?? ID,
  'webhook-timestamp': String(signing.time ?? SECONDS),
  'webhook-signature': signed(signing),
  ...odd,
});

const isValid = (headers: Headers, { secrets = [written(KEY)], body = BODY as Uint8Array, now = NOW } = {}): boolean => {
  const source: EventSource = {
    id: 'partner-events',
    tenantId: 'default',
    kind: 'standard-webhooks',
    secrets: secrets.map((secret) => new Secret(secret)),
  };
  return new WebhookSignatureCheck().areValid(source, headers, body, now);
};

const flipBit = (bytes: Uint8Array, bit: number): Buffer => {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  return flipped;
};

describe('the signature of a Standard Webhook', () => {
  it('is valid over id, time and exactly these bytes under the secret', () => {
    expect(isValid(headersOf())).toBe(true);
  });

  it('is valid for the example that the public reference libraries are tested with', () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const body = Buffer.from('{"test": 2432232314}');
    expect(isValid(headers, { secrets: ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], body, now: new Date(1614265330_000) })).toBe(true);
  });

  it('takes the secret with and without its prefix', () => {
    expect(isValid(headersOf(), { secrets: [KEY.toString('base64')] })).toBe(true);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is not valid without %s, or with two of it', (name) => {
    const headers = headersOf();
    expect(isValid({ ...headers, [name]: undefined })).toBe(false);
    expect(isValid({ ...headers, [name]: [headers[name] as string] })).toBe(false);
    expect(isValid({ ...headers, [name]: '' })).toBe(false);
  });

  it.each([
    ['exactly five minutes old', -300, true],
    ['a second older than that', -301, false],
    ['exactly five minutes ahead', 300, true],
    ['a second further ahead', 301, false],
  ])('with a time that is %s (%d s): %s', (_, offset, valid) => {
    expect(isValid(headersOf({ time: SECONDS + offset }))).toBe(valid);
  });

  it.each(['now', '', 'NaN', `${SECONDS}.0`, ` ${SECONDS}`, `+${SECONDS}`, `${SECONDS}000`, '1e9'])(
    'is not valid with "%s" for a time, though it is signed',
    (time) => {
      expect(isValid(headersOf({ time }))).toBe(false);
    },
  );

  it('is not valid at a time that is none', () => {
    expect(isValid(headersOf(), { now: new Date(Number.NaN) })).toBe(false);
  });

  it('does not outlive a change of the time that was signed', () => {
    expect(isValid({ ...headersOf(), 'webhook-timestamp': String(SECONDS + 1) })).toBe(false);
  });

  it('does not let the id swallow the time: an id with a full stop is not valid, though it is signed', () => {
    const body = Buffer.from(`${SECONDS}.{"id":1}`);
    const headers = headersOf({ id: `msg_1.${SECONDS}`, body: Buffer.from('{"id":1}') });
    expect(isValid(headers, { body: Buffer.from('{"id":1}') })).toBe(false);
    expect(isValid({ ...headers, 'webhook-id': 'msg_1' }, { body })).toBe(true);
  });

  it('finds its match among the first ten of the list, and looks no further', () => {
    const list = (at: number) => Array.from({ length: 100 }, (_, index) => (index === at ? signed() : signed({ key: OLD_KEY }))).join(' ');
    expect(isValid(headersOf({}, { 'webhook-signature': list(0) }))).toBe(true);
    expect(isValid(headersOf({}, { 'webhook-signature': list(9) }))).toBe(true);
    expect(isValid(headersOf({}, { 'webhook-signature': list(10) }))).toBe(false);
    expect(isValid(headersOf({}, { 'webhook-signature': list(99) }))).toBe(false);
  });

  it.each(['v1a', 'v2', 'V1', ''])('counts for nothing under the version "%s"', (version) => {
    const headers = headersOf({}, { 'webhook-signature': signed().replace('v1', version) });
    expect(isValid(headers)).toBe(false);
  });

  it('is read past signatures of other versions', () => {
    expect(isValid(headersOf({}, { 'webhook-signature': `v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw== ${signed()}` }))).toBe(true);
  });

  it('is divided by spaces, not by commas', () => {
    expect(isValid(headersOf({}, { 'webhook-signature': `${signed({ key: OLD_KEY })},${signed()}` }))).toBe(false);
  });

  it('is not valid in hex, without padding or in the alphabet of URLs', () => {
    const mac = createHmac('sha256', KEY).update(`${ID}.${SECONDS}.${BODY.toString()}`).digest();
    for (const text of [mac.toString('hex'), mac.toString('base64').replace('=', ''), mac.toString('base64url')]) {
      expect(isValid(headersOf({}, { 'webhook-signature': `v1,${text}` }))).toBe(false);
    }
    expect(isValid(headersOf({}, { 'webhook-signature': `v1,${mac.toString('base64')}` }))).toBe(true);
  });

  it('is valid under the old secret as long as the rotation lasts', () => {
    const headers = headersOf({ key: OLD_KEY });
    expect(isValid(headers, { secrets: [written(KEY), written(OLD_KEY)] })).toBe(true);
    expect(isValid(headers, { secrets: [written(KEY)] })).toBe(false);
    expect(isValid(headers, { secrets: [] })).toBe(false);
  });

  it.each([
    ['empty', '', ''],
    ['only the prefix', 'whsec_', ''],
    ['not base64', '%%%%', ''],
    ['the public half of a key pair', 'whpk_aaaa', 'whpkaaaa'],
  ])('is not valid under a stored secret that is %s', (_, stored, decoded) => {
    expect(isValid(headersOf({ key: Buffer.from(decoded, 'base64') }), { secrets: [stored] })).toBe(false);
  });

  it('is not valid any more when one bit of the body differs', () => {
    const headers = headersOf();
    fc.assert(fc.property(fc.nat(BODY.length * 8 - 1), (bit) => !isValid(headers, { body: flipBit(BODY, bit) })));
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is not valid any more when one bit of %s differs', (name) => {
    const headers = headersOf();
    const header = Buffer.from(headers[name] as string, 'latin1');
    fc.assert(
      fc.property(fc.nat(header.length * 8 - 1), (bit) => !isValid({ ...headers, [name]: flipBit(header, bit).toString('latin1') })),
      { numRuns: 400 },
    );
  });

  it('is not valid any more when one bit of the secret differs', () => {
    const headers = headersOf();
    fc.assert(fc.property(fc.nat(KEY.length * 8 - 1), (bit) => !isValid(headers, { secrets: [written(flipBit(KEY, bit))] })));
  });

  it('is not valid under the scheme of another sender', () => {
    const mac = createHmac('sha256', KEY).update(BODY).digest('hex');
    expect(isValid({ 'x-men-algorithm': 'MEN-HMAC-SHA256-Payload', 'x-men-signature': mac })).toBe(false);
  });
});
