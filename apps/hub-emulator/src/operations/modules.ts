import { deviceEtag } from '../devices/device-etag.js';
import { checkDeviceId } from '../devices/device-id.js';
import { createModule, findModule, updateModule, withModule, withoutModule } from '../devices/modules.js';
import { showModule } from '../devices/show-device.js';
import { argumentInvalid, HubError, moduleAlreadyExists, moduleNotFound } from '../http/hub-error.js';
import { isMet, readPrecondition } from '../http/if-match.js';
import { foldNames, type JsonObject } from '../json.js';
import { checkRoom } from './check-room.js';
import { findDevice } from './find-device.js';
import { answerModule, findModuleOf } from './find-module.js';
import { readObject, type Operation } from './operation.js';
import { readModule } from './read-module.js';

const PATH = '/devices/{id}/modules/{mid}';

export const listModules: Operation = {
  name: 'list-modules',
  method: 'GET',
  path: '/devices/{id}/modules',
  access: 'RegistryRead',
  writes: false,
  limit: 'registry',
  run: (call) => ({ status: 200, body: (findDevice(call).modules ?? []).map((module) => showModule(module, call)) }),
};

export const getModule: Operation = {
  name: 'get-module',
  method: 'GET',
  path: PATH,
  access: 'RegistryRead',
  writes: false,
  limit: 'registry',
  run: (call) => answerModule(call, findModuleOf(call).module),
};

/** Creates a module, or with If-Match replaces the writable part of one. Both answer 200. */
export const putModule: Operation = {
  name: 'put-module',
  method: 'PUT',
  path: PATH,
  access: 'RegistryWrite',
  writes: true,
  limit: 'registry',
  run: (call) => {
    const { hub, now, switches } = call;
    const device = findDevice(call);
    const { deviceId } = device;
    const moduleId = checkDeviceId(call.names['mid'] ?? '');
    const body = readObject(call.body);
    checkSameId(body, moduleId);
    const wanted = readModule(body);
    const precondition = readPrecondition(call.headers['if-match']);
    const present = findModule(device, moduleId);
    if (precondition.kind === 'none') {
      if (present) throw moduleAlreadyExists(deviceId, moduleId);
      checkRoom(call);
      const created = createModule(device, moduleId, wanted, now);
      hub.devices.put(withModule(device, created));
      return answerModule(call, created, [{ deviceId, kind: 'module-changed' }]);
    }
    if (!present) throw missing(deviceId, moduleId, switches.updateMissingDeviceStatus);
    if (!isMet(precondition, deviceEtag(present.etag))) throw new HubError('PreconditionFailed', 'PreconditionFailed');
    const updated = updateModule(present, wanted, switches);
    hub.devices.put(withModule(device, updated));
    return answerModule(call, updated, [{ deviceId, kind: 'module-changed' }]);
  },
};

export const deleteModule: Operation = {
  name: 'delete-module',
  method: 'DELETE',
  path: PATH,
  access: 'RegistryWrite',
  writes: true,
  limit: 'registry',
  run: (call) => {
    const { device, module } = findModuleOf(call);
    const precondition = readPrecondition(call.headers['if-match']);
    const refused = precondition.kind === 'none' && call.switches.deleteWithoutIfMatch === 'refused';
    if (refused || !isMet(precondition, deviceEtag(module.etag))) throw new HubError('PreconditionFailed', 'PreconditionFailed');
    call.hub.devices.put(withoutModule(device, module.moduleId));
    return { status: 204, changes: [{ deviceId: device.deviceId, kind: 'module-changed' }] };
  },
};

function checkSameId(body: JsonObject, moduleId: string): void {
  const inBody = foldNames(body)['moduleid'];
  if (inBody === undefined || inBody === null || inBody === moduleId) return;
  throw argumentInvalid(`The module identifier in the body must be '${moduleId}', as in the path.`);
}

function missing(deviceId: string, moduleId: string, status: 404 | 412): HubError {
  return status === 404 ? moduleNotFound(deviceId, moduleId) : new HubError('PreconditionFailed', 'PreconditionFailed');
}
