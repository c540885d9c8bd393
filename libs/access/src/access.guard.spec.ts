// Real: the guard, its decorators and Nest's reflector. Not real: the tokens and the request.
import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotAuthenticated, NotPermitted, Permission, Role, Secret, StoreIsAway, Tokens, can, type Actor } from '#core';
import { AccessGuard, type GuardedRequest } from './access.guard.js';
import { OpenToAll, Requires } from './requires.decorator.js';

/** Knows one token for each role, which is the name of the role. */
class FakeTokens extends Tokens {
  readonly asked: string[] = [];

  override async issue(): Promise<Secret> {
    throw new Error('Nobody issues a token here.');
  }

  override async actorOf(token: Secret): Promise<Actor | null> {
    this.asked.push(token.reveal());
    if (token.reveal() === 'store-away') throw new StoreIsAway('The database is away.');
    const role = Role.safeParse(token.reveal().replace('token-of-', ''));
    return role.success ? { tenantId: 'default', name: 'alice', role: role.data } : null;
  }
}

class Plain {
  silent(): void {}

  @Requires('device:wake')
  wake(): void {}

  @OpenToAll()
  open(): void {}
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

const signedIn = (role: Role): GuardedRequest => ({ headers: { authorization: `Bearer token-of-${role}` } });

/** Asks the guard about a route, as Nest does. */
async function ask(of: new () => object, route: string, request: GuardedRequest, tokens = new FakeTokens()): Promise<boolean> {
  const handler = Reflect.get(of.prototype as object, route) as () => void;
  const context = { getHandler: () => handler, getClass: () => of, switchToHttp: () => ({ getRequest: () => request }) };
  return new AccessGuard(new Reflector(), tokens).canActivate(context as unknown as ExecutionContext);
}

describe('a route', () => {
  it.each(Role.options)('that says nothing about who may call it is closed to %s', async (role) => {
    await expect(ask(Plain, 'silent', signedIn(role))).rejects.toThrow(NotPermitted);
  });

  it('that says nothing tells a stranger only to sign in', async () => {
    await expect(ask(Plain, 'silent', { headers: {} })).rejects.toThrow(NotAuthenticated);
  });

  it.each([
    { of: Plain, route: 'open' },
    { of: Open, route: 'silent' },
  ])('that is open to all asks nobody who they are ($of.name.$route)', async ({ of, route }) => {
    const tokens = new FakeTokens();
    expect(await ask(of, route, { headers: { authorization: 'Bearer nonsense' } }, tokens)).toBe(true);
    expect(tokens.asked).toEqual([]);
  });

  it('that requires something is closed in a class that is open', async () => {
    await expect(ask(Open, 'closed', signedIn('operator'))).rejects.toThrow(NotPermitted);
    expect(await ask(Open, 'closed', signedIn('admin'))).toBe(true);
  });

  it('takes over what its class requires', async () => {
    await expect(ask(Closed, 'silent', signedIn('operator'))).rejects.toThrow(NotPermitted);
    expect(await ask(Closed, 'silent', signedIn('admin'))).toBe(true);
  });

  it('leaves the actor on the request', async () => {
    const request = signedIn('operator');
    await ask(Plain, 'wake', request);
    expect(request.actor).toEqual({ tenantId: 'default', name: 'alice', role: 'operator' });
  });

  it('says what the caller lacks', async () => {
    await expect(ask(Plain, 'wake', signedIn('viewer'))).rejects.toThrow('alice holds the role viewer, which does not include device:wake.');
  });

  it.each(Role.options.flatMap((role) => Permission.options.map((permission) => ({ role, permission }))))('that requires $permission answers $role by the table', async ({ role, permission }) => {
    class Route {
      @Requires(permission)
      call(): void {}
    }
    const answer = await ask(Route, 'call', signedIn(role)).catch((error: unknown) => error instanceof NotPermitted && 'refused');
    expect(answer).toBe(can({ tenantId: 'default', name: 'alice', role }, permission) ? true : 'refused');
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
    { named: 'a token of 4097 characters', authorization: `Bearer ${'a'.repeat(4097)}` },
  ])('with $named is asked to sign in', async ({ authorization }) => {
    const request: GuardedRequest = { headers: { authorization } };
    await expect(ask(Plain, 'wake', request)).rejects.toThrow(NotAuthenticated);
    expect(request.actor).toBeUndefined();
  });

  it.each(['Bearer', 'bearer', 'BEARER'])('may write the scheme as %s', async (scheme) => {
    expect(await ask(Plain, 'wake', { headers: { authorization: `${scheme} token-of-admin` } })).toBe(true);
  });

  it('is not turned away for a store that is away', async () => {
    await expect(ask(Plain, 'wake', { headers: { authorization: 'Bearer store-away' } })).rejects.toThrow(StoreIsAway);
  });
});
