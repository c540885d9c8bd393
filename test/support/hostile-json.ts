/** Chance that can be repeated: the same seed gives the same numbers. Source: mulberry32, a public domain generator. */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const KEYS = ['a', 'b', '10', '2', 'lockstep', 'desired', 'tags', '$metadata', '$version', '$x', '__proto__', 'constructor', 'prototype', 'toString', '', 'a.b', 'a b', 'a#b', '\\u0000', '\\ud800', '\\u0085', '~1', '/', 'ключ', 'k'.repeat(1025)];
const LEAVES = ['null', 'true', 'false', '0', '-0', '1', '1e400', '-1e-400', '4503599627370495', '4503599627370496', '0.1234567890123456789', '"x"', '""', '"\\u0000"', '"\\ud800"', '"é𝄞"', `"${'x'.repeat(4097)}"`, '01', '.5', 'NaN', 'Infinity', "'x'", '"', '"\\x"', '\u0001', 'undefined', '\uFEFF'];

/** Writes bodies of twin requests as somebody would who wants to break the service: nearly right, or wrong in every way. */
export class HostileJson {
  constructor(private readonly chance: () => number) {}

  /** A body; one in a hundred is about 100 KB long. */
  body(): string {
    const budget = this.#one(100) === 0 ? 100_000 : this.#one(400);
    const parts = ['desired', 'tags'].filter(() => this.chance() < 0.7).map((part) => `"${part}":${this.#object(budget / 2, 0)}`);
    const text = this.chance() < 0.05 ? this.#value(budget, 0) : `{${parts.join(',')}}`;
    return this.chance() < 0.2 ? this.#damaged(text) : text;
  }

  #value(budget: number, depth: number): string {
    const kind = this.chance();
    if (budget < 10 || kind < 0.4) return this.#pick(this.chance() < 0.8 ? LEAVES.slice(0, 16) : LEAVES);
    if (kind < 0.42) return '['.repeat(budget / 2) + ']'.repeat(budget / 2);
    if (kind < 0.44) return '{"a":'.repeat(budget / 6) + '1' + '}'.repeat(budget / 6);
    if (kind < 0.46) return '9'.repeat(budget);
    if (kind < 0.48) return `"${'\\u0041'.repeat(budget / 6)}"`;
    if (kind < 0.6) return `[${Array.from({ length: 1 + this.#one(4) }, () => this.#value(budget / 4, depth + 1)).join(',')}]`;
    return this.#object(budget, depth);
  }

  #object(budget: number, depth: number): string {
    const size = this.chance() < 0.1 ? Math.ceil(budget / 20) : 1 + this.#one(4);
    return `{${Array.from({ length: size }, () => `"${this.#key()}":${this.#value(budget / size - 6, depth + 1)}`).join(',')}}`;
  }

  #key(): string {
    if (this.chance() < 0.7) return `k${this.#one(1_000_000)}`;
    return this.#pick(this.chance() < 0.5 ? KEYS.slice(0, 4) : KEYS);
  }

  #damaged(text: string): string {
    const at = this.#one(text.length + 1);
    const cut = text.slice(0, at);
    return this.chance() < 0.5 ? cut : cut + this.#pick(['}', '{', ',', '"', '\\', '\u0000', '\ud800', ':']) + text.slice(at);
  }

  #one(of: number): number {
    return Math.floor(this.chance() * of);
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#one(from.length)]!;
  }
}
