import type { DeviceScope } from '../access/access.js';
import type { CallNote, StoryKind } from '../decision/device-record.js';
import type { Reason } from '../decision/reasons.js';
import type { StepKind } from '../decision/steps.js';
import type { FleetStatus } from '../fleet-status.js';
import type { DeviceKey } from '../device-key.js';
import type { TagValue } from '../twins/tag-values.js';

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

/** Which devices are listed; null where it does not matter. */
export interface DeviceFilter {
  /** What their ids begin with; letters count as they are. */
  idPrefix: string | null;
  status: FleetStatus | null;
  hubStatus: DeviceSummary['hubStatus'] | null;
  sync: SyncState | null;
  reason: Reason | null;
  group: string | null;
  /** As its twin was seen last. */
  tag: TagValue | null;
}

export const ANY_DEVICE: DeviceFilter = { idPrefix: null, status: null, hubStatus: null, sync: null, reason: null, group: null, tag: null };

export interface DevicePage {
  after: string | null;
  limit: number;
  scope: DeviceScope;
  filter: DeviceFilter;
}

/** One entry of the timeline. */
export interface TimelineEntry {
  id: bigint;
  at: Date;
  kind: StoryKind;
  step: StepKind | null;
  reason: Reason | null;
  detail: string | null;
  /** The calls that led to it; left out where there were none. */
  calls?: readonly CallNote[];
}

/** One line of the story of all devices. */
export interface EventEntry extends TimelineEntry {
  deviceId: string;
}

/** Which lines are listed; null where it does not matter. */
export interface EventFilter {
  deviceId: string | null;
  kind: StoryKind | null;
  /** Not older than this. */
  since: Date | null;
}

/** Reads what operators look at. Pages go by key, so that they cost the same at any depth. */
export abstract class DeviceCatalog {
  /** Null when it is not there, and just so when it is outside the scope: by the same one question, so that its time tells nothing either. */
  abstract find(key: DeviceKey, scope: DeviceScope): Promise<DeviceSummary | null>;

  /** Devices within the scope that the filter lets through, by the bytes of their ids, after the one named, at most `limit`. */
  abstract list(tenantId: string, page: DevicePage): Promise<DeviceSummary[]>;

  /** The story of a device, oldest first, after the entry named. */
  abstract timeline(key: DeviceKey, page: { after: bigint | null; limit: number }): Promise<TimelineEntry[]>;

  /** The story of all devices, newest first, before the entry named. */
  abstract events(tenantId: string, page: { before: bigint | null; limit: number; filter: EventFilter }): Promise<EventEntry[]>;

  /** How many devices the hub does not hold, as far as we know, as the fleet wants them. May be some seconds old. */
  abstract backlog(tenantId: string): Promise<number>;
}
