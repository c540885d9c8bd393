import { deviceEtag } from '../devices/device-etag.js';
import { checkDeviceId } from '../devices/device-id.js';
import type { Device, Module } from '../devices/device.js';
import { createModule, findModule, updateModule, withModule, withoutModule } from '../devices/modules.js';
import type { Change } from '../http/answer.js';
import { deviceNotFound, HubError, moduleAlreadyExists, moduleNotFound, staleTwin } from '../http/hub-error.js';
import { checkFirstParts, patchTwin } from '../twins/change-twin.js';
import { readTwinParts } from '../twins/read-twin-parts.js';
import { twinEtag } from '../twins/show-twin.js';
import { checkEtag } from './check-etag.js';
import { checkRoom } from './check-room.js';
import type { BulkWork } from './bulk-work.js';
import { readModule } from './read-module.js';
import type { BulkEntry } from './read-bulk.js';

/** Does an entry about a module; its device must be there already (azure-sdk-for-net issue 13241). Throws a HubError, and then nothing changed. */
export function applyModuleEntry(entry: BulkEntry & { readonly moduleId: string }, work: BulkWork): Change | undefined {
  const deviceId = checkDeviceId(entry.deviceId);
  const moduleId = checkDeviceId(entry.moduleId);
  const device = work.hub.devices.find(deviceId);
  if (!device) throw deviceNotFound(deviceId);
  const present = findModule(device, moduleId);
  if (entry.mode === 'create') {
    if (present) throw moduleAlreadyExists(deviceId, moduleId);
    checkRoom(work);
    const parts = checkFirstParts(readTwinParts(entry.body), work.switches);
    return keep(work, withModule(device, createModule(device, moduleId, readModule(entry.body), work.now, parts)));
  }
  if (!present) throw moduleNotFound(deviceId, moduleId);
  return change(entry, { device, present }, work);
}

function change({ mode, etag, twinEtag: sentTwinEtag, body }: BulkEntry, of: { device: Device; present: Module }, work: BulkWork): Change | undefined {
  const { device, present } = of;
  if (mode === 'updateIfMatchETag' || mode === 'deleteIfMatchETag') {
    checkEtag(etag, deviceEtag(present.etag), new HubError('PreconditionFailed', 'PreconditionFailed'));
  }
  if (mode === 'updateTwinIfMatchETag') checkEtag(sentTwinEtag, twinEtag(present.twin.etag), staleTwin(device.deviceId));
  switch (mode) {
    case 'delete':
    case 'deleteIfMatchETag':
      return keep(work, withoutModule(device, present.moduleId));
    case 'updateTwin':
    case 'updateTwinIfMatchETag': {
      const twin = patchTwin(present.twin, readTwinParts(body), work.now, work.switches);
      return twin === present.twin ? undefined : keep(work, withModule(device, { ...present, twin }));
    }
    default:
      return keep(work, withModule(device, updateModule(present, readModule(body), work.switches)));
  }
}

function keep({ hub }: BulkWork, device: Device): Change {
  hub.devices.put(device);
  return { deviceId: device.deviceId, kind: 'module-changed' };
}
