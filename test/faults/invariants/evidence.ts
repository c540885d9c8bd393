import type { DeviceModel } from '../model/life.js';

/** From one moment to another, ms since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** A request to a hub that named the device, as the emulator's journal has it. Times in ms since the epoch. */
export interface HubCall {
  seq: number;
  hub: string;
  operation: string;
  status: number;
  startedAt: number;
  endedAt: number | null;
  /** What became of this device by it. */
  effect: Effect | null;
  /** We had stopped waiting for it when it took effect: whatever follows is not ours to hold back. */
  isGivenUp: boolean;
}

export type Effect = 'created' | 'updated' | 'deleted';

/** What somebody else did to an identity. */
export interface Meddling {
  calls: number;
  created: number;
  updated: number;
  deleted: number;
}

export const NO_MEDDLING: Meddling = { calls: 0, created: 0, updated: 0, deleted: 0 };

/** What our database says of a device. */
export interface DeviceRow {
  generation: number;
  settled: number;
  sync: string;
  reason: string | null;
  attempts: number;
  hasWakeUp: boolean;
  isLeased: boolean;
  /** What the newest event says of it, and which event that is. */
  told: string;
  toldEventId: string;
  /** What the fleet itself said at the last pass. */
  fleetStatus: string | null;
}

/** All that can be seen of one device when everything has become quiet. */
export interface DeviceEvidence {
  model: DeviceModel;
  /** In the hub of its tenant, or null when it is not there. */
  identity: { status: 'enabled' | 'disabled'; connectionString: string } | null;
  row: DeviceRow | null;
  configuration: { configured: Record<string, string>; reported: Record<string, string> } | null;
  /** What stood in its configuration before we came, and has to stay. */
  ownValues: Record<string, string>;
  deployments: number;
  calls: readonly HubCall[];
  /** In the order in which they were written. */
  story: readonly { kind: string; step: string | null; fence: number | null }[];
  inbox: readonly { eventId: string; generation: number; sourceId: string }[];
  acknowledged: readonly string[];
  /** Events of it that nobody was ever told of. */
  lost: readonly string[];
  /** Differences that a sweep found and gave on, by class. */
  found: readonly string[];
  /** When something may have rung for it: an event, an operator, a connection that is well again. */
  stirs: readonly Span[];
  others: Meddling;
}

/** A dead letter, as a person would find it. */
export interface LetterEvidence {
  id: string;
  sourceId: string;
  isOpen: boolean;
  deviceId: string | null;
  reason: string;
  detail: string;
  attempts: number;
  firstAt: number;
  lastAt: number;
}

/** Every open letter was taken in once more, when all was quiet, and then it became quiet again. */
export interface Replay {
  /** The open ones, before. */
  before: readonly LetterEvidence[];
  /** What the API said of it. */
  matched: number;
  replayed: number;
  failed: readonly { id: string; reason: string }[];
}

/** A question that was asked while something was broken, and what came of it. */
export interface Probe {
  what: string;
  /** The statuses of an answer that would be a hole. */
  mustNot: readonly number[];
  status: number;
}

export interface Evidence {
  devices: readonly DeviceEvidence[];
  /** Devices on whom two changes that both took effect were under way at once. */
  overlaps: readonly string[];
  /** Identities made twice in one life of theirs. */
  createdTwice: readonly string[];
  /** The busiest minute of each category beside what the hub allows in it; null allows everything. */
  minutes: readonly { hub: string; category: string; busiest: number; allowed: number | null }[];
  /** 429 that no order of the test gave. */
  unordered429: number;
  letters: readonly LetterEvidence[];
  /** Null where no letter was open. */
  replay: Replay | null;
  probes: readonly Probe[];
  /** Devices that stood still without anything to wake them, at any look. */
  unwoken: readonly string[];
  /** Where a secret was found that has no business there. */
  secretsFound: readonly string[];
  /**
   * A device of another tenant that was accepted while the fault of our hub stood, and how long one took just before; null when no
   * fault concerned one hub alone.
   */
  neighbour: { deviceId: string; inSyncAfterMs: number | null; beforeMs: number | null } | null;
  /** While the fault stood; null where nothing was broken. */
  fault: Span | null;
  /** From the end of the fault to quiet, ms; null when quiet did not come. */
  recoveredMs: number | null;
  boundMs: number;
  /** How long the run was, ms. */
  lastedMs: number;
}
