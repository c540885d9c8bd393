import type { Answer } from '../http/answer.js';
import { staleTwin } from '../http/hub-error.js';
import { isMet, readPrecondition } from '../http/if-match.js';
import { patchTwin, replaceTwin } from '../twins/change-twin.js';
import { readTwinBody } from '../twins/read-twin-parts.js';
import { showTwin, twinEtag } from '../twins/show-twin.js';
import { findTwinOwner, keep } from './find-module.js';
import { readObject, type Call, type Operation } from './operation.js';

/** Merges tags and desired properties into the twin. */
export const patchTwinOperation: Operation = {
  name: 'patch-twin',
  method: 'PATCH',
  path: '/twins/{id}',
  access: 'ServiceConnect',
  writes: true,
  limit: 'twin-updates',
  charges: 'request',
  run: (call) => writeTwin(call, patchTwin),
};

/** Replaces tags and desired properties of the twin. */
export const replaceTwinOperation: Operation = {
  ...patchTwinOperation,
  name: 'replace-twin',
  method: 'PUT',
  run: (call) => writeTwin(call, replaceTwin),
};

const MODULE_PATH = '/twins/{id}/modules/{mid}';

export const patchModuleTwin: Operation = { ...patchTwinOperation, name: 'patch-module-twin', path: MODULE_PATH };
export const replaceModuleTwin: Operation = { ...replaceTwinOperation, name: 'replace-module-twin', path: MODULE_PATH };

function writeTwin(call: Call, change: typeof patchTwin): Answer {
  const device = findTwinOwner(call);
  const { deviceId } = device;
  const parts = readTwinBody(readObject(call.body));
  if (!isMet(readPrecondition(call.headers['if-match']), twinEtag(device.twin.etag))) throw staleTwin(deviceId);
  const twin = change(device.twin, parts, call.now, call.switches);
  if (twin === device.twin) return { status: 200, body: showTwin(device, call) };
  const changed = { ...device, twin };
  keep(call, changed);
  return { status: 200, body: showTwin(changed, call), changes: [{ deviceId, kind: 'twin-changed' }] };
}
