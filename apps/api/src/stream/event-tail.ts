import type { OnModuleDestroy } from '@nestjs/common';
import { EventFeed, Log, StoreIsAway, type FeedLine } from '#core';
import { FollowedLog } from './follow-log.js';

/** New lines, and the id from which somebody may go on later without missing any. */
export type Listener = (lines: readonly FeedLine[], complete: bigint) => void;

const EVERY_MS = 1_000;
const PAGE = 1_000;
/** At the start lines may be under way below the highest id; among so many ids they are looked for. */
const LOOK_BACK = 1_000n;

/** Follows the event log for every stream of this process with one query a second, and with none while nobody listens. */
export class EventTail implements OnModuleDestroy {
  readonly #listeners = new Set<Listener>();
  #log: FollowedLog | null = null;
  #opening: Promise<FollowedLog> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly feed: EventFeed,
    private readonly log: Log,
    private readonly everyMs = EVERY_MS,
  ) {}

  /** Tells the listener of every line from now on, until the answer is called. Throws StoreIsAway. */
  async listen(listener: Listener): Promise<{ complete: bigint; stop: () => void }> {
    // Opened once for all who come: a log that took the place of another would lose what that one had still to look for.
    const log = this.#log ?? (await (this.#opening ??= this.#open().finally(() => (this.#opening = null))));
    this.#log ??= log;
    this.#listeners.add(listener);
    this.#timer ??= this.#later();
    return { complete: this.#log.complete, stop: () => this.#leave(listener) };
  }

  onModuleDestroy(): void {
    for (const listener of this.#listeners) this.#leave(listener);
  }

  async #open(): Promise<FollowedLog> {
    const last = await this.feed.lastId();
    const log = new FollowedLog(last > LOOK_BACK ? last - LOOK_BACK : 0n);
    log.add(await this.feed.read(log.reached, [], PAGE), Date.now());
    return log;
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#log = null;
  }

  #later(): NodeJS.Timeout {
    return setTimeout(() => void this.#follow(), this.everyMs);
  }

  async #follow(): Promise<void> {
    const log = this.#log;
    if (!log) return;
    try {
      for (let full = true; full && this.#log === log; ) full = await this.#readPage(log);
    } catch (error) {
      // The next second asks again from where this one came to.
      if (!(error instanceof StoreIsAway)) this.log.error({ error }, 'The event log cannot be followed; streams stand still');
    } finally {
      if (this.#log === log) this.#timer = this.#later();
    }
  }

  async #readPage(log: FollowedLog): Promise<boolean> {
    const lines = await this.feed.read(log.reached, log.missing, PAGE);
    log.add(lines, Date.now());
    for (const listener of this.#listeners) listener(lines, log.complete);
    return lines.length >= PAGE;
  }
}
