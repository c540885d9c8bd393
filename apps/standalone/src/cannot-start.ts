/** Standalone cannot start, or cannot go on. The message is for people: what is the case, and what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
