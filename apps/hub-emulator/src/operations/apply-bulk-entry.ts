import { createDevice, updateDevice } from '../devices/change-device.js';
import type { Device } from '../devices/device.js';
import { deviceEtag } from '../devices/device-etag.js';
import { checkDeviceId } from '../devices/device-id.js';
import { readIdentity } from '../devices/read-identity.js';
import type { Change } from '../http/answer.js';
import { deviceAlreadyExists, deviceNotFound, HubError, staleTwin } from '../http/hub-error.js';
import { checkFirstParts, patchTwin } from '../twins/change-twin.js';
import { readTwinParts } from '../twins/read-twin-parts.js';
import { twinEtag } from '../twins/show-twin.js';
import { applyModuleEntry } from './apply-module-entry.js';
import type { BulkWork } from './bulk-work.js';
import { checkEtag } from './check-etag.js';
import { checkRoom } from './check-room.js';
import type { BulkEntry } from './read-bulk.js';

/** Does one entry of a bulk; returns what changed, if anything did. Throws a HubError, and then nothing changed. */
export function applyBulkEntry(entry: BulkEntry, call: BulkWork): Change | undefined {
  if (entry.moduleId !== undefined) return applyModuleEntry({ ...entry, moduleId: entry.moduleId }, call);
  const deviceId = checkDeviceId(entry.deviceId);
  const device = call.hub.devices.find(deviceId);
  if (entry.mode === 'create') {
    if (device) throw deviceAlreadyExists(deviceId);
    return create(entry, call);
  }
  if (!device) throw deviceNotFound(deviceId);
  switch (entry.mode) {
    case 'updateIfMatchETag':
      checkEtag(entry.etag, deviceEtag(device.etag), new HubError('PreconditionFailed', 'PreconditionFailed'));
      return update(entry, device, call);
    case 'update':
      // An etag beside `update` or `delete` is not looked at: .NET clients always send one.
      return update(entry, device, call);
    case 'deleteIfMatchETag':
      checkEtag(entry.etag, deviceEtag(device.etag), new HubError('PreconditionFailed', 'PreconditionFailed'));
      return remove(device, call);
    case 'delete':
      return remove(device, call);
    case 'updateTwinIfMatchETag':
      checkEtag(entry.twinEtag, twinEtag(device.twin.etag), staleTwin(deviceId));
      return updateTwin(entry, device, call);
    case 'updateTwin':
      return updateTwin(entry, device, call);
  }
}

function create({ deviceId, body }: BulkEntry, { hub, now, switches }: BulkWork): Change {
  checkRoom({ hub, switches });
  const parts = checkFirstParts(readTwinParts(body), switches);
  hub.devices.put(createDevice(deviceId, readIdentity(body), now, parts));
  return { deviceId, kind: 'created' };
}

function update({ deviceId, body }: BulkEntry, device: Device, { hub, now, switches }: BulkWork): Change {
  hub.devices.put(updateDevice(device, readIdentity(body), now, switches));
  return { deviceId, kind: 'updated' };
}

function remove({ deviceId }: Device, { hub }: BulkWork): Change {
  hub.devices.remove(deviceId);
  return { deviceId, kind: 'deleted' };
}

function updateTwin({ deviceId, body }: BulkEntry, device: Device, { hub, now, switches }: BulkWork): Change | undefined {
  const twin = patchTwin(device.twin, readTwinParts(body), now, switches);
  if (twin === device.twin) return undefined;
  hub.devices.put({ ...device, twin });
  return { deviceId, kind: 'twin-changed' };
}
