// Real: the guard, its decorators, Nest's reflector and what finds out who calls. Not real: the stores, the counters and the request.
import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CrossSiteRequest, NotAuthenticated, NotPermitted, Permission, Role, Secret, StoreIsAway, TooManyRequests, actorOf, can, type Actor, type Caller, type CountedThing, type Scope } from '#core';
import { aCaller, anActor } from '../../../test/support/builders.js';
import { AccessGuard, type GuardedRequest } from './access.guard.js';
import { Authenticate } from './authenticate.js';
import { BrowserSessions } from './browser-sessions.js';
import { LimitRequests } from './limit-requests.js';
import { OpenToAll, Requires, SignedIn } from './requires.decorator.js';

const SESSION = 's'.repeat(43);

/** Knows the tokens `token-of-<role>`, one session, which is an operator's, and how often it was asked. */
class World {
  readonly asked: string[] = [];
  readonly counted: [CountedThing, string][] = [];
  readonly headers: Record<string, string> = {};
  scope: Scope = { kind: 'all' };
  quota = 100;

  readonly #callerOf = async (token: Secret): Promise<Caller | null> => {
    this.asked.push(token.reveal());
    if (token.reveal() === 'store-away') throw new StoreIsAway('The database is away.');
    const role = Role.safeParse(token.reveal().replace('token-of-', '').replace('.signed.by-others', ''));
    return role.success ? aCaller({ id: role.data }) : null;
  };

  #granted(caller: Caller | null): Actor | null {
    return caller && actorOf(caller, [{ role: Role.parse(caller.id), scope: this.scope }]);
  }

  readonly guard = new AccessGuard(
    new Reflector(),
    new Authenticate(
      { actorOf: async (token: Secret) => this.#granted(await this.#callerOf(token)) } as never,
      { callerOf: (token: Secret) => this.#callerOf(new Secret(`foreign ${token.reveal()}`.replace('foreign token-of-admin', 'token-of-admin'))) } as never,
      new BrowserSessions({ callerOf: async (session: Secret, idleMs: number) => (session.reveal() === SESSION && idleMs === 7 ? aCaller({ id: 'operator' }) : null) } as never, { idleMs: 7, lastsMs: 8 }),
      { of: async (caller: Caller) => this.#granted(caller)?.grants } as never,
    ),
    new LimitRequests({
      count: async (what: CountedThing, who: string) => {
        this.counted.push([what, who]);
        return { granted: this.counted.length <= this.quota, quota: this.quota, windowS: 60, left: Math.max(0, this.quota - this.counted.length), resetS: 42 };
      },
    } as never),
  );

  /** Asks the guard about a route, as Nest does. */
  async ask(of: new () => object, route: string, request: GuardedRequest): Promise<boolean> {
    const handler = Reflect.get(of.prototype as object, route) as () => void;
    const reply = { header: (name: string, value: string) => (this.headers[name] = value) };
    const context = { getHandler: () => handler, getClass: () => of, switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }) };
    return this.guard.canActivate(context as unknown as ExecutionContext);
  }
}

const ask = (of: new () => object, route: string, request: GuardedRequest, world = new World()): Promise<boolean> => world.ask(of, route, request);

class Plain {
  silent(): void {}

  @Requires('device:wake')
  wake(): void {}

  @Requires('device:wake', { everywhere: true })
  wakeAll(): void {}

  @SignedIn()
  me(): void {}

  @OpenToAll()
  open(): void {}

  @OpenToAll({ counted: false })
  webhook(): void {}
}

@OpenToAll()
class Open {
  silent(): void {}

  @Requires('access:manage')
  closed(): void {}
}

@Requires('twin:write')
class Closed {
  silent(): void {}
}

const aRequest = (odd: Partial<GuardedRequest> = {}): GuardedRequest => ({ method: 'POST', ip: '192.0.2.7', headers: {}, ...odd });
const withHeader = (authorization: string | string[] | undefined): GuardedRequest => aRequest({ headers: { authorization } });
const signedIn = (role: Role): GuardedRequest => withHeader(`Bearer token-of-${role}`);
const inBrowser = (headers: Record<string, string> = { 'x-lockstep-csrf': '1' }, odd: Partial<GuardedRequest> = {}): GuardedRequest =>
  aRequest({ headers, cookies: { '__Host-lockstep-session': SESSION }, ...odd });

