import type { Operation } from './operation.js';

export const countDevices: Operation = {
  name: 'count-devices',
  method: 'GET',
  path: '/statistics/devices',
  access: 'RegistryRead',
  writes: false,
  action: 'statistics/read',
  limit: 'registry',
  run: ({ hub: { devices } }) => ({
    status: 200,
    body: {
      totalDeviceCount: devices.count,
      enabledDeviceCount: devices.count - devices.disabledCount,
      disabledDeviceCount: devices.disabledCount,
    },
  }),
};
