import type { Entry } from './entry.js';
import { Ring } from './ring.js';

/** Two writes for one device that were in flight at the same time. */
export interface Overlap {
  readonly hub: string;
  readonly deviceId: string;
  readonly first: Entry;
  readonly second: Entry;
}

/** Examples kept of each kind; the counts go on. */
const EXAMPLES = 100;

/**
 * Watches for two writes in flight for one device. A write is in flight from the moment it is read until its answer is sent
 * or its caller has gone, whichever is later than its effect; time spent in an ordered delay counts.
 */
export class WatchOverlaps {
  readonly #inFlight = new Map<string, Set<Entry>>();
  readonly #examples = new Ring<Overlap>(EXAMPLES);
  readonly #undecided = new Set<Overlap>();
  #count = 0;
  #bothChanged = 0;

  begin(entry: Entry): void {
    if (!entry.writes) return;
    for (const deviceId of new Set(entry.deviceIds)) {
      const key = keyOf(entry, deviceId);
      const others = this.#inFlight.get(key) ?? new Set();
      for (const first of others) this.note({ hub: entry.hub, deviceId, first, second: entry });
      this.#inFlight.set(key, others.add(entry));
    }
  }

  /** Call it when `changedIds` of the entry is final. */
  end(entry: Entry): void {
    if (!entry.writes) return;
    for (const deviceId of new Set(entry.deviceIds)) {
      const key = keyOf(entry, deviceId);
      const others = this.#inFlight.get(key);
      others?.delete(entry);
      if (others?.size === 0) this.#inFlight.delete(key);
    }
    for (const overlap of this.#undecided) this.decide(overlap);
  }

  /** `count`: overlaps seen; `bothChanged`: those in which both writes changed the device; `latest`: examples, oldest first. */
  report(): { count: number; bothChanged: number; latest: readonly Overlap[] } {
    return { count: this.#count, bothChanged: this.#bothChanged, latest: [...this.#examples] };
  }

  /** Forgets what was seen; writes in flight stay watched. */
  clear(): void {
    this.#examples.clear();
    this.#undecided.clear();
    this.#count = 0;
    this.#bothChanged = 0;
  }

  private note(overlap: Overlap): void {
    this.#count += 1;
    this.#examples.add(overlap);
    this.#undecided.add(overlap);
  }

  private decide(overlap: Overlap): void {
    const { first, second, deviceId } = overlap;
    if (first.endedAt === null || second.endedAt === null) return;
    this.#undecided.delete(overlap);
    if (first.changedIds.includes(deviceId) && second.changedIds.includes(deviceId)) this.#bothChanged += 1;
  }
}

function keyOf({ hub }: Entry, deviceId: string): string {
  return `${hub}/${deviceId}`;
}
