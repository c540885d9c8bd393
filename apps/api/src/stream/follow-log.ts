import type { FeedLine } from '#core';

/** Longer than any statement that writes lines may take: an id that is not there by then belongs to one that was rolled back. */
export const GAP_LIVES_MS = 40_000;
/** Ids that are looked for at a time, at most. */
const MOST_GAPS = 5_000;

/**
 * How far the event log was followed. Ids are given before lines are visible, so an id that was passed over may still turn up:
 * it is looked for until no statement can be under way that has it.
 */
export class FollowedLog {
  #reached: bigint;
  readonly #gaps = new Map<bigint, number>();

  constructor(reached: bigint) {
    this.#reached = reached;
  }

  get reached(): bigint {
    return this.#reached;
  }

  /** Ids that were passed over. */
  get missing(): bigint[] {
    return [...this.#gaps.keys()];
  }

  /** Everything up to this id was seen: whoever goes on from here misses nothing. */
  get complete(): bigint {
    const [first] = this.#gaps.keys();
    return first === undefined ? this.#reached : first - 1n;
  }

  /** Takes in lines, by id; `now` in ms. */
  add(lines: readonly FeedLine[], now: number): void {
    for (const { id } of lines) {
      this.#gaps.delete(id);
      for (let passed = this.#reached + 1n; passed < id && this.#gaps.size < MOST_GAPS; passed++) this.#gaps.set(passed, now);
      if (id > this.#reached) this.#reached = id;
    }
    for (const [id, since] of this.#gaps) if (now - since > GAP_LIVES_MS) this.#gaps.delete(id);
  }
}
