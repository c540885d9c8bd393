import { REASONS, sentenceOf, type DeviceSummary, type TimelineEntry } from '#core';

export interface DeviceResponse {
  deviceId: string;
  groups: readonly string[];
  status: string;
  hubStatus: string;
  sync: string;
  reason: string | null;
  /** The reason as a sentence, with details where there are some. */
  why: string | null;
  deliveredKey: number | null;
  confirmedKey: number | null;
  attempts: number;
  nextLookAt: string | null;
  updatedAt: string;
}

export const deviceResponse = (device: DeviceSummary): DeviceResponse => ({
  deviceId: device.key.deviceId,
  groups: device.groups,
  status: device.status,
  hubStatus: device.hubStatus,
  sync: device.sync,
  reason: device.reason,
  why: device.reason && [REASONS[device.reason], device.detail].filter(Boolean).join(' '),
  deliveredKey: device.deliveredKey,
  confirmedKey: device.confirmedKey,
  attempts: device.attempts,
  nextLookAt: device.wakeAt?.toISOString() ?? null,
  updatedAt: device.updatedAt.toISOString(),
});

export interface TimelineResponse {
  id: string;
  at: string;
  kind: string;
  step: string | null;
  reason: string | null;
  sentence: string;
}

export const timelineResponse = (entry: TimelineEntry): TimelineResponse => ({
  id: String(entry.id),
  at: entry.at.toISOString(),
  kind: entry.kind,
  step: entry.step,
  reason: entry.reason,
  sentence: sentenceOf(entry),
});
