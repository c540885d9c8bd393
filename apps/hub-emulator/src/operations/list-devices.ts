import { showDevice } from '../devices/show-device.js';
import type { Operation } from './operation.js';
import { readTop } from './read-top.js';

/** The service has no paging here and never gives more. Source: the service's REST description. */
const MOST = 1000;

export const listDevices: Operation = {
  name: 'list-devices',
  method: 'GET',
  path: '/devices',
  access: 'RegistryRead',
  writes: false,
  limit: 'registry',
  run: (call) => ({
    status: 200,
    body: call.hub.devices.first(readTop(call.query.get('top'), MOST)).map((device) => showDevice(device, call)),
  }),
};
