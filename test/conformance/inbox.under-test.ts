import { randomUUID } from 'node:crypto';
import type { DeviceKey, Inbox, Origin, Told } from '#core';
import { aKey, anOrigin } from '../support/builders.js';

export interface StoredLetter {
  raw: Uint8Array;
  detail: string;
  deviceId: string | null;
  attempts: number;
}

/** An inbox to try, and what the suite has to see of it beside the port. */
export interface InboxUnderTest {
  inbox: Inbox;
  /** What the events so far say about a device, and how many there were. Null for a device that nobody named. */
  deviceOf(key: DeviceKey): Promise<{ told: Told; generation: bigint } | null>;
  /** The ids and bytes of a device's events. */
  eventsOf(key: DeviceKey): Promise<{ id: string; raw: Uint8Array }[]>;
  lettersOf(origin: Origin): Promise<StoredLetter[]>;
  /** The store cannot be reached, until it can again. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Each test has a device and a source of its own. */
export const aFreshDevice = (): DeviceKey => aKey(`device-${randomUUID()}`);
export const aFreshOrigin = (): Origin => anOrigin({ sourceId: randomUUID() });

/** The time of the n-th event, in seconds. */
export const second = (n: number): Date => new Date(Date.UTC(2026, 2, 1, 12, 0, n));
