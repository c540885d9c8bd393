import type { FleetConnection, HubConnection } from '../connections/connections.js';
import type { DeviceRecord, Intent, StoryLine } from '../decision/device-record.js';
import type { Outcome } from '../decision/outcome.js';
import type { DeviceKey } from '../device-key.js';

/** The right to work on one device for a while, with what is known of it at that moment. */
export interface Claim {
  key: DeviceKey;
  /** Rises with every claim of the device. Whoever holds an older one may not write any more. */
  fence: bigint;
  /** How long the lease lasts without renewal, in ms. */
  leaseMs: number;
  /** How many events the record stands for. */
  generation: bigint;
  record: DeviceRecord;
  /** When the last pass failed: how much of the wait that it asked for is left, ms; zero or less when it is over. Null when it did not fail. */
  waitLeftMs: number | null;
  hub: HubConnection | null;
  fleet: FleetConnection | null;
}

export interface Settlement {
  record: DeviceRecord;
  story: readonly StoryLine[];
  outcome: Outcome;
}

/** A device whose wake-up is due, with the trace of its newest event (W3C traceparent) where there is one. */
export type DueDevice = DeviceKey & { trace?: string };

export interface WhichDue {
  which?: 'all' | 'shut-out';
  /** Tenants. */
  except?: readonly string[];
}

/** The devices and the leases on them. */
export abstract class Devices {
  /**
   * Takes the lease of a device. `leased` while another pass holds it, `rests` when there is nothing new and it is in its final
   * state or waits for its next try, `unknown` when no event ever named the device. Throws KeyMissing when a secret that belongs
   * to it does not open; then the device says so, and its lease is given back.
   */
  abstract claim(key: DeviceKey): Promise<Claim | 'leased' | 'rests' | 'unknown'>;

  /** Makes the lease last its whole time from now. False when another pass has taken it. */
  abstract renew(claim: Claim): Promise<boolean>;

  /** Writes down what is about to be done, before it is done, with the story so far. Throws LeaseLost when another pass has the device. */
  abstract began(claim: Claim, story: readonly StoryLine[], intent: Intent): Promise<void>;

  /**
   * Saves the record, the story and the outcome, sets the next wake-up and gives the lease back, all or nothing.
   * `newer-event` when an event arrived since the claim. Throws LeaseLost.
   */
  abstract settle(claim: Claim, settlement: Settlement): Promise<'settled' | 'newer-event'>;

  /** Gives the lease back and saves nothing: for a pass that broke off. */
  abstract release(claim: Claim): Promise<void>;

  /** An operator's wish: look at the hub anew whatever we believe, and wait no longer. False when the device is not known. */
  abstract wake(key: DeviceKey): Promise<boolean>;

  /**
   * Devices whose wake-up is due, at most `limit`, the longest due first; of `shut-out` only those that are to be kept out of the
   * hub, and none of the tenants in `except`. Each is put off by `againMs`, so that a lost bell rings again.
   */
  abstract takeDue(limit: number, againMs: number, those?: WhichDue): Promise<DueDevice[]>;
}
