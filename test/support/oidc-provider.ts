import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** How the provider misbehaves: with its keys, or with all it says. */
export type Misbehaviour = 'none' | 'keys-fail' | 'keys-are-garbage' | 'keys-redirect' | 'all-fail' | 'other-issuer';

export interface SigningKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

/** An OpenID provider over real HTTP, which signs with real keys and does as it is told. */
export interface TestOidcProvider {
  issuer: string;
  /** The keys it publishes; the first signs. */
  keys: SigningKey[];
  misbehaviour: Misbehaviour;
  /** How often the keys were fetched. */
  keyFetches: number;
  /** What it says of whoever signs in next. */
  person: JWTPayload;
  /** Changes the ID token of the next sign-in. */
  idTokenOdd: JWTPayload;
  newKey(kid: string, alg?: string): Promise<SigningKey>;
  /** An access token with nothing wrong; a test names what is odd. */
  token(odd?: JWTPayload, header?: Record<string, unknown>, key?: SigningKey): Promise<string>;
  /** Does what a browser does that is sent here to sign in, and answers where it is sent back to. */
  signInAt(url: string): Promise<URL>;
  stop(): Promise<void>;
}

export const AUDIENCE = 'api://lockstep';
export const CLIENT_ID = 'lockstep-ui';

const seconds = (): number => Math.floor(Date.now() / 1000);

export async function makeKey(kid: string, alg = 'RS256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

interface Code {
  nonce: string;
  challenge: string;
  redirectUri: string;
}

export async function startOidcProvider(): Promise<TestOidcProvider> {
  const codes = new Map<string, Code>();
  const server = createServer((request, response) => void serve(provider, codes, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const provider: TestOidcProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: [await makeKey('key-1')],
    misbehaviour: 'none',
    keyFetches: 0,
    person: { sub: 'alice', preferred_username: 'alice@example.org', roles: ['Fleet.Operator'] },
    idTokenOdd: {},
    newKey: makeKey,
    token: (odd = {}, header = {}, key = provider.keys[0]!) => {
      const payload = { iss: provider.issuer, aud: AUDIENCE, sub: 'alice', azp: CLIENT_ID, iat: seconds(), exp: seconds() + 600, ...odd };
      return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
    },
    signInAt: async (url) => new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return provider;
}

async function serve(provider: TestOidcProvider, codes: Map<string, Code>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', provider.issuer);
  const json = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (provider.misbehaviour === 'all-fail') return json(500, {});

  switch (url.pathname) {
    case '/.well-known/openid-configuration':
      return json(200, metadataOf(provider));
    case '/keys':
      provider.keyFetches++;
      if (provider.misbehaviour === 'keys-fail') return json(500, {});
      if (provider.misbehaviour === 'keys-are-garbage') return void response.end('<html>not keys</html>');
      if (provider.misbehaviour === 'keys-redirect') return void response.writeHead(302, { location: '/other-keys' }).end();
      return json(200, keySetOf(provider));
    case '/other-keys':
      return json(200, keySetOf(provider));
    case '/authorize':
      return authorize(codes, url, response);
    case '/token':
      return json(...(await redeem(provider, codes, new URLSearchParams(await text(request)))));
    default:
      return json(404, {});
  }
}

const keySetOf = ({ keys }: TestOidcProvider) => ({ keys: keys.map(({ publicJwk }) => publicJwk) });

const metadataOf = ({ issuer, misbehaviour }: TestOidcProvider) => ({
  issuer: misbehaviour === 'other-issuer' ? `${issuer}/other` : issuer,
  jwks_uri: `${issuer}/keys`,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
});

function authorize(codes: Map<string, Code>, { searchParams: asked }: URL, response: ServerResponse): void {
  const code = `code-${codes.size + 1}-${Math.random()}`;
  const redirectUri = asked.get('redirect_uri') ?? '';
  codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', redirectUri });
  const back = new URL(redirectUri);
  back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
  response.writeHead(302, { location: back.href }).end();
}

/** One code, once, by whoever holds the verifier. */
async function redeem(provider: TestOidcProvider, codes: Map<string, Code>, sent: URLSearchParams): Promise<[number, unknown]> {
  const code = codes.get(sent.get('code') ?? '');
  codes.delete(sent.get('code') ?? '');
  const challenge = createHash('sha256').update(sent.get('code_verifier') ?? '').digest('base64url');
  if (!code || code.challenge !== challenge || code.redirectUri !== sent.get('redirect_uri')) return [400, { error: 'invalid_grant' }];
  const idToken = await provider.token({ ...provider.person, aud: CLIENT_ID, nonce: code.nonce, ...provider.idTokenOdd });
  return [200, { access_token: 'of-no-use-here', token_type: 'Bearer', expires_in: 600, id_token: idToken }];
}
