import { createDevice, updateDevice } from '../devices/change-device.js';
import { checkDeviceId } from '../devices/device-id.js';
import { deviceEtag } from '../devices/device-etag.js';
import { readIdentity } from '../devices/read-identity.js';
import { argumentInvalid, deviceAlreadyExists, deviceNotFound, HubError } from '../http/hub-error.js';
import { isMet, readPrecondition } from '../http/if-match.js';
import { foldNames, type JsonObject } from '../json.js';
import { checkRoom } from './check-room.js';
import { answerDevice } from './find-device.js';
import { readObject, type Operation } from './operation.js';

/** Creates a device, or with If-Match replaces the writable part of one. Both answer 200. */
export const putDevice: Operation = {
  name: 'put-device',
  method: 'PUT',
  path: '/devices/{id}',
  access: 'RegistryWrite',
  writes: true,
  limit: 'registry',
  run: (call) => {
    const { hub, now, switches } = call;
    const deviceId = checkDeviceId(call.deviceId);
    const body = readObject(call.body);
    checkSameId(body, deviceId);
    const wanted = readIdentity(body);
    const precondition = readPrecondition(call.headers['if-match']);
    const device = hub.devices.find(deviceId);
    if (precondition.kind === 'none') {
      if (device) throw deviceAlreadyExists(deviceId);
      checkRoom(call);
      const created = createDevice(deviceId, wanted, now);
      hub.devices.put(created);
      return answerDevice(call, created, [{ deviceId, kind: 'created' }]);
    }
    if (!device) throw missing(deviceId, switches.updateMissingDeviceStatus);
    if (!isMet(precondition, deviceEtag(device.etag))) throw new HubError('PreconditionFailed', 'PreconditionFailed');
    const updated = updateDevice(device, wanted, now, switches);
    hub.devices.put(updated);
    return answerDevice(call, updated, [{ deviceId, kind: 'updated' }]);
  },
};

function checkSameId(body: JsonObject, deviceId: string): void {
  const inBody = foldNames(body)['deviceid'];
  if (inBody === undefined || inBody === null || inBody === deviceId) return;
  throw argumentInvalid(`The device identifier in the body must be '${deviceId}', as in the path.`);
}

function missing(deviceId: string, status: 404 | 412): HubError {
  return status === 404 ? deviceNotFound(deviceId) : new HubError('PreconditionFailed', 'PreconditionFailed');
}
