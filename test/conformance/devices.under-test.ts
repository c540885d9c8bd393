import { randomUUID } from 'node:crypto';
import { foldEvent, type Claim, type DeviceEvent, type DeviceKey, type Devices, type Outcome, type Settlement, type StoryLine, type Told } from '#core';
import { aKey, anEvent } from '../support/builders.js';

/** Devices to try, and what the suite has to do and see beside the port. */
export interface DevicesUnderTest {
  devices: Devices;
  /** The same devices, as another process has them. */
  elsewhere: Devices;
  /** Something comes in for a device: its inbox stores it and folds it so. */
  fold(key: DeviceKey, fold: (told: Told | null) => Told): Promise<void>;
  storyOf(key: DeviceKey): Promise<StoryLine[]>;
  /** Moves the clock of the store on. */
  passTime(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** How long a lease of the devices under test lasts, in ms. */
export const LEASE_MS = 10_000;

const MONTH_MS = 30 * 24 * 60 * 60_000;

export const aFreshDevice = (): DeviceKey => aKey(`device-${randomUUID()}`);

export const IN_SYNC: Outcome = { kind: 'in-sync', reason: 'as-wanted' };

/** Longer than any test takes. */
const LATER: Outcome = { kind: 'wait', reason: 'not-reported-yet', afterMs: MONTH_MS };

/** What a pass saves that found nothing to do yet. */
export const aSettlement = ({ record }: Claim, odd: Partial<Settlement> = {}): Settlement => ({ record, story: [], outcome: LATER, ...odd });

/** One run of the suite: the devices, and the steps that many tests begin with. */
export class DevicesTrial {
  #tried: DevicesUnderTest | null = null;
  #events = 0;

  constructor(private readonly start: () => Promise<DevicesUnderTest>) {}

  get tried(): DevicesUnderTest {
    if (!this.#tried) throw new Error('The devices under test have not started.');
    return this.#tried;
  }

  get devices(): Devices {
    return this.tried.devices;
  }

  async begin(): Promise<void> {
    this.#tried = await this.start();
  }

  /** An event of the device comes in. */
  async tell(key: DeviceKey, odd: Partial<DeviceEvent> = {}): Promise<void> {
    const event = anEvent({ id: `event-${++this.#events}`, deviceId: key.deviceId, ...odd });
    await this.tried.fold(key, (told) => foldEvent(told, event));
  }

  /** A device that one event named. */
  async toldOf(): Promise<DeviceKey> {
    const key = aFreshDevice();
    await this.tell(key);
    return key;
  }

  /** Takes the lease of a device. Throws when it cannot be had. */
  async claim(key: DeviceKey): Promise<Claim> {
    const claim = await this.devices.claim(key);
    if (typeof claim === 'string') throw new Error(`The claim of ${key.deviceId} was answered with ${claim}.`);
    return claim;
  }

  /** A device that rests: its pass is settled and no wake-up is set. */
  async atRest(): Promise<DeviceKey> {
    const key = await this.toldOf();
    const claim = await this.claim(key);
    await this.devices.settle(claim, aSettlement(claim, { outcome: IN_SYNC }));
    return key;
  }

  /** The ids of the devices that are due, in their order. */
  async due(limit = 1_000, againMs = 30_000): Promise<string[]> {
    return (await this.devices.takeDue(limit, againMs)).map(({ deviceId }) => deviceId);
  }

  /** Puts off, for longer than any test takes, whatever other tests left behind. */
  async clearDue(): Promise<void> {
    await this.tried.passTime(MONTH_MS);
    await this.devices.takeDue(1_000_000, 12 * MONTH_MS);
  }
}
