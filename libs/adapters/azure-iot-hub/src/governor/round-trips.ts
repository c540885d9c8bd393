/** A hub that lets a call wait answers later than it can; this much later says that it does, ms. */
const SHAPED_MS = 1_000;
/** The fastest answer of so long a time, and of the one before it, is what the hub can do. */
const WINDOW_MS = 60_000;

/**
 * Tells by the time of the answers whether a hub is holding calls back. It does so before it refuses any: a burst is served,
 * then calls wait, then they are refused. Source: Azure IoT Hub, "IoT Hub quotas and throttling", traffic shaping.
 */
export class RoundTrips {
  readonly #underWay = new Set<{ sentAt: number }>();
  #windowFrom = 0;
  #fastest = Infinity;
  #fastestBefore = Infinity;

  /** A call is sent; the answer tells, when it comes, how long it took and whether it was held back. */
  begin(): () => { tookMs: number; heldBack: boolean } {
    const call = { sentAt: performance.now() };
    this.#underWay.add(call);
    return () => {
      this.#underWay.delete(call);
      const tookMs = performance.now() - call.sentAt;
      const heldBack = this.#isLate(tookMs);
      this.#learn(tookMs);
      return { tookMs, heldBack };
    };
  }

  /** How long ago the oldest call was sent that should have been answered by now; null when there is none. */
  overdueMs(): number | null {
    const [oldest] = this.#underWay;
    const ageMs = oldest ? performance.now() - oldest.sentAt : 0;
    return this.#isLate(ageMs) ? ageMs : null;
  }

  #isLate(ms: number): boolean {
    const fastest = Math.min(this.#fastest, this.#fastestBefore);
    return ms > SHAPED_MS + 2 * (Number.isFinite(fastest) ? fastest : 0);
  }

  #learn(ms: number): void {
    const now = performance.now();
    if (now - this.#windowFrom > WINDOW_MS) {
      this.#windowFrom = now;
      this.#fastestBefore = this.#fastest;
      this.#fastest = Infinity;
    }
    this.#fastest = Math.min(this.#fastest, ms);
  }
}
