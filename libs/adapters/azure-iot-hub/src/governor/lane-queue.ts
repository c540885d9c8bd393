import { LANES, LANE_SHARES, type Lane } from '#core';

/**
 * What waits, by lane. Each lane gets its share of the turns while several wait; one that was empty has the next turn. Stride
 * scheduling: every turn moves a lane on by the inverse of its share, and the lane that is furthest behind is next.
 */
export class LaneQueue<T> {
  readonly #waiting = new Map<Lane, T[]>(LANES.map((lane) => [lane, []]));
  readonly #place = new Map<Lane, number>(LANES.map((lane) => [lane, 0]));
  #reached = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(lane: Lane, item: T): void {
    const own = this.#of(lane);
    // A quiet time saves up nothing: it would let the lane take every turn afterwards.
    if (own.length === 0) this.#place.set(lane, Math.max(this.#placeOf(lane), this.#reached));
    own.push(item);
    this.#size += 1;
  }

  next(): T | undefined {
    const lane = this.nextLane();
    if (lane === undefined) return undefined;
    this.#reached = this.#placeOf(lane);
    this.#place.set(lane, this.#reached + 1 / LANE_SHARES[lane]);
    this.#size -= 1;
    return this.#of(lane).shift();
  }

  /** The lane whose turn it is. */
  nextLane(): Lane | undefined {
    return LANES.filter((lane) => this.#of(lane).length > 0).sort((one, other) => this.#placeOf(one) - this.#placeOf(other))[0];
  }

  /** Takes everything out. */
  takeAll(): T[] {
    const all = LANES.flatMap((lane) => this.#of(lane).splice(0));
    this.#size = 0;
    return all;
  }

  counts(): Record<Lane, number> {
    return Object.fromEntries(LANES.map((lane) => [lane, this.#of(lane).length])) as Record<Lane, number>;
  }

  #of(lane: Lane): T[] {
    return this.#waiting.get(lane)!;
  }

  #placeOf(lane: Lane): number {
    return this.#place.get(lane)!;
  }
}
