import { z } from 'zod';
import { FleetStatus, Permission, REASONS, sentenceOf, type DeviceSummary, type Reason, type TimelineEntry } from '#core';

const moment = z.iso.datetime();
export const Sync = z.enum(['in-sync', 'waiting', 'failing', 'dead']);
export const HubStatus = z.enum(['enabled', 'disabled', 'absent', 'unknown']);

export const ReasonCode = z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]);

export const DeviceResponse = z
  .object({
    deviceId: z.string(),
    groups: z.array(z.string()).meta({ description: 'The groups that it is in, in their order.' }),
    status: FleetStatus,
    hubStatus: HubStatus,
    sync: Sync,
    reason: z.string().nullable(),
    why: z.string().nullable().meta({ description: 'The reason as a sentence, with details where there are some.' }),
    deliveredKey: z.int().nullable(),
    confirmedKey: z.int().nullable(),
    attempts: z.int(),
    nextLookAt: moment.nullable(),
    updatedAt: moment,
    may: z.array(Permission).meta({ description: 'What the caller may do with it.' }),
  })
  .meta({ id: 'Device' });
export type DeviceResponse = z.infer<typeof DeviceResponse>;

export const DevicePage = z.object({ items: z.array(DeviceResponse) }).meta({ id: 'DevicePage' });

/** The reason of its state as a sentence, with details where there are some. */
export const whyOf = (device: Pick<DeviceSummary, 'reason' | 'detail'> | null): string | null => device?.reason ? [REASONS[device.reason], device.detail].filter(Boolean).join(' ') : null;

export const deviceResponse = (device: DeviceSummary, may: readonly Permission[]): DeviceResponse => ({
  deviceId: device.key.deviceId,
  groups: [...device.groups],
  status: device.status,
  hubStatus: device.hubStatus,
  sync: device.sync,
  reason: device.reason,
  why: whyOf(device),
  deliveredKey: device.deliveredKey,
  confirmedKey: device.confirmedKey,
  attempts: device.attempts,
  nextLookAt: device.wakeAt?.toISOString() ?? null,
  updatedAt: device.updatedAt.toISOString(),
  may: [...may],
});

export const TimelineLine = z
  .object({
    id: z.string(),
    at: moment,
    kind: z.enum(['event', 'twin-changed', 'began', 'done', 'waits', 'rests', 'failed', 'died']),
    step: z.string().nullable(),
    reason: z.string().nullable(),
    sentence: z.string(),
    calls: z
      .array(z.object({ system: z.enum(['hub', 'fleet']), operation: z.string(), status: z.int().nullable().meta({ description: 'Null when no answer came.' }), ms: z.int(), requestId: z.string().nullable() }))
      .meta({ description: 'The calls to the hub and to the fleet manager that led to it. By its request id whoever runs that system finds a call too.' }),
  })
  .meta({ id: 'TimelineLine' });
export type TimelineLine = z.infer<typeof TimelineLine>;

export const TimelinePage = z.object({ items: z.array(TimelineLine) }).meta({ id: 'TimelinePage' });

export const timelineResponse = (entry: TimelineEntry): TimelineLine => ({
  id: String(entry.id),
  at: entry.at.toISOString(),
  kind: entry.kind,
  step: entry.step,
  reason: entry.reason,
  sentence: sentenceOf(entry),
  calls: (entry.calls ?? []).map(({ system, operation, status, ms, requestId }) => ({ system, operation, status, ms, requestId })),
});