describe('a route', () => {
  it.each(Role.options)('that says nothing about who may call it is closed to %s', async (role) => {
    await expect(ask(Plain, 'silent', signedIn(role))).rejects.toThrow(NotPermitted);
  });

  it('that says nothing tells a stranger only to sign in', async () => {
    await expect(ask(Plain, 'silent', aRequest())).rejects.toThrow(NotAuthenticated);
  });

  it.each([
    { of: Plain, route: 'open' },
    { of: Open, route: 'silent' },
    { of: Plain, route: 'webhook' },
  ])('that is open to all asks nobody who they are ($of.name.$route)', async ({ of, route }) => {
    const world = new World();
    expect(await world.ask(of, route, withHeader('Bearer nonsense'))).toBe(true);
    expect(world.asked).toEqual([]);
  });

  it('that requires something is closed in a class that is open', async () => {
    await expect(ask(Open, 'closed', signedIn('operator'))).rejects.toThrow(NotPermitted);
    expect(await ask(Open, 'closed', signedIn('admin'))).toBe(true);
  });

  it('takes over what its class requires', async () => {
    await expect(ask(Closed, 'silent', signedIn('operator'))).rejects.toThrow(NotPermitted);
    expect(await ask(Closed, 'silent', signedIn('admin'))).toBe(true);
  });

  it('for whoever signed in needs no permission', async () => {
    expect(await ask(Plain, 'me', signedIn('viewer'))).toBe(true);
    await expect(ask(Plain, 'me', aRequest())).rejects.toThrow(NotAuthenticated);
  });

  it('leaves the actor on the request', async () => {
    const request = signedIn('operator');
    await ask(Plain, 'wake', request);
    expect(request.actor).toEqual(anActor({ subject: 'user:operator', grants: [{ role: 'operator', scope: { kind: 'all' } }] }));
  });

  it('says what the caller lacks', async () => {
    await expect(ask(Plain, 'wake', signedIn('viewer'))).rejects.toThrow('alice was not granted device:wake.');
  });

  it('that concerns everything is closed to whoever was granted a part of it', async () => {
    const world = new World();
    world.scope = { kind: 'group', group: 'g' };
    expect(await world.ask(Plain, 'wake', signedIn('operator'))).toBe(true);
    await expect(world.ask(Plain, 'wakeAll', signedIn('operator'))).rejects.toThrow('alice was not granted device:wake for the whole tenant.');
    expect(await ask(Plain, 'wakeAll', signedIn('operator'))).toBe(true);
  });

  it.each(Role.options.flatMap((role) => Permission.options.map((permission) => ({ role, permission }))))('that requires $permission answers $role by the table', async ({ role, permission }) => {
    class Route {
      @Requires(permission)
      call(): void {}
    }
    const answer = await ask(Route, 'call', signedIn(role)).catch((error: unknown) => error instanceof NotPermitted && 'refused');
    expect(answer).toBe(can(anActor({ grants: [{ role, scope: { kind: 'all' } }] }), permission) ? true : 'refused');
  });
});

describe('a caller', () => {
  it.each<{ named: string; authorization: string | string[] | undefined }>([
    { named: 'no token', authorization: undefined },
    { named: 'an empty header', authorization: '' },
    { named: 'another scheme', authorization: 'Basic token-of-admin' },
    { named: 'a token without a scheme', authorization: 'token-of-admin' },
    { named: 'an empty token', authorization: 'Bearer ' },
    { named: 'a token that nobody knows', authorization: 'Bearer token-of-root' },
    { named: 'two tokens', authorization: 'Bearer token-of-admin token-of-admin' },
    { named: 'two headers', authorization: ['Bearer token-of-admin', 'Bearer token-of-admin'] },
    { named: 'a line break', authorization: 'Bearer token-of-admin\r\n' },
    { named: 'a token of 12289 characters', authorization: `Bearer ${'a'.repeat(12_289)}` },
    { named: 'a signed token of ours', authorization: 'Bearer token-of-operator.signed.by-others' },
  ])('with $named is asked to sign in', async ({ authorization }) => {
    const request = withHeader(authorization);
    await expect(ask(Plain, 'wake', request)).rejects.toThrow(NotAuthenticated);
    expect(request.actor).toBeUndefined();
  });

  it('that sent the header twice is asked to sign in, whichever of the two came through', async () => {
    const rawHeaders = ['Authorization', 'Bearer token-of-admin', 'authorization', 'Bearer token-of-viewer'];
    await expect(ask(Plain, 'wake', { ...signedIn('admin'), raw: { rawHeaders } })).rejects.toThrow(NotAuthenticated);
    expect(await ask(Plain, 'wake', { ...signedIn('admin'), raw: { rawHeaders: rawHeaders.slice(0, 2) } })).toBe(true);
  });

  it.each(['Bearer', 'bearer', 'BEARER'])('may write the scheme as %s', async (scheme) => {
    expect(await ask(Plain, 'wake', withHeader(`${scheme} token-of-admin`))).toBe(true);
  });

  it('with a token that others signed is asked about there', async () => {
    expect(await ask(Plain, 'wake', withHeader('Bearer token-of-admin.signed.by-others'))).toBe(true);
  });

  it('is not turned away for a store that is away', async () => {
    await expect(ask(Plain, 'wake', withHeader('Bearer store-away'))).rejects.toThrow(StoreIsAway);
  });
});

