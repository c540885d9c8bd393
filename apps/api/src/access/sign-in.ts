import { Injectable } from '@nestjs/common';
import { BrowserSessions, LimitRequests, type AnsweringReply } from '#access';
import { NotAuthenticated, SignInProvider, Tokens, type Caller, type PendingSignIn, type Secret } from '#core';

/** Opens and ends the sessions of browsers. */
@Injectable()
export class SignIn {
  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: BrowserSessions,
    private readonly provider: SignInProvider,
    private readonly limit: LimitRequests,
  ) {}

  /** With a token of ours only: one of an identity provider would live on in the session after its short time. Throws NotAuthenticated, TooManyRequests. */
  async withToken(token: Secret, address: string, reply: AnsweringReply): Promise<Secret> {
    const caller = await this.tokens.callerOf(token);
    if (caller) return this.sessions.open(caller);
    await this.limit.count('failed-sign-ins', address, reply);
    throw new NotAuthenticated('The token is not valid. It may have been revoked or have expired.');
  }

  /** With what the identity provider sent back. Throws NotAuthenticated, TooManyRequests, IdentityProviderIsAway. */
  async withAnswer(query: string, pending: PendingSignIn, address: string, reply: AnsweringReply): Promise<Secret> {
    let caller: Caller;
    try {
      caller = await this.provider.finish(query, pending);
    } catch (error) {
      if (error instanceof NotAuthenticated) await this.limit.count('failed-sign-ins', address, reply);
      throw error;
    }
    return this.sessions.open(caller);
  }

  end(session: Secret): Promise<void> {
    return this.sessions.close(session);
  }
}
