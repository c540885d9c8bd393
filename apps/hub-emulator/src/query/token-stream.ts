import { badQuery } from './bad-query.js';
import type { Token } from './lex.js';

/** The tokens of a query, read from left to right. Words that are part of the language are matched without regard to case. */
export class TokenStream {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get next(): Token | undefined {
    return this.tokens[this.#at];
  }

  /** Steps over the next token when it is this keyword or sign. */
  accept(text: string): boolean {
    const { next } = this;
    const isIt = (next?.kind === 'word' || next?.kind === 'sign') && next.text.toUpperCase() === text;
    if (isIt) this.#at += 1;
    return isIt;
  }

  /** Steps over the next token, which must be this keyword or sign. Throws 400. */
  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected(`${text} is expected`);
  }

  /** The next token, whatever it is. Throws 400 at the end. */
  take(): Token {
    const { next } = this;
    if (!next) throw this.unexpected('something is missing');
    this.#at += 1;
    return next;
  }

  unexpected(why: string): Error {
    return badQuery(this.next ? `${why} before '${this.next.text}' at position ${this.next.at}` : `${why} at the end`);
  }
}
