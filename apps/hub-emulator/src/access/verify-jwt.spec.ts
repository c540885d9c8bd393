import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { verifyJwt } from './verify-jwt.js';

const NOW = 1_700_000_000;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const good = { iss: 'https://issuer', aud: 'https://iothubs.azure.net', exp: NOW + 60, sub: 'me', roles: ['IoT Hub Data Reader'] };

function makeToken(claims: object, { alg = 'RS256', kid = 'k', key = rsa.privateKey as KeyObject } = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg, kid })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const check = (token: string) =>
  verifyJwt(token, {
    issuer: 'https://issuer',
    audience: 'https://iothubs.azure.net',
    now: NOW,
    findKey: (kid) => (kid === 'k' ? rsa.publicKey : kid === 'e' ? ec.publicKey : undefined),
  });

describe('a token of Entra ID', () => {
  it('is good when key, issuer, audience and time are', () => {
    expect(check(makeToken(good))).toMatchObject({ sub: 'me', roles: ['IoT Hub Data Reader'] });
    expect(check(makeToken(good, { alg: 'ES256', kid: 'e', key: ec.privateKey }))).toMatchObject({ sub: 'me' });
    expect(check(makeToken({ ...good, aud: ['x', 'https://iothubs.azure.net/'] }))).toMatchObject({ sub: 'me' });
    expect(check(makeToken({ ...good, exp: NOW - 299, nbf: NOW + 299 }))).toMatchObject({ sub: 'me' });
  });

  it.each([
    ['of another issuer', makeToken({ ...good, iss: 'https://other' }), 'other-issuer'],
    ['for another audience', makeToken({ ...good, aud: 'https://other' }), 'other-audience'],
    ['that has expired', makeToken({ ...good, exp: NOW - 300 }), 'expired'],
    ['that is not good yet', makeToken({ ...good, nbf: NOW + 301 }), 'not-yet'],
    ['of an unknown key', makeToken(good, { kid: 'x' }), 'unknown-key'],
    ['whose algorithm is not that of its key', makeToken(good, { alg: 'ES256' }), 'unknown-key'],
    ['signed by another key', makeToken(good, { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }), 'bad-signature'],
    ['that was changed', makeToken(good).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...good, sub: 'you' })).toString('base64url')}.`), 'bad-signature'],
    ['without a signature', makeToken(good).replace(/[^.]+$/, ''), 'bad-signature'],
    ['that says it needs none', makeToken(good, { alg: 'none' }), 'unreadable'],
    ['without an expiry', makeToken({ ...good, exp: undefined }), 'unreadable'],
    ['that is no token', 'a.b', 'unreadable'],
  ])('is refused when it is one %s', (_name, token, fault) => expect(check(token)).toBe(fault));
});
