import { Inbox, StoreIsAway, type Accepted, type DeadLetter, type DeviceEvent, type Origin, type Told } from '#core';
import type { FakeDevices } from './fake-devices.js';

/** An inbox in memory: event and device change together, the same event is stored once. */
export class FakeInbox extends Inbox {
  readonly events: { origin: Origin; event: DeviceEvent; raw: Uint8Array }[] = [];
  readonly letters: (DeadLetter & { attempts: number })[] = [];
  #away = false;

  constructor(private readonly devices: FakeDevices) {
    super();
  }

  /** The database cannot be reached, until it is back. */
  goAway(away = true): void {
    this.#away = away;
  }

  override async accept(origin: Origin, event: DeviceEvent, raw: Uint8Array, fold: (told: Told | null) => Told): Promise<Accepted> {
    this.#reach();
    const key = { tenantId: origin.tenantId, deviceId: event.deviceId };
    const isRepeat = this.events.some((stored) => stored.event.id === event.id && stored.event.deviceId === event.deviceId && sameOrigin(stored.origin, origin));
    if (isRepeat) return { kind: 'repeated', key };

    this.events.push({ origin, event, raw });
    this.devices.fold(key, fold);
    return { kind: 'accepted', key };
  }

  override async bury(letter: DeadLetter): Promise<void> {
    this.#reach();
    const known = this.letters.find((other) => isSameLetter(other, letter));
    if (known) Object.assign(known, letter, { attempts: known.attempts + 1 });
    else this.letters.push({ ...letter, attempts: 1 });
  }

  #reach(): void {
    if (this.#away) throw new StoreIsAway('The fake database is away.');
  }
}

const isSameLetter = (one: DeadLetter, other: DeadLetter): boolean =>
  sameOrigin(one.origin, other.origin) && one.eventId === other.eventId && Buffer.compare(one.raw, other.raw) === 0;

const sameOrigin = (one: Origin, other: Origin): boolean => one.tenantId === other.tenantId && one.sourceId === other.sourceId;
