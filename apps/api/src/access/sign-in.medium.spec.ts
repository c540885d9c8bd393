// Real: the API over HTTP, PostgreSQL, an OpenID provider over HTTP. Not real: the browser, whose part is played here.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApiUnderTest, type ApiUnderTest, type CallOptions } from '../../../../test/support/api.js';
import { freePort } from '../../../../test/support/free-port.js';
import { AUDIENCE, CLIENT_ID, startOidcProvider, type TestOidcProvider } from '../../../../test/support/oidc-provider.js';

const CSRF = { 'x-lockstep-csrf': '1' };

/** Keeps cookies as a browser does, as far as that matters here. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly attributes = new Map<string, string>();

  constructor(private readonly under: ApiUnderTest) {}

  async call(method: string, path: string, { headers = {}, ...options }: CallOptions = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.under.call(method, path, { ...options, headers: { ...(cookie && { cookie }), ...headers } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
      if (value !== '') this.attributes.set(name, attributes);
    }
    return answer;
  }

  me = async (): Promise<[number, unknown]> => {
    const answer = await this.call('GET', '/api/v1/me');
    return [answer.status, await answer.json()];
  };
}

describe('signing in', () => {
  let under: ApiUnderTest;
  let provider: TestOidcProvider;
  let browser: Browser;

  beforeAll(async () => {
    provider = await startOidcProvider();
    const publicUrl = `http://127.0.0.1:${await freePort()}`;
    under = await startApiUnderTest({
      LOCKSTEP_PUBLIC_URL: publicUrl,
      LOCKSTEP_SIGN_IN_LIMIT: '1000',
      LOCKSTEP_CORS_ORIGINS: 'https://tools.example',
      OIDC_ISSUER: provider.issuer,
      OIDC_AUDIENCE: AUDIENCE,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: 'client-secret',
    });
    await under.store.grants.add('default', { subject: { kind: 'claim', name: 'roles', value: 'Fleet.Operator' }, role: 'operator', scope: { kind: 'all' } }, 'test');
  }, 240_000);
  beforeEach(() => {
    browser = new Browser(under);
    provider.misbehaviour = 'none';
    provider.person = { sub: 'alice', preferred_username: 'alice@example.org', roles: ['Fleet.Operator'] };
    provider.idTokenOdd = {};
  });
  afterAll(async () => {
    await under.stop();
    await provider.stop();
  });

  describe('with a token', () => {
    const signIn = async (token: string, headers: Record<string, string> = CSRF) => browser.call('POST', '/api/v1/session', { body: { token }, headers });

    it('opens a session that reads, and changes what the token may', async () => {
      expect((await signIn(await under.token('operator'))).status).toBe(204);
      expect(await browser.me()).toEqual([200, expect.objectContaining({ name: 'operator in default', permissions: ['device:read', 'twin:read', 'device:wake', 'deadletter:replay'] })]);
      expect((await browser.call('POST', '/api/v1/devices/nobody/wake', { headers: CSRF })).status).toBe(404);
    });

    it('keeps the cookie from scripts and from other sites', async () => {
      await signIn(await under.token('viewer'));
      expect(browser.attributes.get('lockstep-session')).toBe('; Path=/; HttpOnly; SameSite=Strict');
      const outside = new Browser(under);
      await outside.call('POST', '/api/v1/session', { body: { token: await under.token('viewer') }, headers: { ...CSRF, 'x-forwarded-host': 'localhost' } });
      expect([...outside.cookies.keys()]).toEqual(['lockstep-session']);
    });

    it.each<{ named: string; headers: Record<string, string> }>([
      { named: 'without our header', headers: {} },
      { named: 'from another site', headers: { ...CSRF, 'sec-fetch-site': 'cross-site' } },
    ])('is refused $named, so that nobody is signed in as somebody else', async ({ headers }) => {
      expect((await signIn(await under.token('viewer'), headers)).status).toBe(403);
      expect([...browser.cookies]).toEqual([]);
    });

    it('is refused for a token that nobody issued, and for a body that is none', async () => {
      expect((await signIn('lst_nobody')).status).toBe(401);
      for (const body of ['', '{', '[]', '{"token":7}', '{"token":""}', '{"token":"a","more":1}', '\xff']) {
        expect([body, (await browser.call('POST', '/api/v1/session', { body, headers: CSRF })).status]).toEqual([body, body === '{' || body === '\xff' ? 400 : 422]);
        expect((await browser.me())[0]).toBe(401);
      }
    });

    it('is refused for an access token of the identity provider, which would live on in the session', async () => {
      const token = await provider.token({ roles: ['Fleet.Operator'] });
      expect((await under.call('GET', '/api/v1/me', { token })).status).toBe(200);
      expect((await signIn(token)).status).toBe(422);
      expect((await browser.me())[0]).toBe(401);
    });

    it('ends when the token is revoked', async () => {
      const { summary, token } = await under.store.tokens.issue('default', 'short', 'viewer');
      await signIn(token.reveal());
      expect((await browser.me())[0]).toBe(200);
      await under.store.tokens.revoke('default', summary.id);
      expect((await browser.me())[0]).toBe(401);
    });
  });

  describe('signed in', () => {
    beforeEach(async () => {
      await browser.call('POST', '/api/v1/session', { body: { token: await under.token('admin') }, headers: CSRF });
    });

    it.each<{ named: string; method: string; path: string }>([
      { named: 'make a token', method: 'POST', path: '/api/v1/access/tokens' },
      { named: 'look again', method: 'POST', path: '/api/v1/devices/nobody/wake' },
      { named: 'sign out', method: 'DELETE', path: '/api/v1/session' },
    ])('another site cannot $named', async ({ method, path }) => {
      const answer = await browser.call(method, path, { body: { name: 'x', role: 'admin' }, headers: { 'content-type': 'text/plain', origin: 'https://evil.example' } });
      expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([403, expect.stringContaining('cross-site-request')]);
      expect((await browser.me())[0]).toBe(200);
    });

    it('signing out ends the session itself, and not only its cookie', async () => {
      const stolen = new Browser(under);
      stolen.cookies.set('lockstep-session', browser.cookies.get('lockstep-session')!);
      expect((await stolen.me())[0]).toBe(200);
      expect((await browser.call('DELETE', '/api/v1/session', { headers: CSRF })).status).toBe(204);
      expect([...browser.cookies]).toEqual([]);
      expect((await stolen.me())[0]).toBe(401);
    });

    it('a session that was idle too long has ended', async () => {
      await under.store.sql(`UPDATE access_session SET last_used_at = now() - interval '61 minutes'`);
      expect((await browser.me())[0]).toBe(401);
    });

    it('a session from before too long has ended', async () => {
      await under.store.sql(`UPDATE access_session SET expires_at = now()`);
      expect((await browser.me())[0]).toBe(401);
    });
  });

  describe('at the identity provider', () => {
    const begin = async (returnTo = '/devices'): Promise<URL> => {
      const answer = await browser.call('GET', `/api/v1/session/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
      expect(answer.status).toBe(302);
      return provider.signInAt(answer.headers.get('location')!);
    };
    const finish = async (back: URL): Promise<Response> => browser.call('GET', back.pathname + back.search);

    it('is offered', async () => expect(await (await under.call('GET', '/api/v1/session')).json()).toEqual({ ways: ['token', 'identity-provider'] }));

    it('lets somebody in as whom the provider names, and goes on where it began', async () => {
      const answer = await finish(await begin('/devices?sync=dead'));
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/devices?sync=dead']);
      expect(await browser.me()).toEqual([200, expect.objectContaining({ subject: 'user:alice', name: 'alice@example.org', grants: [{ role: 'operator', scope: { kind: 'all' } }] })]);
      expect([...browser.cookies.keys()]).toEqual(['lockstep-session']);
    });

    it('lets somebody in who may do nothing, and a grant that is made or taken away counts at once', async () => {
      provider.person = { sub: 'bob' };
      await finish(await begin());
      expect((await browser.me())[1]).toMatchObject({ name: 'bob', grants: [], permissions: [] });
      expect((await browser.call('GET', '/api/v1/devices')).status).toBe(403);
      const { id } = await under.store.grants.add('default', { subject: { kind: 'user', id: 'bob' }, role: 'viewer', scope: { kind: 'all' } }, 'test');
      expect((await browser.call('GET', '/api/v1/devices')).status).toBe(200);
      await under.store.grants.remove('default', id);
      expect((await browser.call('GET', '/api/v1/devices')).status).toBe(403);
    });

    it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '\t//evil.example', '/\n/evil.example', 'javascript:alert(1)', ''])('goes nowhere else afterwards: %j', async (returnTo) => {
      expect((await finish(await begin(returnTo))).headers.get('location')).toBe('/');
    });

    it.each<{ named: string; odd: (back: URL) => void | Promise<void> }>([
      { named: 'with the state of another sign-in', odd: (back) => back.searchParams.set('state', 'x') },
      { named: 'without a state', odd: (back) => back.searchParams.delete('state') },
      { named: 'with a code that was made up', odd: (back) => back.searchParams.set('code', 'x') },
      { named: 'with a refusal', odd: (back) => { back.searchParams.delete('code'); back.searchParams.set('error', 'access_denied'); } },
      { named: 'with two states', odd: (back) => back.searchParams.append('state', 'x') },
      { named: 'in a browser that began nothing', odd: () => browser.cookies.clear() },
      { named: 'in a browser that began something else', odd: async () => { await begin(); } },
      { named: 'with what cannot be read', odd: () => { browser.cookies.set('lockstep-sign-in', 'e30'); } },
    ])('is refused $named', async ({ odd }) => {
      const back = await begin();
      await odd(back);
      expect((await finish(back)).status).toBe(401);
      expect((await browser.me())[0]).toBe(401);
    });

    it.each<{ named: string; odd: Record<string, unknown> }>([
      { named: 'with another nonce', odd: { nonce: 'x' } },
      { named: 'for another client', odd: { aud: 'other' } },
      { named: 'of another issuer', odd: { iss: 'https://evil.example' } },
      { named: 'that has expired', odd: { exp: 1 } },
    ])('is refused for an ID token $named', async ({ odd }) => {
      provider.idTokenOdd = odd;
      expect((await finish(await begin())).status).toBeGreaterThanOrEqual(401);
      expect((await browser.me())[0]).toBe(401);
    });

    it('is refused when the answer comes a second time', async () => {
      const back = await begin();
      const pending = browser.cookies.get('lockstep-sign-in')!;
      await finish(back);
      browser.cookies.clear();
      browser.cookies.set('lockstep-sign-in', pending);
      expect((await finish(back)).status).toBe(401);
    });

    it('can be tried again when the provider is away', async () => {
      const back = await begin();
      provider.misbehaviour = 'all-fail';
      expect((await finish(back)).status).toBe(503);
    });
  });

  describe('every answer', () => {
    it('keeps browsers from harm', async () => {
      const { headers } = await under.call('GET', '/livez');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect([headers.get('x-content-type-options'), headers.get('x-powered-by')]).toEqual(['nosniff', null]);
    });

    it.each([
      { origin: 'https://tools.example', allowed: 'https://tools.example' },
      { origin: 'https://evil.example', allowed: null },
      { origin: 'null', allowed: null },
    ])('may be read by pages of $origin: $allowed, and never with a cookie', async ({ origin, allowed }) => {
      const asked = await under.call('OPTIONS', '/api/v1/me', { headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } });
      const answer = await under.call('GET', '/api/v1/me', { token: await under.token('viewer'), headers: { origin } });
      for (const { headers } of [asked, answer]) {
        const named = headers.get('access-control-allow-origin');
        expect([named === origin ? origin : null, headers.get('access-control-allow-credentials')]).toEqual([allowed, null]);
      }
      expect(asked.headers.get('access-control-allow-headers') ?? '').not.toContain('x-lockstep-csrf');
    });
  });
});
