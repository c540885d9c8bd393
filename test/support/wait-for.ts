import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  withinMs?: number;
  everyMs?: number;
}

/** Waits until `look` answers something true, and answers with it. Throws with `what` and the last answer when it takes too long. */
export async function waitFor<T>(what: string, look: () => Promise<T> | T, { withinMs = 60_000, everyMs = 25 }: Patience = {}): Promise<NonNullable<T>> {
  const until = Date.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found) return found;
      last = found;
    } catch (error) {
      last = error;
    }
    if (Date.now() > until) throw new Error(`Waited ${withinMs} ms in vain for ${what}; last: ${last instanceof Error ? last.stack : JSON.stringify(last)}`);
    await pause(everyMs);
  }
}
