/** The time, and chance: the two things that a test wants to hold still. */
export abstract class Clock {
  abstract now(): Date;
  /** A number in [0, 1). */
  abstract random(): number;
}
