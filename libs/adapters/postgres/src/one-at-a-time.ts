/**
 * Asks one question at a time, however many ask the same at once. Whoever comes while one is under way shares the next: the answer is
 * never older than the question.
 */
export class OneAtATime<Answer> {
  readonly #running = new Map<string, Promise<Answer>>();
  readonly #next = new Map<string, Promise<Answer>>();

  run(name: string, ask: () => Promise<Answer>): Promise<Answer> {
    const next = this.#next.get(name);
    if (next) return next;
    const running = this.#running.get(name);
    if (!running) return this.#start(name, ask);

    const after = (): Promise<Answer> => {
      this.#next.delete(name);
      return this.#start(name, ask);
    };
    const shared = running.then(after, after);
    this.#next.set(name, shared);
    return shared;
  }

  #start(name: string, ask: () => Promise<Answer>): Promise<Answer> {
    const running = ask().finally(() => this.#running.delete(name));
    this.#running.set(name, running);
    return running;
  }
}
