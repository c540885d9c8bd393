/** Answers for a while with what was found last, so that many who ask cost as much as one. */
export class KeptFor<T> {
  readonly #last = new Map<string, { found: Promise<T>; until: number }>();

  /** `ms`: for how long an answer will do. */
  constructor(private readonly ms: number) {}

  get(name: string, find: () => Promise<T>): Promise<T> {
    const last = this.#last.get(name);
    if (last && last.until > performance.now()) return last.found;
    const found = find();
    this.#last.set(name, { found, until: performance.now() + this.ms });
    // A look that failed is nobody's answer but that of those who waited for it.
    found.catch(() => this.#last.delete(name));
    return found;
  }
}
