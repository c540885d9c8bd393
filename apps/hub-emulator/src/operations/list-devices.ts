import { showDevice } from '../devices/show-device.js';
import { argumentInvalid } from '../http/hub-error.js';
import type { Operation } from './operation.js';

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
    body: call.hub.devices.first(readTop(call.query.get('top'))).map((device) => showDevice(device, call)),
  }),
};

function readTop(top: string | null): number {
  if (top === null) return MOST;
  if (/^[1-9]\d{0,8}$/.test(top)) return Math.min(Number(top), MOST);
  throw argumentInvalid(`top must be a number from 1 to ${MOST}.`);
}
