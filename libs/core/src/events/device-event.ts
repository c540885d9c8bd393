import { z } from 'zod';
import { DeviceId } from '../device-key.js';
import { FleetStatus } from '../fleet-status.js';

/** What a sender told us about one device, in our own words. */
export interface DeviceEvent {
  /** The sender's id of the event; repeats carry the same one. */
  id: string;
  deviceId: DeviceId;
  type: EventType;
  status: FleetStatus;
  /** The sender's clock. */
  occurredAt: Date;
  /** The sender's own count of changes to this device, where it sends one: it orders better than any clock. */
  revision: number | null;
}

export const EventType = z.enum([
  'device-provisioned',
  'device-status-changed',
  'device-decommissioned',
  'accept',
  'reject',
  'dismiss',
  'decommission',
]);
export type EventType = z.infer<typeof EventType>;

/** Types that say the status by themselves. A `device-status-changed` must bring its own. */
const STATUS_OF_TYPE: Readonly<Partial<Record<EventType, FleetStatus>>> = {
  'device-provisioned': 'accepted',
  'device-decommissioned': 'decommissioned',
  accept: 'accepted',
  reject: 'rejected',
  dismiss: 'noauth',
  decommission: 'decommissioned',
};

/** The fields of an event before they are checked, as each door finds them in its own wording. */
export interface EventParts {
  id: unknown;
  deviceId: unknown;
  type: unknown;
  status: unknown;
  occurredAt: unknown;
  revision: unknown;
}

export type ReadEvent =
  | { kind: 'readable'; event: DeviceEvent }
  | { kind: 'unreadable'; reason: UnreadableReason; detail: string; deviceId: string | null };

export type UnreadableReason =
  | 'not-json'
  | 'no-event-id'
  | 'unknown-type'
  | 'unknown-status'
  | 'bad-device-id'
  | 'bad-time'
  | 'bad-revision'
  | 'unknown-tenant';

export const unreadable = (reason: UnreadableReason, detail: string, deviceId: unknown = null): ReadEvent => ({
  kind: 'unreadable',
  reason,
  detail,
  deviceId: typeof deviceId === 'string' ? deviceId.slice(0, 256).replace(NOT_TEXT, '\uFFFD') : null,
});

/** U+0000 and halves of surrogate pairs: JSON may carry them, and no store or log takes them as text. */
const NOT_TEXT = /[\0\p{Surrogate}]/gu;

const EventId = z.string().regex(/^[^\p{Control}\p{Surrogate}]{1,256}$/u);
const Time = z.iso.datetime({ offset: true });
const Revision = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** Checks the parts one by one, so that the reason names the first one that is wrong. */
export function readEventParts(parts: EventParts): ReadEvent {
  const refuse = (reason: UnreadableReason, detail: string) => unreadable(reason, detail, parts.deviceId);

  const id = EventId.safeParse(parts.id);
  if (!id.success) return refuse('no-event-id', 'The event has no id of 1 to 256 printable characters.');

  const type = EventType.safeParse(parts.type);
  if (!type.success) return refuse('unknown-type', `The type ${quote(parts.type)} is not one of ${EventType.options.join(', ')}.`);

  const deviceId = DeviceId.safeParse(parts.deviceId);
  if (!deviceId.success) return refuse('bad-device-id', `The device id ${quote(parts.deviceId)} ${deviceId.error.issues[0]!.message}.`);

  const status = FleetStatus.safeParse(STATUS_OF_TYPE[type.data] ?? parts.status);
  if (!status.success) return refuse('unknown-status', `The status ${quote(parts.status)} is not one of ${FleetStatus.options.join(', ')}.`);

  const occurredAt = Time.safeParse(parts.occurredAt);
  if (!occurredAt.success) return refuse('bad-time', `The time ${quote(parts.occurredAt)} is not an RFC 3339 date and time.`);

  const revision = Revision.nullable().safeParse(parts.revision ?? null);
  if (!revision.success) return refuse('bad-revision', `The revision ${quote(parts.revision)} is not a whole number of 0 or more.`);

  return {
    kind: 'readable',
    event: {
      id: id.data,
      deviceId: deviceId.data,
      type: type.data,
      status: status.data,
      occurredAt: new Date(occurredAt.data),
      revision: revision.data,
    },
  };
}

const quote = (value: unknown): string => (value === undefined ? '(none)' : JSON.stringify(value)?.slice(0, 80) ?? '(none)');
