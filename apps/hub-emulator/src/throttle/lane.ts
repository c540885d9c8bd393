/** How one category is limited. Time is in milliseconds, the amount in what is limited: devices, queries, calls. */
export interface Rule {
  readonly perMs: number;
  /** The most that can be saved up. */
  readonly capacity: number;
  readonly backlog: number;
  readonly maxWaitMs: number;
  /** False: what cannot be served at once is refused. */
  readonly queue: boolean;
}

/** What became of a request at once. */
export type Verdict = 'admitted' | 'waiting' | 'backlog-full' | 'refused';

/** How waiting ended. */
export type WaitEnd = 'admitted' | 'timed-out';

interface Waiting {
  readonly cost: number;
  readonly since: number;
  readonly settle: Settle;
}

/** Told how waiting ended, and when. */
export type Settle = (end: WaitEnd, at: number) => void;

/**
 * One category of one hub: a bucket that fills steadily, and a line of those who wait, first come first served. A request is
 * admitted whole or not at all. One that costs more than the bucket holds is admitted when the bucket is full and leaves it in
 * debt, so that the rate is right in the long run.
 *
 * It has no timer: time passes when somebody says so. However far it jumps, everything happens in the order and at the moment
 * in which it would have happened.
 */
export class Lane {
  readonly #waiting: Waiting[] = [];
  #level: number;
  #at: number;

  constructor(
    private rule: Rule,
    now: number,
  ) {
    this.#level = rule.capacity;
    this.#at = now;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** What could be used at once. */
  level(now: number): number {
    this.advance(now);
    return this.#level;
  }

  /** Asks for so much. `settle` is called later, and only when the verdict is `waiting`. */
  ask(cost: number, now: number, settle: Settle): Verdict {
    this.advance(now);
    if (this.#waiting.length === 0 && this.#level >= this.needOf(cost)) {
      this.#level -= cost;
      return 'admitted';
    }
    if (!this.rule.queue) return 'refused';
    if (this.#waiting.length >= this.rule.backlog) return 'backlog-full';
    this.#waiting.push({ cost, since: now, settle });
    return 'waiting';
  }

  /** Takes so much away without asking; those who wait, wait longer. */
  take(amount: number, now: number): void {
    this.advance(now);
    this.#level -= amount;
  }

  /** Another rule from now on. What was saved stays, as far as it fits; a lane that grows starts with the difference. */
  setRule(rule: Rule, now: number): void {
    this.advance(now);
    // Compared first: without limits both are infinite, and their difference is no number.
    const grown = rule.capacity > this.rule.capacity ? rule.capacity - this.rule.capacity : 0;
    this.#level = Math.min(rule.capacity, this.#level + grown);
    this.rule = rule;
    this.advance(now);
  }

  /** Lets time pass up to this moment. */
  advance(now: number): void {
    for (let next = this.next(); next && next.at <= now; next = this.next()) {
      this.fill(next.at);
      const { cost, settle } = this.#waiting.shift()!;
      if (next.end === 'admitted') this.#level -= cost;
      settle(next.end, next.at);
    }
    this.fill(now);
  }

  /** When something will happen by itself; undefined when nobody waits. */
  nextAt(): number | undefined {
    return this.next()?.at;
  }

  private next(): { readonly at: number; readonly end: WaitEnd } | undefined {
    const first = this.#waiting[0];
    if (!first) return undefined;
    const missing = Math.max(0, this.needOf(first.cost) - this.#level);
    const servedAt = missing === 0 ? this.#at : this.#at + missing / this.rule.perMs;
    const endsAt = Math.max(this.#at, first.since + this.rule.maxWaitMs);
    return servedAt <= endsAt ? { at: servedAt, end: 'admitted' } : { at: endsAt, end: 'timed-out' };
  }

  private needOf(cost: number): number {
    // A hair less: filling up is floating point, and a caller must not wait for the last billionth.
    return Math.min(cost, this.rule.capacity) - 1e-6;
  }

  private fill(now: number): void {
    if (now <= this.#at) return;
    this.#level = Math.max(this.#level, Math.min(this.rule.capacity, this.#level + (now - this.#at) * this.rule.perMs));
    this.#at = now;
  }
}
