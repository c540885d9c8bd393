import { IdentityProviderIsAway, type Clock } from '#core';

export interface KeepingTimes {
  /** After this it is fetched anew, in ms. */
  freshMs: number;
  /** While it cannot be fetched anew, it serves so long, in ms. */
  usableMs: number;
  /** Between two times of fetching lies at least this, in ms: what strangers send must not make us ask more often. */
  pauseMs: number;
}

/** Something that was fetched from afar and is kept for a while. */
export class Kept<T> {
  #value: { is: T; since: number } | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;
  #failure: unknown = null;
  #fetching: Promise<void> | null = null;

  constructor(
    private readonly fetch: () => Promise<T>,
    private readonly clock: Clock,
    private readonly times: KeepingTimes,
  ) {}

  /** Throws IdentityProviderIsAway when there is nothing that may still be used. */
  async get(): Promise<T> {
    if (this.#age() >= this.times.freshMs) await this.renew();
    if (this.#value && this.#age() < this.times.usableMs) return this.#value.is;
    throw new IdentityProviderIsAway('Who you are cannot be checked: the identity provider does not answer as it should. Try again in a moment.', { cause: this.#failure });
  }

  /** Fetches it anew, unless that was tried a moment ago. A failure leaves what there is. */
  async renew(): Promise<void> {
    if (!this.#fetching && this.clock.now().getTime() - this.#triedAt < this.times.pauseMs) return;
    this.#fetching ??= this.#fetchAnew().finally(() => (this.#fetching = null));
    await this.#fetching;
  }

  #age(): number {
    return this.#value ? this.clock.now().getTime() - this.#value.since : Number.POSITIVE_INFINITY;
  }

  async #fetchAnew(): Promise<void> {
    this.#triedAt = this.clock.now().getTime();
    try {
      this.#value = { is: await this.fetch(), since: this.#triedAt };
      this.#failure = null;
    } catch (error) {
      this.#failure = error;
    }
  }
}
