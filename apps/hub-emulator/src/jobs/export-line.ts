import { deviceEtag } from '../devices/device-etag.js';
import { moduleIdOf, type Device, type Module } from '../devices/device.js';
import { showAuthentication } from '../devices/show-device.js';
import { showSection, twinEtag } from '../twins/show-twin.js';

/** One line of `devices.txt`. Without keys, they are null. Source: Azure IoT Hub, import and export of identities in bulk. */
export function exportLine(thing: Device | Module, excludeKeys: boolean): string {
  const moduleId = moduleIdOf(thing);
  const { authentication } = thing;
  const shown = excludeKeys && authentication.type === 'sas' ? { ...authentication, primaryKey: null, secondaryKey: null } : authentication;
  return `${JSON.stringify({
    id: thing.deviceId,
    ...(moduleId !== undefined && { moduleId, managedBy: (thing as Module).managedBy }),
    eTag: deviceEtag(thing.etag),
    status: thing.status,
    ...(thing.statusReason !== null && { statusReason: thing.statusReason }),
    authentication: showAuthentication(shown),
    twinETag: twinEtag(thing.twin.etag),
    tags: thing.twin.tags ?? {},
    properties: { desired: showSection(thing, 'desired'), reported: showSection(thing, 'reported') },
    ...(moduleId === undefined && { capabilities: { iotEdge: (thing as Device).edge?.iotEdge ?? false } }),
    ...('edge' in thing && thing.edge?.deviceScope !== undefined && { deviceScope: thing.edge.deviceScope }),
  })}\n`;
}
