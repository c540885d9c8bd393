import type { DeviceScope } from '../access/access.js';
import type { StoryKind } from '../decision/device-record.js';
import type { Reason } from '../decision/reasons.js';
import type { StepKind } from '../decision/steps.js';
import type { FleetStatus } from '../fleet-status.js';
import type { DeviceKey } from '../device-key.js';

export type SyncState = 'in-sync' | 'waiting' | 'failing' | 'dead';

/** A device as an operator sees it. */
export interface DeviceSummary {
  key: DeviceKey;
  /** The groups that it is in, in their order. */
  groups: readonly string[];
  status: FleetStatus;
  hubStatus: 'enabled' | 'disabled' | 'absent' | 'unknown';
  sync: SyncState;
  reason: Reason | null;
  detail: string | null;
  deliveredKey: number | null;
  confirmedKey: number | null;
  attempts: number;
  wakeAt: Date | null;
  updatedAt: Date;
}

/** One entry of the timeline. */
export interface TimelineEntry {
  id: bigint;
  at: Date;
  kind: StoryKind;
  step: StepKind | null;
  reason: Reason | null;
  detail: string | null;
}

/** Reads what operators look at. Pages go by key, so that they cost the same at any depth. */
export abstract class DeviceCatalog {
  /** Null when it is not there, and just so when it is outside the scope: by the same one question, so that its time tells nothing either. */
  abstract find(key: DeviceKey, scope: DeviceScope): Promise<DeviceSummary | null>;

  /** Devices within the scope by id, after the one named, at most `limit`. */
  abstract list(tenantId: string, page: { after: string | null; limit: number; sync: SyncState | null; scope: DeviceScope }): Promise<DeviceSummary[]>;

  /** The story of a device, oldest first, after the entry named. */
  abstract timeline(key: DeviceKey, page: { after: bigint | null; limit: number }): Promise<TimelineEntry[]>;

  /** How many devices the hub does not hold, as far as we know, as the fleet wants them. May be some seconds old. */
  abstract backlog(tenantId: string): Promise<number>;
}
