import type { Caller } from '../access/caller.js';
import type { Secret } from '../secret.js';

/** Bearer tokens that somebody else issues. */
export abstract class ForeignTokens {
  /** Whom the token stands for; null when it is not valid, or nobody here trusts its issuer. Throws IdentityProviderIsAway. */
  abstract callerOf(token: Secret): Promise<Caller | null>;
}

/** What the browser keeps while somebody is away to sign in. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  codeVerifier: string;
  /** A path of ours to go on at. */
  returnTo: string;
}

/** Where people sign in with a browser. */
export abstract class SignInProvider {
  /** False where none is set up; then nothing else may be asked of it. */
  abstract readonly isThere: boolean;

  /** Where to send the browser, and what it has to bring back. Throws IdentityProviderIsAway. */
  abstract begin(returnTo: string): Promise<{ url: string; pending: PendingSignIn }>;

  /** Who signed in. `query` is what the provider sent back. Throws NotAuthenticated for an answer that is not the one to `pending`, IdentityProviderIsAway. */
  abstract finish(query: string, pending: PendingSignIn): Promise<Caller>;
}
