import { Clock, LATEST_EFFECT_MS, TwinHistory, endOfDoubt, type Twin, type TwinAddress } from '#core';

/** Finds out how edits ended of which nobody saw the end: the answer was lost, or the process died. */
export class SettleDoubt {
  constructor(
    private readonly history: TwinHistory,
    private readonly clock: Clock,
  ) {}

  /** Looks at the twin only when there is an edit in doubt. */
  async run(address: TwinAddress, look: () => Promise<Twin | null>): Promise<void> {
    const now = this.clock.now();
    // A younger one may be under way in another process, which will write down its end by itself.
    const edits = await this.history.inDoubt(address, new Date(now.getTime() - LATEST_EFFECT_MS));
    if (edits.length === 0) return;
    const twin = await look();
    for (const edit of edits) {
      const end = endOfDoubt(edit, twin, now);
      if (end.state !== edit.state) await this.history.settle(edit.id, end);
    }
  }
}
