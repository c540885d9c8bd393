import { connectionOf } from '../devices/connection.js';
import type { Operation } from './operation.js';

export const countConnected: Operation = {
  name: 'count-connected',
  method: 'GET',
  path: '/statistics/service',
  access: 'RegistryRead',
  writes: false,
  action: 'statistics/read',
  limit: 'registry',
  run: ({ hub: { devices }, now, switches }) => {
    let connectedDeviceCount = 0;
    for (const device of devices.asOf(0)) if (connectionOf(device, now, switches).state === 'Connected') connectedDeviceCount += 1;
    return { status: 200, body: { connectedDeviceCount } };
  },
};
