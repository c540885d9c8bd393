import { DEVICE_LETTERS, DeadLetters, EventSources, MENDER_SERVER, NotFound, readRawEvent, type Door, type LetterFilter, type StoredLetter } from '#core';
import type { AcceptEvent } from './accept-event.js';
import type { WakeDevice } from './wake-device.js';

/** A letter may hold 1 MiB, so they are read a few at a time. */
const AT_ONCE = 20;

export interface ReplayWish {
  tenantId: string;
  /** Whoever asked for it, by name. */
  by: string;
  /** Which letters. Those that were answered come again only where they are named by id. */
  which: LetterFilter;
  /** Goes on after this letter. */
  after: bigint | null;
  /** How many letters at most. */
  limit: number;
}

export interface Replay {
  replayed: number;
  /** Letters that stay open, and why. */
  failed: { id: bigint; reason: string; detail: string }[];
  /** The last letter, while more may follow it. */
  next: bigint | null;
}

/**
 * Takes in once more what could not be read, by the door by which it came: a newer version may read it, or its tenant may be
 * known by now. A letter about a device wakes the device. What fails again is counted on its letter and stays open.
 */
export class ReplayLetters {
  constructor(
    private readonly letters: DeadLetters,
    private readonly sources: EventSources,
    private readonly acceptEvent: AcceptEvent,
    private readonly wakeDevice: WakeDevice,
  ) {}

  /** How many letters a wish means. */
  count({ tenantId, which }: Pick<ReplayWish, 'tenantId' | 'which'>): Promise<number> {
    return this.letters.count(tenantId, meant(which));
  }

  /** Oldest first. Throws StoreIsAway; what was taken in until then stays so, and may be asked for again. */
  async run({ tenantId, by, which, after, limit }: ReplayWish): Promise<Replay> {
    const replay: Replay = { replayed: 0, failed: [], next: after };
    for (let left = limit; left > 0; left -= AT_ONCE) {
      const most = Math.min(left, AT_ONCE);
      const letters = await this.letters.read(tenantId, { ...meant(which), after: replay.next, limit: most });
      for (const failed of await Promise.all(letters.map((letter) => this.#replay(letter, by)))) {
        if (failed) replay.failed.push(failed);
        else replay.replayed += 1;
      }
      if (letters.length < most) return { ...replay, next: null };
      replay.next = letters.at(-1)!.id;
    }
    return replay;
  }

  /** Null when all went well. */
  async #replay(letter: StoredLetter, by: string): Promise<Replay['failed'][number] | null> {
    const failed = letter.sourceId === DEVICE_LETTERS ? await this.#wake(letter) : await this.#accept(letter);
    if (failed) return { id: letter.id, ...failed };
    await this.letters.answer(letter, { how: 'replayed', by, note: null });
    return null;
  }

  async #wake({ tenantId, deviceId }: StoredLetter): Promise<{ reason: string; detail: string } | null> {
    const isWoken = deviceId !== null && (await this.wakeDevice.run({ tenantId, deviceId }));
    return isWoken ? null : { reason: 'unknown-device', detail: 'The device of this letter is not known any more. Dismiss the letter.' };
  }

  async #accept({ tenantId, sourceId, raw, eventId }: StoredLetter): Promise<{ reason: string; detail: string } | null> {
    const door = await this.#doorOf(tenantId, sourceId);
    if (!door) return { reason: 'unknown-source', detail: 'The event source of this letter was removed, so nobody knows how to read it. Dismiss the letter.' };
    const read = readRawEvent(door, raw, eventId);
    await this.acceptEvent.run({ origin: { tenantId, sourceId }, read, raw, eventId });
    return read.kind === 'readable' ? null : { reason: read.reason, detail: read.detail };
  }

  async #doorOf(tenantId: string, sourceId: string): Promise<Door | null> {
    if (sourceId === 'queue') return 'queue';
    if (sourceId === MENDER_SERVER) return 'mender';
    try {
      return (await this.sources.find(tenantId, sourceId)).kind;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }
}

const meant = (which: LetterFilter): LetterFilter => (which.ids ? which : { ...which, open: true });
