const SECONDS = 60;

/** Counts what happened in the last 60 s, to the second. */
export class LastMinute {
  readonly #counts = new Array<number>(SECONDS).fill(0);
  #second = 0;

  add(amount: number): void {
    this.#moveOn();
    this.#counts[this.#second % SECONDS]! += amount;
  }

  get sum(): number {
    this.#moveOn();
    return this.#counts.reduce((all, one) => all + one, 0);
  }

  /** What happened in the second before this one. */
  get inSecondBefore(): number {
    this.#moveOn();
    return this.#counts[(this.#second + SECONDS - 1) % SECONDS]!;
  }

  #moveOn(): void {
    const now = Math.floor(performance.now() / 1_000);
    const passed = Math.min(SECONDS, now - this.#second);
    for (let past = 0; past < passed; past++) this.#counts[(now - past) % SECONDS] = 0;
    this.#second = now;
  }
}
