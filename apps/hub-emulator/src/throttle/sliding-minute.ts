const SLOTS = 600;
const SLOT_MS = 100;

/** The sum over every sliding minute, to a tenth of a second, and the largest one there was. */
export class SlidingMinute {
  readonly #slots = new Float64Array(SLOTS);
  #latest = 0;
  #sum = 0;
  #most = 0;
  #mostAt: number | null = null;

  add(amount: number, now: number): void {
    this.moveTo(Math.floor(now / SLOT_MS));
    this.#slots[this.#latest % SLOTS]! += amount;
    this.#sum += amount;
    if (this.#sum <= this.#most) return;
    this.#most = this.#sum;
    this.#mostAt = now;
  }

  /** The most in one minute, and when that minute ended. */
  get most(): { readonly amount: number; readonly at: number | null } {
    return { amount: this.#most, at: this.#mostAt };
  }

  clear(): void {
    this.#slots.fill(0);
    this.#sum = 0;
    this.#most = 0;
    this.#mostAt = null;
  }

  private moveTo(slot: number): void {
    const steps = slot - this.#latest;
    if (steps <= 0) return;
    if (steps >= SLOTS) {
      this.#slots.fill(0);
      this.#sum = 0;
    } else {
      for (let passed = this.#latest + 1; passed <= slot; passed += 1) {
        this.#sum -= this.#slots[passed % SLOTS]!;
        this.#slots[passed % SLOTS] = 0;
      }
    }
    this.#latest = slot;
  }
}
