import type { Reason } from '../decision/reasons.js';
import { HOLD_MS, type Trouble } from './hub-test.js';

/** What an answer says of a hub, or of a fleet manager, as a whole. One that refuses a device, or asks to slow down, is well. */
export type Sign = 'well' | 'away' | 'refused';

/** The last answers count, as long as they are not older than this, ms. */
const LAST = 20;
const WINDOW_MS = 30_000;
/** Fewer answers than this prove nothing. One that is about many devices stands for two, so it proves nothing alone. */
const ENOUGH = 3;
/** So large a part of them has to be bad: whoever answers every second call is worth calling. */
const SHARE = 0.9;

/**
 * Tells when a connection is in trouble for all its devices alike. It opens when nearly all of the last answers were none, and at once
 * when our credentials are refused. It holds the calls that were on their way, since whoever begins a pass later knows of the
 * trouble, and closes by time: whether all is well again is found out elsewhere, once for all
 * workers, and until then no pass calls there.
 */
export class Breaker {
  #answers: { at: number; isBad: boolean }[] = [];
  #held: { trouble: Trouble; from: number; until: number } | null = null;

  constructor(
    private readonly reasons: { away: Reason; refused: Reason },
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The trouble for which calls are held at this moment, or null. */
  get held(): Trouble | null {
    return this.heldFor(Infinity);
  }

  /** The same for a call that has waited for its turn since then, by `now`: one that was in line when the trouble began comes too early. */
  heldFor(since: number): Trouble | null {
    return this.#held && (this.now() < this.#held.until || since < this.#held.from) ? this.#held.trouble : null;
  }

  /** Notes an answer, which is about so many devices. The trouble, where this answer opened it. */
  note(sign: Sign, detail: string, devices = 1): Trouble | null {
    const now = this.now();
    const answer = { at: now, isBad: sign === 'away' };
    this.#answers = [...this.#answers.filter(({ at }) => now - at < WINDOW_MS), answer, ...(devices > 1 ? [answer] : [])].slice(-LAST);
    if (this.held) return null;
    if (sign === 'refused') return this.#open({ reason: this.reasons.refused, detail }, now);
    const bad = this.#answers.filter(({ isBad }) => isBad).length;
    if (sign === 'well' || bad < ENOUGH || bad < SHARE * this.#answers.length) return null;
    return this.#open({ reason: this.reasons.away, detail }, now);
  }

  #open(trouble: Trouble, now: number): Trouble {
    this.#held = { trouble, from: now, until: now + HOLD_MS };
    this.#answers = [];
    return trouble;
  }
}
