// Real: HTTP, signatures, key files. Not real: Mender, whose `users/me` is played here, and the clock.
import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT, type JWTPayload } from 'jose';
import { IdentityProviderIsAway, Secret } from '#core';
import { HeldClock } from '../../../../test/support/held-clock.js';
import { makeKey, type SigningKey } from '../../../../test/support/oidc-provider.js';
import { checkByAsking } from './ask-mender.js';
import { MENDER_ISSUER, MenderTokens, checkByKey } from './mender-tokens.js';
import { InvalidMenderKey, readMenderKey } from './read-mender-key.js';

const USER = { iss: MENDER_ISSUER, sub: 'f3cf8b76-0000-4000-8000-000000000001', scp: 'mender.*', 'mender.user': true, 'mender.tenant': '', 'mender.plan': 'os' };

describe('user tokens of Mender', () => {
  let folder: string;
  let clock: HeldClock;
  const keys = new Map<string, SigningKey>();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lockstep-mender-key-'));
    for (const alg of ['RS256', 'EdDSA']) keys.set(alg, await makeKey('k', alg));
  });
  beforeEach(() => {
    clock = new HeldClock(new Date().toISOString());
  });
  afterAll(() => rm(folder, { recursive: true }));

  const now = (): number => Math.floor(clock.now().getTime() / 1000);
  const pemOf = (key: SigningKey): string => createPublicKey({ key: key.publicJwk as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string;
  const sign = (odd: JWTPayload = {}, key = keys.get('RS256')!, alg = key.alg): Promise<string> =>
    new SignJWT({ ...USER, exp: now() + 600, ...odd }).setProtectedHeader({ alg, typ: 'JWT' }).sign(key.privateKey);

  async function fileOf(text: string): Promise<string> {
    const file = path.join(folder, `${Math.random()}.pem`);
    await writeFile(file, text);
    return file;
  }

  describe('checked by a key', () => {
    const open = async (key = keys.get('RS256')!): Promise<MenderTokens> => {
      const read = readMenderKey(await fileOf(pemOf(key)));
      return new MenderTokens(checkByKey(read.key, read.algorithms, clock));
    };

    it.each(['RS256', 'EdDSA'])('name a user (%s)', async (alg) => {
      const key = keys.get(alg)!;
      expect(await (await open(key)).callerOf(new Secret(await sign({}, key)))).toEqual({
        tenantId: 'default',
        kind: 'user',
        id: `mender:${USER.sub}`,
        name: USER.sub,
        claims: [{ name: 'mender.user', value: 'true' }, { name: 'mender.plan', value: 'os' }],
      });
    });

    it('name the tenant, and need no end', async () => {
      const token = await sign({ 'mender.tenant': '5abcb6de7a673a0001287c71', exp: undefined });
      expect(await (await open()).callerOf(new Secret(token))).toMatchObject({ tenantId: '5abcb6de7a673a0001287c71' });
    });

    it.each<{ named: string; token: () => Promise<string> | string }>([
      { named: 'of a device', token: () => sign({ 'mender.user': undefined, 'mender.device': true }) },
      { named: 'of a device that says it is a user', token: () => sign({ 'mender.device': true }) },
      { named: 'of almost a user', token: () => sign({ 'mender.user': 'true' }) },
      { named: 'of another scope', token: () => sign({ scp: 'mender.2fa.enrol' }) },
      { named: 'of another issuer', token: () => sign({ iss: 'mender.deviceauth' }) },
      { named: 'of a tenant that cannot be', token: () => sign({ 'mender.tenant': '../default' }) },
      { named: 'of a tenant that is no text', token: () => sign({ 'mender.tenant': { $ne: '' } }) },
      { named: 'of nobody', token: () => sign({ sub: undefined }) },
      { named: 'of a subject that is no text', token: () => sign({ sub: { toString: 1 } as never }) },
      { named: 'that expired', token: () => sign({ exp: now() - 61 }) },
      { named: 'signed by another', token: async () => sign({}, await makeKey('k')) },
      { named: 'signed with another algorithm', token: () => sign({}, keys.get('EdDSA')!) },
      {
        named: 'signed with the public key as a secret',
        token: () => {
          const text = [{ alg: 'HS256' }, { ...USER, exp: now() + 600 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
          return `${text}.${createHmac('sha256', pemOf(keys.get('RS256')!)).update(text).digest('base64url')}`;
        },
      },
    ])('$named stand for nobody', async ({ token }) => expect(await (await open()).callerOf(new Secret(await token()))).toBeNull());

    it.each<{ named: string; text: () => string }>([
      { named: 'no key', text: () => 'nothing' },
      { named: 'a short key', text: () => generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString() },
      { named: 'a key of another kind', text: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    ])('are not checked by $named', async ({ text }) => {
      const file = await fileOf(text());
      expect(() => readMenderKey(file)).toThrow(InvalidMenderKey);
      expect(() => readMenderKey(file)).toThrow(file);
    });

    it('are not checked by a file that is not there', () => expect(() => readMenderKey(path.join(folder, 'absent'))).toThrow(InvalidMenderKey));
  });

  describe('asked about', () => {
    let server: Server;
    let tokens: MenderTokens;
    let asked: string[];
    let status: number;

    beforeEach(async () => {
      asked = [];
      status = 200;
      server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization?.slice(0, 7)}`);
        response.writeHead(request.url === '/elsewhere' ? 200 : status, { 'content-type': 'application/json', ...(status === 302 && { location: '/elsewhere' }) }).end('{"id":"x"}');
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      tokens = new MenderTokens(checkByAsking(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, clock));
    });
    afterEach(async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    });

    it('name a user, who is asked about once in 30 s', async () => {
      const token = new Secret(await sign());
      const callers = await Promise.all(Array.from({ length: 5 }, () => tokens.callerOf(token)));
      expect(callers.map((caller) => caller?.name)).toEqual(Array.from({ length: 5 }, () => USER.sub));
      clock.advance(29_999);
      await tokens.callerOf(token);
      expect(asked).toEqual(['GET /api/management/v1/useradm/users/me Bearer ']);
      clock.advance(1);
      await tokens.callerOf(token);
      expect(asked).toHaveLength(2);
    });

    it('stop counting within 30 s of being revoked, and at once when they expire', async () => {
      const [token, short] = [new Secret(await sign()), new Secret(await sign({ exp: now() + 10 }))];
      expect([await tokens.callerOf(token), await tokens.callerOf(short)].every(Boolean)).toBe(true);
      status = 401;
      clock.advance(10_000);
      expect([(await tokens.callerOf(token)) !== null, await tokens.callerOf(short)]).toEqual([true, null]);
      clock.advance(20_000);
      expect(await tokens.callerOf(token)).toBeNull();
    });

    it.each([500, 503, 404, 302])('are not refused when Mender answers %d', async (answer) => {
      status = answer;
      const token = new Secret(await sign());
      await expect(tokens.callerOf(token)).rejects.toThrow(IdentityProviderIsAway);
      status = 200;
      expect(await tokens.callerOf(token)).not.toBeNull();
    });

    it('of others, and those of devices, are not shown to Mender or not taken for users', async () => {
      expect(await tokens.callerOf(new Secret(await sign({ iss: 'https://id.example' })))).toBeNull();
      expect(asked).toEqual([]);
      expect(await tokens.callerOf(new Secret(await sign({ 'mender.user': undefined, 'mender.device': true })))).toBeNull();
    });
  });
});
