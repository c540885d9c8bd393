import { Clock } from '#core';

/** A clock that stands until it is moved, and a chance that is chosen. */
export class HeldClock extends Clock {
  /** What `random` answers: a number in [0, 1). */
  chance = 0;
  #now: number;

  constructor(start = '2026-03-01T12:00:00.000Z') {
    super();
    this.#now = Date.parse(start);
  }

  override now(): Date {
    return new Date(this.#now);
  }

  override random(): number {
    return this.chance;
  }

  /** Moves the clock on; back with a negative number. */
  advance(ms: number): void {
    this.#now += ms;
  }
}
