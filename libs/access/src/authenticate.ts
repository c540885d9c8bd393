import { ForeignTokens, Grants, Tokens, actorOf, type Actor, type Caller, type Secret } from '#core';
import { BrowserSessions } from './browser-sessions.js';
import type { Proof } from './read-proof.js';

/** Three parts: a token that somebody signed. Ours have none. */
const isSigned = (token: Secret): boolean => /^[^.]+\.[^.]+\.[^.]+$/.test(token.reveal());

/** Finds out who a caller is, and what was granted to it. */
export class Authenticate {
  constructor(
    private readonly tokens: Tokens,
    private readonly foreignTokens: ForeignTokens,
    private readonly sessions: BrowserSessions,
    private readonly grants: Grants,
  ) {}

  /** Null when the proof is worth nothing. A grant that was taken away counts no more, of a token after a second at most. Throws StoreIsAway, IdentityProviderIsAway. */
  async run(proof: Proof): Promise<Actor | null> {
    if (proof.kind === 'session') return this.#granted(await this.sessions.callerOf(proof.session));
    return isSigned(proof.token) ? this.#granted(await this.foreignTokens.callerOf(proof.token)) : this.tokens.actorOf(proof.token);
  }

  async #granted(caller: Caller | null): Promise<Actor | null> {
    return caller && actorOf(caller, await this.grants.of(caller));
  }
}
