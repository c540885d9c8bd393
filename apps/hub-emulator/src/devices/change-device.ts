import { NEVER, type Instant } from '../instant.js';
import type { Switches } from '../switches.js';
import { newTwin, type TwinParts } from '../twins/twin.js';
import type { Device, EdgeRole } from './device.js';
import { firstDeviceEtag } from './device-etag.js';
import { generationOf } from './generation.js';
import type { WantedIdentity } from './read-identity.js';
import { firstAuthentication, nextAuthentication } from './settle-authentication.js';

/** A new device, with the first parts of its twin when a bulk brought them along. */
export function createDevice(deviceId: string, wanted: WantedIdentity, at: Instant, twin: TwinParts = {}): Device {
  return {
    deviceId,
    createdAt: at,
    etag: firstDeviceEtag(),
    status: wanted.status,
    statusReason: wanted.statusReason,
    statusUpdatedAt: NEVER,
    authentication: firstAuthentication(wanted.authentication),
    ...edgeOf(wanted, deviceId, at),
    twin: newTwin(twin),
  };
}

/** The device after its identity was replaced. The twin, and what the device did, stay. */
export function updateDevice(device: Device, wanted: WantedIdentity, at: Instant, switches: Switches): Device {
  const { edge: _replaced, ...rest } = device;
  return {
    ...rest,
    etag: device.etag + 1,
    status: wanted.status,
    statusReason: wanted.statusReason,
    statusUpdatedAt: wanted.status === device.status ? device.statusUpdatedAt : at,
    authentication: nextAuthentication(wanted.authentication, device.authentication, switches),
    ...edgeOf(wanted, device.deviceId, device.createdAt),
  };
}

function edgeOf(wanted: WantedIdentity, deviceId: string, createdAt: Instant): { edge?: EdgeRole } {
  if (wanted.iotEdge) return { edge: { iotEdge: true, deviceScope: `ms-azure-iot-edge://${deviceId}-${generationOf({ createdAt })}` } };
  return wanted.deviceScope === undefined ? {} : { edge: { iotEdge: false, deviceScope: wanted.deviceScope } };
}
