import { Clock } from '#core';

/** The machine's own clock. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }

  override random(): number {
    return Math.random();
  }
}
