import { Numeral, type JsonList, type JsonObject, type JsonValue } from './json.js';
import { pointerOf } from './json-pointer.js';

/** The text is not one JSON document that has one meaning. `pointer` says in which part of it, `position` counts characters. */
export class JsonUnreadable extends Error {
  constructor(
    message: string,
    readonly pointer: string,
    readonly position: number,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** More values are nested in each other than were asked for. */
export class JsonTooDeep extends JsonUnreadable {}

/** A twin has at most ten objects in each other, with the hub's own notes on each a few more. Nothing honest comes close. */
export const MOST_NESTED = 64;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const CONTROL = /[\u0000-\u001f]/;
const BACKSLASH = 0x5c;

/**
 * Reads a JSON text and loses nothing of it: no digit of a number, no key, no order of keys. The work is linear in the length of
 * the text. Throws JsonUnreadable, also for two members of one name, and JsonTooDeep beyond `mostNested`.
 */
export const parseJson = (text: string, mostNested = MOST_NESTED): JsonValue => new Reader(text, mostNested).document();

class Reader {
  #at = 0;
  readonly #path: (string | number)[] = [];

  constructor(
    private readonly text: string,
    private readonly mostNested: number,
  ) {}

  document(): JsonValue {
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.text.length) throw this.#unreadable('something follows the end of the document');
    return value;
  }

  #value(): JsonValue {
    this.#skipSpace();
    switch (this.text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#list();
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #enter(): void {
    if (this.#path.length >= this.mostNested) throw new JsonTooDeep(`more than ${this.mostNested} values are nested in each other`, pointerOf(this.#path), this.#at);
    this.#at++;
  }

  #object(): JsonObject {
    this.#enter();
    const members = new Map<string, JsonValue>();
    if (this.#takes('}')) return members;
    do {
      this.#skipSpace();
      if (this.text[this.#at] !== '"') throw this.#unreadable('a key in double quotes is expected');
      const key = this.#string();
      this.#path.push(key);
      if (members.has(key)) throw this.#unreadable('the key stands here a second time');
      if (!this.#takes(':')) throw this.#unreadable('a colon is expected');
      members.set(key, this.#value());
      this.#path.pop();
    } while (this.#takes(','));
    if (!this.#takes('}')) throw this.#unreadable('a comma or the end of the object is expected');
    return members;
  }

  #list(): JsonList {
    this.#enter();
    const items: JsonValue[] = [];
    if (this.#takes(']')) return items;
    do {
      this.#path.push(items.length);
      items.push(this.#value());
      this.#path.pop();
    } while (this.#takes(','));
    if (!this.#takes(']')) throw this.#unreadable('a comma or the end of the list is expected');
    return items;
  }

  #string(): string {
    const start = this.#at;
    const end = this.#endOfString(start + 1);
    this.#at = end + 1;
    const inside = this.text.slice(start + 1, end);
    if (inside.includes('\\')) return this.#unescaped(start);
    if (CONTROL.test(inside)) throw this.#unreadable('the text has a control character in it', start);
    return inside;
  }

  /** The quote that is not escaped: one with an even number of backslashes before it. Each backslash is looked at once. */
  #endOfString(from: number): number {
    for (let end = this.text.indexOf('"', from); end >= 0; end = this.text.indexOf('"', end + 1)) {
      let first = end;
      while (first > from && this.text.charCodeAt(first - 1) === BACKSLASH) first--;
      if ((end - first) % 2 === 0) return end;
    }
    throw this.#unreadable('the text has no end');
  }

  #unescaped(start: number): string {
    try {
      return JSON.parse(this.text.slice(start, this.#at)) as string;
    } catch {
      throw this.#unreadable('a backslash is followed by something that it cannot escape', start);
    }
  }

  #number(): Numeral {
    NUMBER.lastIndex = this.#at;
    if (!NUMBER.test(this.text)) throw this.#unreadable(this.#at < this.text.length ? 'a value is expected' : 'the document ends too early');
    const text = this.text.slice(this.#at, NUMBER.lastIndex);
    this.#at = NUMBER.lastIndex;
    return new Numeral(text);
  }

  #word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.#at)) throw this.#unreadable('a value is expected');
    this.#at += word.length;
    return value;
  }

  #takes(character: string): boolean {
    this.#skipSpace();
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    let at = this.#at;
    for (let code = this.text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; code = this.text.charCodeAt(at)) at++;
    this.#at = at;
  }

  #unreadable(what: string, position = this.#at): JsonUnreadable {
    return new JsonUnreadable(`${what} (character ${position})`, pointerOf(this.#path), position);
  }
}
