import type { Device, DeviceStatus } from '../model.js';
import { authSetBody, type AuthSetBody } from '../fleet/device-body.js';

export type DeviceEventType = 'device-provisioned' | 'device-status-changed' | 'device-decommissioned';

/** What an event says about its device; what is not known stays out. Source: Mender iot-manager, DeviceEvent. */
export interface DeviceEventData {
  readonly id: string;
  readonly status?: DeviceStatus | 'decommissioned';
  readonly auth_sets?: readonly (AuthSetBody & { readonly device_id: string })[];
  readonly created_ts?: string;
}

/** Something that happened to a device, not yet numbered and timed. */
export interface DeviceEvent {
  readonly type: DeviceEventType;
  readonly data: DeviceEventData;
}

/** The body of a webhook request. `time` is RFC 3339 with up to nine decimals. */
export interface WebhookEvent extends DeviceEvent {
  readonly id: string;
  readonly time: string;
}

/** Said once in a device's life, when it is first accepted: the whole device, with the accepted set only. */
export function provisionedEvent(device: Device): DeviceEvent {
  const accepted = device.authSets.filter(({ status }) => status === 'accepted');
  return {
    type: 'device-provisioned',
    data: {
      id: device.id,
      status: device.status,
      auth_sets: accepted.map((authSet) => ({ ...authSetBody(device, authSet), device_id: device.id })),
      created_ts: device.createdTs,
    },
  };
}

/** Said for every change of status. `decommissioned` means that a preauthorized device was deleted. */
export function statusChangedEvent(id: string, status: DeviceStatus | 'decommissioned'): DeviceEvent {
  return { type: 'device-status-changed', data: { id, status } };
}

export function decommissionedEvent(id: string): DeviceEvent {
  return { type: 'device-decommissioned', data: { id } };
}

/** The bytes that are sent and signed. Their field order is Mender's. */
export function bodyOf({ id, type, data, time }: WebhookEvent): string {
  return JSON.stringify({ id, type, data, time });
}
