import { deviceEtag } from '../devices/device-etag.js';
import { moduleIdOf, type Device, type Module } from '../devices/device.js';
import { connectionOf } from '../devices/connection.js';
import { showThumbprints, type DeviceView } from '../devices/show-device.js';
import { formatInstant } from '../instant.js';
import { showStamp } from './stamp.js';
import { untouchedSection } from './twin.js';

/**
 * A twin as the service writes it, member for member and in this order: no tags while there are none, no statusReason
 * while it is null, never a key.
 * Source: recorded sessions of azure-sdk-for-net, DevicesClient_DeviceTwinLifecycle.
 */
export function showTwin(device: Device | Module, { now, switches }: DeviceView): object {
  const { twin } = device;
  const moduleId = moduleIdOf(device);
  return {
    deviceId: device.deviceId,
    ...(moduleId !== undefined && { moduleId }),
    etag: twinEtag(twin.etag),
    deviceEtag: deviceEtag(device.etag),
    status: device.status,
    ...(device.statusReason !== null && { statusReason: device.statusReason }),
    statusUpdateTime: formatInstant(device.statusUpdatedAt),
    connectionState: connectionOf(device, now, switches).state,
    lastActivityTime: formatInstant(device.activity?.lastAt ?? 0),
    cloudToDeviceMessageCount: 0,
    authenticationType: device.authentication.type,
    x509Thumbprint: showThumbprints(device.authentication),
    version: twin.version,
    ...(twin.tags && { tags: twin.tags }),
    properties: { desired: showSection(device, 'desired'), reported: showSection(device, 'reported') },
    ...(moduleId === undefined && showPlace(device)),
  };
}

function showPlace({ edge }: Device): object {
  return {
    capabilities: { iotEdge: edge?.iotEdge ?? false },
    ...(edge?.deviceScope !== undefined && { deviceScope: edge.deviceScope }),
  };
}

/** The etag of a twin: the base64 of a counter in eight bytes, most significant first (`AAAAAAAAAAE=` is 1). */
export function twinEtag(etag: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(etag));
  return bytes.toString('base64');
}

/** Desired or reported properties as a twin shows them, with `$metadata` and `$version`. */
export function showSection({ twin, createdAt }: Device | Module, name: 'desired' | 'reported'): object {
  const section = twin[name] ?? untouchedSection(createdAt);
  return { ...section.values, $metadata: showStamp(section.stamp), $version: section.version };
}
