import type { Change } from '../http/answer.js';
import { CountCreates } from './count-creates.js';
import type { Arrival, Ending, Entry } from './entry.js';
import { Ring } from './ring.js';
import { CountRefusals } from './count-refusals.js';
import { WatchOlderWrites } from './watch-older-writes.js';
import { WatchOverlaps } from './watch-overlaps.js';

/** How often an operation was called, and how it ended, by status; `0` counts the calls that got no answer. */
export interface Counter {
  calls: number;
  changed: number;
  readonly statuses: Record<string, number>;
}

/** Which entries to show. */
export interface JournalFilter {
  readonly device?: string | undefined;
  readonly hub?: string | undefined;
  readonly limit: number;
}

const NONE: readonly string[] = [];

/** Remembers every request and its effect: the latest ones in full, all of them in counts and checks. */
export class Journal {
  readonly #ring: Ring<Entry>;
  readonly #overlaps = new WatchOverlaps();
  readonly #creates = new CountCreates();
  readonly #olderWrites = new WatchOlderWrites();
  readonly #refusals = new CountRefusals();
  readonly #counters = new Map<string, Counter>();
  #seq = 0;

  /** @param now milliseconds since 1970; @param most entries kept in full. */
  constructor(
    private readonly now: () => number,
    most: number,
  ) {
    this.#ring = new Ring(most);
  }

  /** Notes a request that was read. The entry is handed back to be ended. */
  begin(arrival: Arrival): Entry {
    const entry: Entry = {
      seq: (this.#seq += 1),
      ...arrival,
      startedAt: this.now(),
      endedAt: null,
      status: 0,
      fault: null,
      changed: false,
      changedIds: NONE,
      createdIds: NONE,
      deletedIds: NONE,
      staleIds: NONE,
      error: null,
      note: null,
    };
    this.#ring.add(entry);
    this.#overlaps.begin(entry);
    return entry;
  }

  end(entry: Entry, { status, changes, staleIds, error, note }: Ending): void {
    entry.endedAt = this.now();
    entry.status = status;
    entry.changed = changes.length > 0;
    const idsOf = (those: readonly Change[]) => (those.length === 0 ? NONE : those.length === entry.deviceIds.length ? entry.deviceIds : those.map(({ deviceId }) => deviceId));
    entry.changedIds = idsOf(changes);
    entry.createdIds = idsOf(changes.filter(({ kind }) => kind === 'created'));
    entry.deletedIds = idsOf(changes.filter(({ kind }) => kind === 'deleted'));
    entry.staleIds = staleIds ?? (error === 'PreconditionFailed' ? entry.deviceIds : NONE);
    entry.error = error ?? null;
    entry.note = note ?? null;
    this.count(entry);
    for (const change of changes) this.#creates.note(entry.hub, change);
    this.#overlaps.end(entry);
    this.#olderWrites.note(entry);
    this.#refusals.note(entry);
  }

  /** The latest entries that fit, oldest first. */
  show({ device, hub, limit }: JournalFilter): readonly Entry[] {
    const fits = (entry: Entry) => (!device || entry.deviceIds.includes(device)) && (!hub || entry.hub === hub);
    return [...this.#ring].filter(fits).slice(-limit);
  }

  counters(): Readonly<Record<string, Counter>> {
    return Object.fromEntries(this.#counters);
  }

  checks(): {
    overlaps: ReturnType<WatchOverlaps['report']>;
    creates: ReturnType<CountCreates['report']>;
    olderWrites: ReturnType<WatchOlderWrites['report']>;
    tooManyRequests: ReturnType<CountRefusals['report']>;
  } {
    return {
      overlaps: this.#overlaps.report(),
      creates: this.#creates.report(),
      olderWrites: this.#olderWrites.report(),
      tooManyRequests: this.#refusals.report(),
    };
  }

  /** Forgets entries, counts and checks. Requests under way are still watched for overlaps. */
  clear(): void {
    this.#ring.clear();
    this.#counters.clear();
    this.#overlaps.clear();
    this.#creates.clear();
    this.#olderWrites.clear();
    this.#refusals.clear();
  }

  private count(entry: Entry): void {
    const counter = this.#counters.get(entry.operation) ?? { calls: 0, changed: 0, statuses: {} };
    this.#counters.set(entry.operation, counter);
    counter.calls += 1;
    if (entry.changed) counter.changed += 1;
    counter.statuses[entry.status] = (counter.statuses[entry.status] ?? 0) + 1;
  }
}
