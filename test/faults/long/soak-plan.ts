import type { Chance } from '../model/chance.js';

/** What is to go wrong in a soak, and when. */
export type Mishap = 'kill' | 'flush' | 'database-stop';

export interface Planned {
  /** After so many acknowledged events. */
  afterEvents: number;
  mishap: Mishap;
}

/** Mishaps spread over the events, evenly but for chance, so that each kind meets every load. */
export function planMishaps(chance: Chance, events: number, counts: Readonly<Record<Mishap, number>>): Planned[] {
  const planned = (Object.entries(counts) as [Mishap, number][]).flatMap(([mishap, count]) =>
    Array.from({ length: count }, (_, index): Planned => ({ mishap, afterEvents: Math.floor(((index + chance.next()) / count) * 0.95 * events) })),
  );
  return planned.sort((one, other) => one.afterEvents - other.afterEvents);
}
