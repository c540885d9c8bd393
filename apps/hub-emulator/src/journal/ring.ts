/** Keeps the latest items, up to a fixed number. */
export class Ring<T> {
  #items: T[] = [];
  #oldest = 0;

  constructor(private readonly most: number) {}

  add(item: T): void {
    if (this.#items.length < this.most) {
      this.#items.push(item);
    } else if (this.most > 0) {
      this.#items[this.#oldest] = item;
      this.#oldest = (this.#oldest + 1) % this.most;
    }
  }

  /** From the oldest to the latest. */
  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.#items.length; index += 1) {
      yield this.#items[(this.#oldest + index) % this.#items.length]!;
    }
  }

  clear(): void {
    this.#items = [];
    this.#oldest = 0;
  }
}
