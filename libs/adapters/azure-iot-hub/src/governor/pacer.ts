import { BudgetIsAway, HubIsBusy, HubQuotaUsedUp, HubTurnIsLater, SLICE_MS, type BudgetKey, type BudgetUse, type Slice, type HubBudgets, type HubCategory, type Lane, type Pace, type Slowdown } from '#core';
import type { Throttling } from '../failure-of.js';
import { LaneQueue } from './lane-queue.js';
import { LastMinute } from './last-minute.js';
import { RoundTrips } from './round-trips.js';

/** Whoever may not go within this time is told so, and makes room for calls to other hubs, ms. */
const LONGEST_HOLD_MS = 15_000;
/** The lanes that may be told so for want of budget. The others are few, or must not wait for a worker to have time for them. */
const PATIENT: readonly Lane[] = ['let-in', 'import', 'sweep'];
/** A hub never asks for a longer wait than this, except when the quota of the day is used up. */
const LONGEST_ASKED_MS = 10 * 60_000;
const MOST_AT_ONCE = 100;
/** When another worker takes up what a stopping one let go of, ms. */
const AFTER_STOP_MS = 1_000;
/** Taken for calls to come: the part of a slice at most, since what is not used of it is lost. */
const AHEAD_PART = 0.1;
/** Categories whose calls go alone. Changes of a registry go together where they can, so none of them goes before it was asked for the others. */
const TAKEN_AHEAD: readonly HubCategory[] = ['twin-reads', 'twin-updates'];
/** What stays of the pace when the hub holds calls back, and when it refuses one. */
const KEEP = { heldBack: 0.75, refused: 0.5 };

interface Waiting {
  go: () => void;
  fail: (error: Error) => void;
}

export interface PacerSettings {
  hostName: string;
  key: BudgetKey;
  pace: Pace;
}

/** Lets the calls of one category go at the pace of the hub, the most urgent first. What goes together, goes in the same turn of the event loop. */
export class Pacer {
  readonly #waiting = new LaneQueue<Waiting>();
  readonly #used = new LastMinute();
  readonly #refused = new LastMinute();
  readonly #trips = new RoundTrips();
  /** Operations that were taken for calls to come, and until when they are good. */
  #ahead = { operations: 0, untilMs: 0 };
  #serving = false;
  #isClosed = false;
  /** Whether the hub took a call since it last refused one. */
  #tookOne = true;
  /** When the turn comes of the last that was told to come later. */
  #turnsUntil = 0;

  constructor(
    private readonly settings: PacerSettings,
    private readonly budgets: HubBudgets,
  ) {}

