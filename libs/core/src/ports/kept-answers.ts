/** Who sent a request, and the key under which a repeat of it is recognised. */
export interface RequestName {
  tenantId: string;
  actor: string;
  key: string;
}

/** An answer as it was sent. Its body may hold a secret that is shown once. */
export interface KeptAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export type Begun =
  | { kind: 'new' }
  | { kind: 'answered'; answer: KeptAnswer }
  /** The first one is still at work. */
  | { kind: 'at-work' }
  /** The key was used for another request. */
  | { kind: 'other-request' };

/** Answers of requests that carried an Idempotency-Key, kept for a day so that a repeat gets the same one. */
export abstract class KeptAnswers {
  /** Takes the key for this request, whose fingerprint stands for method, address and body. Whoever comes second is told. */
  abstract begin(name: RequestName, fingerprint: Uint8Array): Promise<Begun>;

  /** Keeps the answer, sealed. */
  abstract keep(name: RequestName, answer: KeptAnswer): Promise<void>;

  /** Gives the key back: the request may be made again as if it never was. */
  abstract forget(name: RequestName): Promise<void>;
}
