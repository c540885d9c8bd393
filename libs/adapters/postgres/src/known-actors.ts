import type { Actor } from '#core';

/** For so long a token is taken for what it was, ms. */
export const KNOWN_MS = 1_000;
/** So many tokens are known at once; with one more, all are looked up anew. */
const MOST_KNOWN = 10_000;

/** An actor as it was looked up, and for how long its token is good yet, ms; null where it has no end. */
export interface SeenActor {
  actor: Actor;
  leftMs: number | null;
}

/**
 * Who tokens stand for, known for a moment: whoever calls a hundred times a second is looked up once. A token or grant that another
 * process took away counts for that moment more; what this process takes away counts no more at once.
 */
export class KnownActors {
  readonly #known = new Map<string, { actor: Actor; until: number }>();
  #changes = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Null when the token stands for nobody, which is not kept. Throws what `look` throws. */
  async of(token: string, look: () => Promise<SeenActor | null>): Promise<Actor | null> {
    const now = this.now();
    const known = this.#known.get(token);
    if (known && known.until > now) return known.actor;

    const changes = this.#changes;
    const seen = await look();
    this.#known.delete(token);
    // What was looked up before a change may be what was there before it.
    if (seen && changes === this.#changes) this.#keep(token, { actor: seen.actor, until: now + Math.min(KNOWN_MS, seen.leftMs ?? KNOWN_MS) });
    return seen?.actor ?? null;
  }

  /** Tokens or grants were changed. */
  forget(): void {
    this.#changes += 1;
    this.#known.clear();
  }

  #keep(token: string, known: { actor: Actor; until: number }): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(token, known);
  }
}
