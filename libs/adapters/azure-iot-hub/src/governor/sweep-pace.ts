import { setTimeout as pause } from 'node:timers/promises';
import { sweepPerMinute, type HubConnection } from '#core';

type Category = Parameters<typeof sweepPerMinute>[1];

/** Calls that come closer together than this need no timer, ms. */
const TOGETHER_MS = 50;

/** Spaces the calls of a sweep, so that they use no more than their part of each budget, whatever the rest of it is used for. */
export class SweepPace {
  /** When the next call may go, by connection and category, on the clock that only goes on. */
  readonly #nextAt = new Map<string, number>();

  async enter({ id, edition }: Pick<HubConnection, 'id' | 'edition'>, category: Category): Promise<void> {
    const name = `${id} ${category}`;
    const now = performance.now();
    const at = Math.max(now, this.#nextAt.get(name) ?? 0);
    this.#nextAt.set(name, at + 60_000 / sweepPerMinute(edition, category));
    if (at - now > TOGETHER_MS) await pause(at - now);
  }
}
