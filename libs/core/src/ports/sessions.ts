import type { Caller } from '../access/caller.js';
import type { Secret } from '../secret.js';

/** Browsers that have signed in. Only a hash of what the browser holds is stored. */
export abstract class Sessions {
  /** Opens a session for at most `lastsMs`; that of a token never outlives the token. */
  abstract open(caller: Caller, lastsMs: number): Promise<Secret>;

  /** Whose session this is, or null when it has ended, or nobody used it for `idleMs`. Notes the use, at most once a minute. */
  abstract callerOf(session: Secret, idleMs: number): Promise<Caller | null>;

  /** May be repeated. */
  abstract close(session: Secret): Promise<void>;
}
