interface Waiting<In, Out> {
  item: In;
  done: (out: Out) => void;
  failed: (error: unknown) => void;
}

export interface BatchSettings<In> {
  /** What the items of one batch weigh at most together; one that weighs more goes alone. */
  most: number;
  /** What an item weighs, 1 unless told. */
  weigh?: (item: In) => number;
  /** Batches under way at once at most. */
  atOnce: number;
  /** Whether an error has nothing to do with any one item, as when a server is away. After any other, each item goes alone. */
  concernsAll: (error: unknown) => boolean;
}

/**
 * Items that come in together go together. Nothing waits for company: while a place is free, what is there goes at once; what
 * comes in meanwhile makes up the next batch, so batches grow with the load and by themselves.
 */
export class Batches<In, Out> {
  readonly #waiting: Waiting<In, Out>[] = [];
  #underWay = 0;
  #called = false;

  /** `run` answers for each item in order, with an Error for one that failed by itself. */
  constructor(
    private readonly run: (items: readonly In[]) => Promise<readonly (Out | Error)[]>,
    private readonly settings: BatchSettings<In>,
  ) {}

  add(item: In): Promise<Out> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed });
      this.#call();
    });
  }

  /** After this turn of the event loop, in which more may come in. */
  #call(): void {
    if (this.#called || this.#underWay >= this.settings.atOnce) return;
    this.#called = true;
    setImmediate(() => {
      this.#called = false;
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    const batch = this.#waiting.splice(0, this.#fit());
    if (batch.length === 0) return;
    this.#underWay += 1;
    if (this.#waiting.length > 0) this.#call();
    try {
      const outs = await this.#runApart(batch.map(({ item }) => item));
      batch.forEach(({ done, failed }, at) => {
        const out = outs[at] as Out | Error;
        if (out instanceof Error) failed(out);
        else done(out);
      });
    } catch (error) {
      for (const { failed } of batch) failed(error);
    } finally {
      this.#underWay -= 1;
      this.#call();
    }
  }

  /** How many of those that wait fit into one batch. */
  #fit(): number {
    const { most, weigh = () => 1 } = this.settings;
    let weight = 0;
    const tooMany = this.#waiting.findIndex(({ item }) => (weight += weigh(item)) > most);
    return tooMany < 0 ? this.#waiting.length : Math.max(1, tooMany);
  }

  /** One item that cannot be done must not take its neighbours down. */
  async #runApart(items: readonly In[]): Promise<readonly (Out | Error)[]> {
    try {
      return await this.run(items);
    } catch (error) {
      if (items.length === 1 || this.settings.concernsAll(error)) throw error;
      return Promise.all(items.map((item) => this.run([item]).then(([out]) => out as Out | Error, asError)));
    }
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