describe('a browser', () => {
  it('is let in by its session', async () => expect(await ask(Plain, 'wake', inBrowser())).toBe(true));

  it.each(['short', 'ä'.repeat(43), `${SESSION}x`, 't'.repeat(43)])('is not let in by %s', async (value) => {
    await expect(ask(Plain, 'wake', inBrowser(undefined, { cookies: { '__Host-lockstep-session': value } }))).rejects.toThrow(NotAuthenticated);
  });

  it.each<{ named: string; headers: Record<string, string> }>([
    { named: 'without the header of our pages', headers: {} },
    { named: 'from another site', headers: { 'x-lockstep-csrf': '1', 'sec-fetch-site': 'cross-site' } },
    { named: 'from a neighbour under the same domain', headers: { 'x-lockstep-csrf': '1', 'sec-fetch-site': 'same-site' } },
  ])('changes nothing $named, and reads all the same', async ({ headers }) => {
    await expect(ask(Plain, 'wake', inBrowser(headers))).rejects.toThrow(CrossSiteRequest);
    expect(await ask(Plain, 'wake', inBrowser(headers, { method: 'GET' }))).toBe(true);
  });

  it('changes something from our own pages', async () => {
    expect(await ask(Plain, 'wake', inBrowser({ 'x-lockstep-csrf': '1', 'sec-fetch-site': 'same-origin' }))).toBe(true);
  });

  it('is never judged by its cookie when it sends a token', async () => {
    await expect(ask(Plain, 'wake', inBrowser({ authorization: 'Bearer nonsense', 'x-lockstep-csrf': '1' }))).rejects.toThrow(NotAuthenticated);
  });
});

describe('what is counted', () => {
  it.each<{ named: string; route: string; request: GuardedRequest; counted: [CountedThing, string][] }>([
    { named: 'a caller by its name', route: 'me', request: signedIn('viewer'), counted: [['requests', 'default/user:viewer']] },
    { named: 'a stranger by its address', route: 'me', request: aRequest(), counted: [['requests', 'address:192.0.2.7']] },
    { named: 'a wrong token by its address, as a failure', route: 'me', request: withHeader('Bearer x'), counted: [['failed-sign-ins', 'address:192.0.2.7']] },
    { named: 'an open route by the address', route: 'open', request: aRequest(), counted: [['requests', 'address:192.0.2.7']] },
    { named: 'no webhook', route: 'webhook', request: aRequest(), counted: [] },
  ])('is $named', async ({ route, request, counted }) => {
    const world = new World();
    await world.ask(Plain, route, request).catch(() => undefined);
    expect(world.counted).toEqual(counted);
  });

  it.each([
    { ip: '::ffff:192.0.2.7', network: '192.0.2.7' },
    { ip: '2001:db8:0:1:aaaa::1', network: '2001:db8:0:1::/64' },
    { ip: '2001:DB8::7', network: '2001:db8:0:0::/64' },
    { ip: '2001:0db8:0000:0001:1:2:3:4', network: '2001:db8:0:1::/64' },
    { ip: 'fe80::1%eth0', network: 'fe80:0:0:0::/64' },
    { ip: '::1', network: '0:0:0:0::/64' },
  ])('counts $ip as $network', async ({ ip, network }) => {
    const world = new World();
    await world.ask(Plain, 'open', aRequest({ ip }));
    expect(world.counted).toEqual([['requests', `address:${network}`]]);
  });

  it('is told to the caller, and one too many is refused with when to come back', async () => {
    const world = new World();
    world.quota = 1;
    await world.ask(Plain, 'me', signedIn('viewer'));
    expect(world.headers).toEqual({ 'ratelimit-policy': '"requests";q=1;w=60', ratelimit: '"requests";r=0;t=42' });
    await expect(world.ask(Plain, 'me', signedIn('viewer'))).rejects.toThrow(TooManyRequests);
    expect(world.headers['retry-after']).toBe('42');
  });
});
