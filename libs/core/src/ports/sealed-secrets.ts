/** How many secrets of one place are sealed with one key. */
export interface KeyUse {
  /** Table and column. */
  place: string;
  /** Null for what is not a sealed value at all. */
  keyId: string | null;
  records: number;
}

export interface KeyUses {
  /** The ids of the keys that this process knows, the one that seals first. */
  known: readonly [string, ...string[]];
  uses: readonly KeyUse[];
}

export interface Rewrapped {
  records: number;
  /** Why some could not be opened, a line for each place and reason: these stay as they are. */
  troubles: readonly string[];
}

/** The secrets of the whole installation, as they lie sealed. Nothing here shows one. */
export abstract class SealedSecrets {
  abstract uses(): Promise<KeyUses>;

  /**
   * Seals with the newest key whatever is sealed with another. May be stopped at any moment and run again, beside itself too: each
   * secret is replaced only where it still is the one that was read, so what somebody else writes meanwhile stays. Tells how many
   * are done after every batch.
   */
  abstract rewrap(tell?: (done: number) => void): Promise<Rewrapped>;
}
