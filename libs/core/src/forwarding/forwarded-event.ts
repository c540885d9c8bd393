import type { EventType } from '../events/device-event.js';
import type { FleetStatus } from '../fleet-status.js';

/** An accepted event, as it rests in the inbox. */
export interface StoredEvent {
  /** A UUID: the sender's id of the event, or made of it where that is none. The same each time it is asked for. */
  id: string;
  deviceId: string;
  type: EventType;
  status: FleetStatus;
  occurredAt: Date;
  /** The bytes that it came in. */
  raw: Uint8Array;
}

/** What Mender's webhooks call the types. Its own three, whatever wording an event came in. */
export type MenderEventType = 'device-provisioned' | 'device-status-changed' | 'device-decommissioned';

/** An event in the wording of Mender's webhooks. */
export interface MenderEvent {
  id: string;
  type: MenderEventType;
  data: Readonly<Record<string, unknown>>;
  time: string;
}

const TYPES: Readonly<Partial<Record<EventType, MenderEventType>>> = {
  'device-provisioned': 'device-provisioned',
  'device-decommissioned': 'device-decommissioned',
  decommission: 'device-decommissioned',
};

/** What a device that was provisioned is told with, where its sender said it. */
const OF_A_PROVISIONED_DEVICE = ['auth_sets', 'created_ts'] as const;

/**
 * The body of a webhook. The same event makes the same body each time. A change of status carries id and status, a device that is
 * gone its id alone. Source: Mender, "Webhooks", WebhookEvent; iot-manager, SetDeviceStatus and DecommissionDevice.
 */
export function menderEventOf({ id, deviceId, type: said, status, occurredAt, raw }: StoredEvent): MenderEvent {
  const type = TYPES[said] ?? 'device-status-changed';
  const time = occurredAt.toISOString();
  if (type === 'device-decommissioned') return { id, type, data: { id: deviceId }, time };
  return { id, type, data: { id: deviceId, status, ...(type === 'device-provisioned' && moreOf(raw)) }, time };
}

function moreOf(raw: Uint8Array): Record<string, unknown> {
  const data = dataIn(raw);
  return Object.fromEntries(OF_A_PROVISIONED_DEVICE.filter((name) => data[name] !== undefined).map((name) => [name, data[name]]));
}

/** Only what came as JSON with a member `data` has any; everything else was accepted as well. */
function dataIn(raw: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const body = JSON.parse(new TextDecoder().decode(raw)) as { data?: unknown } | null;
    return typeof body?.data === 'object' && body.data !== null ? (body.data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
