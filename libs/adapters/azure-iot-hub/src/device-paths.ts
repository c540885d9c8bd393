import { DeviceId, HubChangedUnderneath, HubRefusesDevice } from '#core';

/**
 * A device id as one segment of a path. Throws HubRefusesDevice for what is no device id, and for "." and "..", which every
 * server takes for a place in the path however they are written: such a device could be made and never be reached again.
 */
export function segmentOf(deviceId: string): string {
  if (!DeviceId.safeParse(deviceId).success || deviceId === '.' || deviceId === '..') {
    throw new HubRefusesDevice(`"${deviceId.slice(0, 128)}" cannot be a device of an IoT Hub. Give the device another id in the fleet.`);
  }
  return encodeURIComponent(deviceId);
}

export const devicePath = (deviceId: string): string => `/devices/${segmentOf(deviceId)}`;

export const modulesPath = (deviceId: string): string => `${devicePath(deviceId)}/modules`;

export const twinPath = (deviceId: string): string => `/twins/${segmentOf(deviceId)}`;

/** The path of a module's twin. Modules are named by the same rule as devices. */
export const moduleTwinPath = (deviceId: string, moduleId: string): string => `${twinPath(deviceId)}/modules/${segmentOf(moduleId)}`;

/**
 * The If-Match header for one etag. Throws HubChangedUnderneath for what would make the write unconditional: an empty value
 * or a star.
 */
export function ifMatch(etag: string, deviceId: string): string {
  if (!/^[\x21\x23-\x7e]+$/.test(etag) || etag === '*') {
    throw new HubChangedUnderneath(`Device ${deviceId} has no usable etag on our side; it is looked at again.`);
  }
  return `"${etag}"`;
}