  /** Resolves when one operation may go. Throws HubTurnIsLater, HubIsBusy or HubQuotaUsedUp when that will take long, BudgetIsAway. */
  enter(lane: Lane): Promise<void> {
    if (this.#isClosed) return Promise.reject(this.#stopping());
    if (!this.#serving && this.#useAhead()) return Promise.resolve();
    if (PATIENT.includes(lane) && this.#waiting.size * this.#turnMs > LONGEST_HOLD_MS) return Promise.reject(this.#later());
    const entered = new Promise<void>((go, fail) => this.#waiting.push(lane, { go, fail }));
    if (!this.#serving) void this.#serve();
    return entered;
  }

  /** A call is sent. Call the answer with how the hub throttled it, or null when it did not. */
  begin(): (throttling: Throttling | null) => void {
    const end = this.#trips.begin();
    return (throttling) => {
      const { tookMs, heldBack } = end();
      if (throttling) {
        this.#refused.add(1);
        this.#ahead.operations = 0;
        this.#slowDown({ keep: throttling.kind === 'quota' || this.#refusesAll ? 1 : KEEP.refused, sentAgoMs: tookMs, closeMs: throttling.waitMs });
        this.#tookOne = false;
      } else {
        this.#tookOne = true;
        if (heldBack) this.#slowDown({ keep: KEEP.heldBack, sentAgoMs: tookMs, closeMs: 0 });
      }
    };
  }

  /** Nothing goes any more, and what waits is told so: this process stops, and another goes on. */
  close(): void {
    this.#isClosed = true;
    this.#failAll(() => this.#stopping());
  }

  /** What this process uses and what waits in it. */
  get use(): BudgetUse {
    return { category: this.settings.key.category, used: this.#used.sum, refused: this.#refused.sum, waiting: this.#waiting.counts() };
  }

  async #serve(): Promise<void> {
    this.#serving = true;
    try {
      // Whoever comes in within this turn of the event loop goes with the first.
      await new Promise(setImmediate);
      while (this.#waiting.size > 0) await this.#serveSlice();
    } catch (error) {
      const { hostName } = this.settings;
      this.#failAll(() => new BudgetIsAway(`The budget of the hub ${hostName}, which all workers share, cannot be read. It is tried again.`, { cause: error }));
    } finally {
      this.#serving = false;
    }
  }

  async #serveSlice(): Promise<void> {
    const { key, pace } = this.settings;
    const overdueMs = this.#trips.overdueMs();
    if (overdueMs !== null) await this.budgets.slowDown(key, { pace, slowdown: { keep: KEEP.heldBack, sentAgoMs: overdueMs, closeMs: 0 } });

    const askedMs = performance.now();
    const most = Math.min(this.#waiting.size, MOST_AT_ONCE);
    const slice = await this.budgets.take(key, { pace, most, ahead: this.#toCome(most) });
    if ('closedMs' in slice) return this.#waitOut(slice);
    if (slice.inMs >= 1) await pause(slice.inMs);
    let left = slice.operations;
    for (; left > 0 && this.#waiting.size > 0; left--) {
      this.#waiting.next()!.go();
      this.#used.add(1);
    }
    this.#ahead = { operations: left, untilMs: askedMs + SLICE_MS };
  }

  /** How many calls are to be expected within a slice, beside those that wait. */
  #toCome(waiting: number): number {
    const { key, pace } = this.settings;
    if (!TAKEN_AHEAD.includes(key.category)) return 0;
    const lately = (this.#used.inSecondBefore * SLICE_MS) / 1_000;
    return Math.max(0, Math.floor(Math.min(lately, AHEAD_PART * (pace.perMinute / 60_000) * SLICE_MS)) - waiting);
  }

  #useAhead(): boolean {
    if (this.#ahead.operations === 0 || performance.now() >= this.#ahead.untilMs) return false;
    this.#ahead.operations -= 1;
    this.#used.add(1);
    return true;
  }

  async #waitOut({ closedMs }: Extract<Slice, { closedMs: number }>): Promise<void> {
    if (closedMs <= LONGEST_HOLD_MS) return void (await pause(closedMs));
    const { hostName, key } = this.settings;
    const until = new Date(Date.now() + closedMs).toISOString();
    const what = `The hub ${hostName} takes no more ${key.category} until ${until}.`;
    this.#failAll(() => (closedMs > LONGEST_ASKED_MS ? new HubQuotaUsedUp(closedMs, `${what} More units raise its quota.`) : new HubIsBusy(closedMs, what)));
  }

  /** Where we know what the hub allows, one that took nothing since it refused the last call says nothing of our pace. */
  get #refusesAll(): boolean {
    return !this.#tookOne && !this.settings.pace.learns;
  }

  /** How long one operation takes at the whole pace. */
  get #turnMs(): number {
    const { perMinute, firstShare } = this.settings.pace;
    return 60_000 / (perMinute * firstShare);
  }

  /** Those who come later stand in a line too, in which each has a turn of its own: so they do not all come back at once. */
  #later(): HubTurnIsLater {
    this.#turnsUntil = Math.max(this.#turnsUntil, Date.now() + LONGEST_HOLD_MS) + this.#turnMs;
    return new HubTurnIsLater(this.#turnsUntil - Date.now(), `The hub ${this.settings.hostName} is kept at its limit, and it is not the turn of this call yet.`);
  }

  #stopping(): HubIsBusy {
    return new HubIsBusy(AFTER_STOP_MS, `This worker stops before it was its turn to call the hub ${this.settings.hostName}. Another one goes on.`);
  }

  #failAll(failure: () => Error): void {
    for (const { fail } of this.#waiting.takeAll()) fail(failure());
  }

  #slowDown(slowdown: Slowdown): void {
    const { key, pace } = this.settings;
    // Whether the others hear of it or not, this call is over.
    this.budgets.slowDown(key, { pace, slowdown }).catch(() => undefined);
  }
}

const pause = (ms: number): Promise<void> => new Promise((over) => void setTimeout(over, ms).unref());
