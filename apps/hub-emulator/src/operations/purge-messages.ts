import { findDevice } from './find-device.js';
import type { Operation } from './operation.js';

/** Empties the queue of messages to a device. There never are any: the emulator sends none. */
export const purgeMessages: Operation = {
  name: 'purge-messages',
  method: 'DELETE',
  path: '/devices/{id}/commands',
  access: 'ServiceConnect',
  writes: false,
  action: 'cloudToDeviceMessages/queue/purge/action',
  limit: 'registry',
  run: (call) => {
    const { deviceId } = findDevice(call);
    return { status: 200, body: { totalMessagesPurged: 0, deviceId, moduleId: null } };
  },
};
