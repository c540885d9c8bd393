// Real: HTTP to an OpenID provider, its keys and its signatures. Not real: the clock, and Entra ID.
import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UnsecuredJWT, type JWTPayload } from 'jose';
import { IdentityProviderIsAway, Secret } from '#core';
import { HeldClock } from '../../../../test/support/held-clock.js';
import { AUDIENCE, CLIENT_ID, makeKey, startOidcProvider, type SigningKey, type TestOidcProvider } from '../../../../test/support/oidc-provider.js';
import { OidcProvider } from './oidc-provider.js';
import { OidcTokens, type OidcRules } from './oidc-tokens.js';

const HOUR_S = 3_600;
const encode = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('access tokens of an OpenID provider', () => {
  let provider: TestOidcProvider;
  let clock: HeldClock;
  let tokens: OidcTokens;
  const now = (): number => Math.floor(clock.now().getTime() / 1000);

  const open = (odd: Partial<OidcRules> = {}): OidcTokens =>
    new OidcTokens(
      { issuer: provider.issuer, audience: [AUDIENCE], algorithms: ['RS256', 'ES256', 'EdDSA'], authorizedParties: [CLIENT_ID], tenantId: 'acme', ...odd },
      new OidcProvider(provider.issuer, { clientId: CLIENT_ID, clientSecret: null }, clock),
      clock,
    );

  beforeEach(async () => {
    provider = await startOidcProvider();
    clock = new HeldClock(new Date().toISOString());
    tokens = open();
  });
  afterEach(() => provider.stop());

  const ask = (token: string, by = tokens) => by.callerOf(new Secret(token));
  const plain = (payload: JWTPayload = {}) => ({ iss: provider.issuer, aud: AUDIENCE, sub: 'alice', azp: CLIENT_ID, exp: now() + 600, ...payload });

  it('name a caller, with what is claimed of it', async () => {
    const token = await provider.token({ preferred_username: 'alice@example.org', roles: ['Fleet.Admin'], groups: ['g-1', 'g-2'], scp: 'read write', other: 'x' });
    expect(await ask(token)).toEqual({
      tenantId: 'acme',
      kind: 'user',
      id: 'alice',
      name: 'alice@example.org',
      claims: [
        { name: 'roles', value: 'Fleet.Admin' },
        { name: 'groups', value: 'g-1' },
        { name: 'groups', value: 'g-2' },
        { name: 'scp', value: 'read' },
        { name: 'scp', value: 'write' },
      ],
    });
  });

  it.each<{ named: string; odd: () => JWTPayload }>([
    { named: 'for somebody else', odd: () => ({ aud: 'api://other' }) },
    { named: 'for nobody', odd: () => ({ aud: undefined }) },
    { named: 'of another issuer', odd: () => ({ iss: 'https://evil.example' }) },
    { named: 'of an issuer that begins like ours', odd: () => ({ iss: `${provider.issuer}/` }) },
    { named: 'of no issuer', odd: () => ({ iss: undefined }) },
    { named: 'of another client', odd: () => ({ azp: 'other-client' }) },
    { named: 'of no client', odd: () => ({ azp: undefined }) },
    { named: 'of a list of clients', odd: () => ({ azp: [CLIENT_ID] as unknown as string }) },
    { named: 'that has expired', odd: () => ({ exp: now() - 61 }) },
    { named: 'that never expires', odd: () => ({ exp: undefined }) },
    { named: 'that expires at no number', odd: () => ({ exp: 'never' as unknown as number }) },
    { named: 'that is not valid yet', odd: () => ({ nbf: now() + 61 }) },
    { named: 'of nobody', odd: () => ({ sub: undefined }) },
    { named: 'of an empty name', odd: () => ({ sub: '' }) },
    { named: 'of a name with a zero byte', odd: () => ({ sub: 'a\0b' }) },
    { named: 'of a name that is too long', odd: () => ({ sub: 'a'.repeat(256) }) },
    { named: 'of a name that is no text', odd: () => ({ sub: { toString: 'alice' } as unknown as string }) },
  ])('that are $named stand for nobody', async ({ odd }) => expect(await ask(await provider.token(odd()))).toBeNull());

  it.each<{ named: string; odd: () => JWTPayload }>([
    { named: 'for us among others', odd: () => ({ aud: ['api://other', AUDIENCE] }) },
    { named: 'that expired within the skew of clocks', odd: () => ({ exp: now() - 59 }) },
    { named: 'that begin within the skew of clocks', odd: () => ({ nbf: now() + 59 }) },
    { named: 'of a client by its name in Entra ID v1', odd: () => ({ azp: undefined, appid: CLIENT_ID }) },
  ])('that are $named count', async ({ odd }) => expect(await ask(await provider.token(odd()))).not.toBeNull());

  describe('that are forged', () => {
    const publicPem = (key: SigningKey): string => createPublicKey({ key: key.publicJwk as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string;
    const hmac = (alg: string, secret: string, payload: object, header: object = {}): string => {
      const text = `${encode({ alg, kid: 'key-1', ...header })}.${encode(payload)}`;
      return `${text}.${createHmac(alg === 'HS512' ? 'sha512' : 'sha256', secret).update(text).digest('base64url')}`;
    };
    const parts = (header: object, payload: object = plain(), signature = 'AAAA'): string => `${encode(header)}.${encode(payload)}.${signature}`;

    it.each<{ named: string; forge: () => string | Promise<string> }>([
      { named: 'signed by nobody (none)', forge: () => new UnsecuredJWT(plain()).encode() },
      { named: 'signed by nobody (None)', forge: () => parts({ alg: 'None' }, plain(), '') },
      { named: 'signed by nobody under the name of RS256', forge: () => parts({ alg: 'RS256', kid: 'key-1' }, plain(), '') },
      { named: 'signed with the public key as a secret (HS256, PEM)', forge: () => hmac('HS256', publicPem(provider.keys[0]!), plain()) },
      { named: 'signed with the public key as a secret (HS512, JWK)', forge: () => hmac('HS512', JSON.stringify(provider.keys[0]!.publicJwk), plain()) },
      { named: 'signed with an empty secret', forge: () => hmac('HS256', '', plain()) },
      { named: 'signed with a key of their own under our kid', forge: async () => provider.token({}, {}, await makeKey('key-1')) },
      { named: 'signed with a key of their own that they bring along (jwk)', forge: async () => { const key = await makeKey('key-1'); return provider.token({}, { jwk: key.publicJwk }, key); } },
      { named: 'signed with a key at their own address (jku, x5u)', forge: async () => provider.token({}, { jku: 'http://127.0.0.1:9/keys', x5u: 'http://127.0.0.1:9/x' }, await makeKey('key-1')) },
      { named: 'signed with an algorithm that is not allowed', forge: async () => provider.token({}, { alg: 'PS256' }, { ...(await makeKey('key-1', 'PS256')) }) },
      { named: 'signed by a key of the provider with an algorithm that is not allowed', forge: async () => { const key = await makeKey('ps', 'PS256'); provider.keys.push(key); return provider.token({}, {}, key); } },
      { named: 'signed with RS256 by a key for ES256', forge: async () => { const key = await makeKey('es', 'ES256'); provider.keys.push(key); return provider.token({}, { kid: 'es' }); } },
      { named: 'with a kid that is a path', forge: async () => provider.token({}, { kid: '../../../../dev/null' }, await makeKey('x')) },
      { named: 'with a kid that is a statement', forge: async () => provider.token({}, { kid: "x' UNION SELECT 'AAAA" }, await makeKey('x')) },
      { named: 'with a kid that is no text', forge: () => parts({ alg: 'RS256', kid: { $ne: null } }) },
      { named: 'with a kid of 8 KB', forge: () => parts({ alg: 'RS256', kid: 'k'.repeat(8_000) }) },
      { named: 'with a header that must be understood', forge: async () => provider.token({}, { crit: ['exp'], exp: 1 }).catch(() => parts({ alg: 'RS256', kid: 'key-1', crit: ['x'], x: 1 })) },
      { named: 'with a payload that is not encoded', forge: () => parts({ alg: 'RS256', kid: 'key-1', b64: false, crit: ['b64'] }) },
      { named: 'that lists algorithms', forge: () => parts({ alg: ['RS256', 'none'], kid: 'key-1' }) },
      { named: 'altered after they were signed', forge: async () => { const [header, , signature] = (await provider.token()).split('.'); return `${header}.${encode(plain({ sub: 'root' }))}.${signature}`; } },
      { named: 'cut short', forge: async () => (await provider.token()).slice(0, -20) },
      { named: 'with something behind them', forge: async () => `${await provider.token()}AAAA` },
      { named: 'of a list', forge: () => `${encode({ alg: 'RS256', kid: 'key-1' })}.${encode([1])}.AAAA` },
      { named: 'of nothing', forge: () => '..' },
      { named: 'of prototypes', forge: () => `${encode('{"alg":"RS256","__proto__":{"kid":"key-1"}}')}.${encode('{"__proto__":{"iss":"x"}}')}.AAAA` },
    ])('and are $named stand for nobody', async ({ forge }) => expect(await ask(await forge())).toBeNull());
  });

  describe('whose keys change', () => {
    it('are checked with keys that are fetched once', async () => {
      await Promise.all(Array.from({ length: 20 }, async () => ask(await provider.token())));
      expect(provider.keyFetches).toBe(1);
    });

    it('count at once when a new key signs them, and no more when the old one is gone', async () => {
      const old = provider.keys[0]!;
      expect(await ask(await provider.token())).not.toBeNull();
      clock.advance(30_000);
      provider.keys = [await makeKey('key-2')];
      expect(await ask(await provider.token())).not.toBeNull();
      expect(await ask(await provider.token({}, {}, old))).toBeNull();
    });

    it('have the keys fetched at most twice a minute, whatever strangers send', async () => {
      const stranger = await makeKey('unknown');
      for (let n = 0; n < 50; n++) expect(await ask(await provider.token({}, { kid: `unknown-${n}` }, stranger))).toBeNull();
      expect(provider.keyFetches).toBe(1);
      clock.advance(30_000);
      await ask(await provider.token({}, {}, stranger));
      await ask(await provider.token({}, {}, stranger));
      expect(provider.keyFetches).toBe(2);
    });

    it('have the keys fetched anew after ten minutes', async () => {
      await ask(await provider.token());
      clock.advance(9 * 60_000);
      await ask(await provider.token({ exp: now() + HOUR_S }));
      expect(provider.keyFetches).toBe(1);
      clock.advance(60_000);
      await ask(await provider.token({ exp: now() + HOUR_S }));
      expect(provider.keyFetches).toBe(2);
    });
  });

  describe('whose provider misbehaves', () => {
    it.each(['keys-fail', 'keys-are-garbage', 'keys-redirect', 'all-fail', 'other-issuer'] as const)('(%s) are not refused, they cannot be checked', async (misbehaviour) => {
      provider.misbehaviour = misbehaviour;
      const token = await provider.token({ exp: now() + HOUR_S });
      await expect(ask(token)).rejects.toThrow(IdentityProviderIsAway);
      provider.misbehaviour = 'none';
      clock.advance(30_000);
      expect(await ask(token)).not.toBeNull();
    });

    it('count for an hour after the keys were seen, and no longer', async () => {
      const token = await provider.token({ exp: now() + 3 * HOUR_S });
      await ask(token);
      provider.misbehaviour = 'keys-fail';
      clock.advance(59 * 60_000);
      expect(await ask(token)).not.toBeNull();
      clock.advance(60_000);
      await expect(ask(token)).rejects.toThrow(IdentityProviderIsAway);
    });

    it('of others are refused without asking', async () => {
      provider.misbehaviour = 'all-fail';
      expect(await ask(await provider.token({ iss: 'https://other.example' }))).toBeNull();
      expect(await ask('not.a.token')).toBeNull();
      expect(provider.keyFetches).toBe(0);
    });
  });

  describe('of Entra ID', () => {
    const DIRECTORY = '5b5d0f0c-0000-4000-8000-000000000001';
    const V2 = `https://login.microsoftonline.com/${DIRECTORY}/v2.0`;
    const V1 = `https://sts.windows.net/${DIRECTORY}/`;
    const OTHER = '5b5d0f0c-0000-4000-8000-000000000002';
    const USER = { oid: 'object-1', sub: 'pairwise', roles: ['Fleet.Admin'] };

    it.each<{ named: string; claims: JWTPayload; name: string | null }>([
      { named: 'v2', claims: { iss: V2, preferred_username: 'alice@contoso.com' }, name: 'alice@contoso.com' },
      { named: 'v1', claims: { iss: V1, azp: undefined, appid: CLIENT_ID, upn: 'alice@contoso.com' }, name: 'alice@contoso.com' },
      { named: 'v2 of another directory', claims: { iss: V2.replace(DIRECTORY, OTHER) }, name: null },
      { named: 'v1 of another directory', claims: { iss: V1.replace(DIRECTORY, OTHER), appid: CLIENT_ID }, name: null },
    ])('in the form of $named: $name', async ({ claims, name }) => {
      const entra = open({ issuer: V2 });
      const caller = await ask(await provider.token({ ...USER, ...claims }), entra);
      expect(caller && [caller.name, caller.id, caller.claims]).toEqual(name && [name, 'object-1', [{ name: 'roles', value: 'Fleet.Admin' }]]);
    });
  });
});
