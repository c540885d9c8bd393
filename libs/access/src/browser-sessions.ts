import { Sessions, type Caller, type Secret } from '#core';

export interface SessionTerms {
  /** A session that nobody used for so long has ended, in ms. */
  idleMs: number;
  /** However much it is used, it ends after this, in ms. */
  lastsMs: number;
}

/** The sessions of browsers, with how long they last. */
export class BrowserSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly terms: SessionTerms,
  ) {}

  open(caller: Caller): Promise<Secret> {
    return this.sessions.open(caller, this.terms.lastsMs);
  }

  callerOf(session: Secret): Promise<Caller | null> {
    return this.sessions.callerOf(session, this.terms.idleMs);
  }

  close(session: Secret): Promise<void> {
    return this.sessions.close(session);
  }
}
