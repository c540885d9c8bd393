/** The time, and chance: the two things that a test wants to hold still. */
export abstract class Clock {
  abstract now(): Date;
  /** A number in [0, 1). */
  abstract random(): number;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  random(): number {
    return Math.random();
  }
}
