import { ForeignTokens, Grants, Tokens, actorOf, type Actor, type Caller, type Secret } from '#core';
import { BrowserSessions } from './browser-sessions.js';
import type { Proof } from './read-proof.js';

/** Three parts: a token that somebody signed. Ours have none. */
const SIGNED = /^[^.]+\.[^.]+\.[^.]+$/;

/** Finds out who a caller is, and what was granted to it. */
export class Authenticate {
  constructor(
    private readonly tokens: Tokens,
    private readonly foreignTokens: ForeignTokens,
    private readonly sessions: BrowserSessions,
    private readonly grants: Grants,
  ) {}

  /** Null when the proof is worth nothing. Grants are read each time, so one that was taken away counts no more. Throws StoreIsAway, IdentityProviderIsAway. */
  async run(proof: Proof): Promise<Actor | null> {
    const caller = proof.kind === 'session' ? await this.sessions.callerOf(proof.session) : await this.#callerOf(proof.token);
    return caller && actorOf(caller, await this.grants.of(caller));
  }

  #callerOf(token: Secret): Promise<Caller | null> {
    return SIGNED.test(token.reveal()) ? this.foreignTokens.callerOf(token) : this.tokens.callerOf(token);
  }
}
