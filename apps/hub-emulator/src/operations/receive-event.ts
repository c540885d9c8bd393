import { nextActivity } from '../devices/connection.js';
import { HubError } from '../http/hub-error.js';
import { findDevice } from './find-device.js';
import type { Operation } from './operation.js';

/** Source: Azure IoT Hub, quotas and throttling: a message from a device has at most 256 KB. */
const MOST_BYTES = 256 * 1024;

/** Takes a message from a device. It is counted and not kept. */
export const receiveEvent: Operation = {
  name: 'receive-event',
  method: 'POST',
  path: '/devices/{id}/messages/events',
  access: 'device',
  writes: false,
  run: (call) => {
    const device = findDevice(call);
    if (call.body.length > MOST_BYTES) throw new HubError('MessageTooLarge', 'The message is larger than 256 KB.');
    call.hub.devices.markActive(device, nextActivity(device, call.now, 1));
    return { status: 204 };
  },
};

/** A device asks for a message to it. There is never one: the emulator sends none. */
export const pollMessages: Operation = {
  name: 'poll-messages',
  method: 'GET',
  path: '/devices/{id}/messages/deviceBound',
  access: 'device',
  writes: false,
  run: (call) => {
    const device = findDevice(call);
    call.hub.devices.markActive(device, nextActivity(device, call.now, 0));
    return { status: 204 };
  },
};
