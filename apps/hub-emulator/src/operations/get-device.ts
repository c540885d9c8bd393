import { answerDevice, findDevice } from './find-device.js';
import type { Operation } from './operation.js';

export const getDevice: Operation = {
  name: 'get-device',
  method: 'GET',
  path: '/devices/{id}',
  access: 'RegistryRead',
  writes: false,
  limit: 'registry',
  run: (call) => answerDevice(call, findDevice(call)),
};
