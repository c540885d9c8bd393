const DAY_MS = 24 * 3600 * 1000;

/**
 * The time that throttles and quotas live in: that of the emulator, made faster and moved forward by whoever tests. At a
 * scale of 60 one minute of throttle passes in one second.
 */
export class ThrottleClock {
  readonly #watchers = new Set<() => void>();
  #atStart: number;
  #realAtStart: number;
  #scale: number;

  /** @param realMs milliseconds since 1970. */
  constructor(
    private readonly realMs: () => number,
    scale = 1,
  ) {
    this.#realAtStart = realMs();
    this.#atStart = this.#realAtStart;
    this.#scale = scale;
  }

  /** Milliseconds since 1970, if it had always been real time. */
  now(): number {
    return this.#atStart + (this.realMs() - this.#realAtStart) * this.#scale;
  }

  get scale(): number {
    return this.#scale;
  }

  /** From now on so many times as fast as real time. */
  run(scale: number): void {
    this.set(this.now(), scale);
  }

  /** Jumps forward; everybody who waits for the time in between is served or times out. */
  advance(ms: number): void {
    this.set(this.now() + ms, this.#scale);
  }

  /** How long a stretch of throttle time lasts, in real milliseconds. */
  realFor(ms: number): number {
    return ms / this.#scale;
  }

  /** Calls back after each change of pace and each jump. */
  watch(changed: () => void): void {
    this.#watchers.add(changed);
  }

  /** The UTC day, counted from 1970. */
  day(): number {
    return Math.floor(this.now() / DAY_MS);
  }

  private set(now: number, scale: number): void {
    this.#atStart = now;
    this.#realAtStart = this.realMs();
    this.#scale = scale;
    for (const changed of this.#watchers) changed();
  }
}
