import type { ErrorName } from '../http/error-codes.js';
import { SlidingMinute } from './sliding-minute.js';

/** What was asked for and what was given. `asked`, `used` and `refusedAmount` are amounts (a bulk of 100 is 100), the others are requests. */
export interface Sum {
  calls: number;
  asked: number;
  used: number;
  refusedAmount: number;
  /** Requests that had to wait before they were served or refused. */
  waited: number;
  /** Refusals by error code. */
  readonly refused: Partial<Record<ErrorName, number>>;
}

/** The same for one minute; minutes are counted from the start of the record. */
export interface MinuteSum extends Sum {
  readonly minute: number;
}

const MINUTE_MS = 60_000;
/** Minutes that are kept: a day and a bit. */
const MINUTES = 1500;

/** The record of one category: in total, minute by minute, and the busiest sliding minute. */
export class Ledger {
  #minutes: MinuteSum[] = [];
  #total = emptySum();
  readonly #asked = new SlidingMinute();
  readonly #used = new SlidingMinute();

  constructor(private start: number) {}

  ask(amount: number, now: number): void {
    for (const sum of this.at(now)) {
      sum.calls += 1;
      sum.asked += amount;
    }
    this.#asked.add(amount, now);
  }

  use(amount: number, now: number): void {
    for (const sum of this.at(now)) sum.used += amount;
    this.#used.add(amount, now);
  }

  wait(now: number): void {
    for (const sum of this.at(now)) sum.waited += 1;
  }

  refuse(code: ErrorName, amount: number, now: number): void {
    for (const sum of this.at(now)) {
      sum.refused[code] = (sum.refused[code] ?? 0) + 1;
      sum.refusedAmount += amount;
    }
  }

  get total(): Readonly<Sum> {
    return this.#total;
  }

  get minutes(): readonly MinuteSum[] {
    return this.#minutes;
  }

  /** The most that was asked for, and that was used, in one sliding minute. */
  get busiest(): { readonly asked: SlidingMinute['most']; readonly used: SlidingMinute['most'] } {
    return { asked: this.#asked.most, used: this.#used.most };
  }

  clear(now: number): void {
    this.start = now;
    this.#minutes = [];
    this.#total = emptySum();
    this.#asked.clear();
    this.#used.clear();
  }

  /** The total and the minute of that moment, which may be a past one: those who waited are served in hindsight when time jumps. */
  private at(now: number): readonly Sum[] {
    const minute = Math.max(0, Math.floor((now - this.start) / MINUTE_MS));
    let place = this.#minutes.length;
    while (place > 0 && this.#minutes[place - 1]!.minute > minute) place -= 1;
    const known = this.#minutes[place - 1];
    if (known?.minute === minute) return [this.#total, known];
    const added = { minute, ...emptySum() };
    this.#minutes.splice(place, 0, added);
    if (this.#minutes.length > MINUTES) this.#minutes.shift();
    return [this.#total, added];
  }
}

function emptySum(): Sum {
  return { calls: 0, asked: 0, used: 0, refusedAmount: 0, waited: 0, refused: {} };
}
