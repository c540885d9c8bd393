import { deviceEtag } from '../devices/device-etag.js';
import { HubError } from '../http/hub-error.js';
import { isMet, readPrecondition } from '../http/if-match.js';
import { findDevice } from './find-device.js';
import type { Operation } from './operation.js';

export const deleteDevice: Operation = {
  name: 'delete-device',
  method: 'DELETE',
  path: '/devices/{id}',
  access: 'RegistryWrite',
  writes: true,
  limit: 'registry',
  run: (call) => {
    const { deviceId, etag } = findDevice(call);
    const precondition = readPrecondition(call.headers['if-match']);
    const refused = precondition.kind === 'none' && call.switches.deleteWithoutIfMatch === 'refused';
    if (refused || !isMet(precondition, deviceEtag(etag))) throw new HubError('PreconditionFailed', 'PreconditionFailed');
    call.hub.devices.remove(deviceId);
    return { status: 204, changes: [{ deviceId, kind: 'deleted' }] };
  },
};
