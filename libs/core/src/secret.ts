const HIDDEN = '[secret]';

/**
 * A value that must not be seen. It prints `[secret]` as text, as JSON and under `util.inspect`; only `reveal()` opens it,
 * and lint lists the few files that may.
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** Opens the secret. Call it where the value is signed with, sealed, sent or compared, and keep it nowhere. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}
