import type { Entry } from './entry.js';
import { Ring } from './ring.js';

/** A write that was older than one that the device already had. */
export interface OlderWrite {
  readonly hub: string;
  readonly deviceId: string;
  /** The generation of this write, and the highest one applied before it; null where the etag told its age. */
  readonly generation: number | null;
  readonly present: number | null;
  /** True when it took effect all the same: newer state was overwritten. */
  readonly applied: boolean;
  readonly entry: Entry;
}

/** Examples kept; the counts go on. */
const EXAMPLES = 100;

/**
 * Watches for writes that come late. The age of a write is the generation that its writer gave it (see `generationsOf`); of a
 * write on condition of an etag, the etag: one that is refused with PreconditionFailed was made for an older state.
 */
export class WatchOlderWrites {
  readonly #highest = new Map<string, number>();
  readonly #examples = new Ring<OlderWrite>(EXAMPLES);
  #applied = 0;
  #refused = 0;

  /** Call it when the entry is final, in the order in which effects happened. */
  note(entry: Entry): void {
    if (!entry.writes) return;
    for (const deviceId of new Set(entry.deviceIds)) this.noteDevice(entry, deviceId);
  }

  /** `applied`: older writes that took effect, 0 when all is well; `refused`: those that an etag stopped; `latest`: examples, oldest first. */
  report(): { applied: number; refused: number; latest: readonly OlderWrite[] } {
    return { applied: this.#applied, refused: this.#refused, latest: [...this.#examples] };
  }

  clear(): void {
    this.#highest.clear();
    this.#examples.clear();
    this.#applied = 0;
    this.#refused = 0;
  }

  private noteDevice(entry: Entry, deviceId: string): void {
    const { hub } = entry;
    const key = `${hub}/${deviceId}`;
    const generation = entry.generations?.[deviceId] ?? null;
    const present = this.#highest.get(key) ?? null;
    const changed = entry.changedIds.includes(deviceId);
    const older = generation !== null && present !== null && generation < present;
    if (changed && older) this.#applied += 1;
    else if (entry.staleIds.includes(deviceId)) this.#refused += 1;
    else {
      if (changed && generation !== null) this.#highest.set(key, generation);
      return;
    }
    this.#examples.add({ hub, deviceId, generation, present, applied: changed, entry });
  }
}
