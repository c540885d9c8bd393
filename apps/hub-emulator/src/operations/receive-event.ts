import { nextActivity } from '../devices/connection.js';
import { HubError } from '../http/hub-error.js';
import { findDevice } from './find-device.js';
import { readJson, type Call, type Operation } from './operation.js';

/** Source: Azure IoT Hub, quotas and throttling: a message from a device has at most 256 KB. */
const MOST_BYTES = 256 * 1024;

/** In this type come several messages at once. Source: the HTTPS transport of azure-iot-device. */
const BATCH_TYPE = 'application/vnd.microsoft.iothub.json';

/** Takes a message from a device, or a batch of them. They are counted and not kept. */
export const receiveEvent: Operation = {
  name: 'receive-event',
  method: 'POST',
  path: '/devices/{id}/messages/events',
  access: 'device',
  writes: false,
  run: (call) => {
    const device = findDevice(call);
    if (call.body.length > MOST_BYTES) throw new HubError('MessageTooLarge', 'The message is larger than 256 KB.');
    call.hub.devices.markActive(device, nextActivity(device, call.now, countMessages(call)));
    return { status: 204 };
  },
};

/** A device asks for a message to it. There is never one: the emulator sends none. */
export const pollMessages: Operation = {
  name: 'poll-messages',
  method: 'GET',
  path: '/devices/{id}/messages/devicebound',
  access: 'device',
  writes: false,
  run: (call) => {
    const device = findDevice(call);
    call.hub.devices.markActive(device, nextActivity(device, call.now, 0));
    return { status: 204 };
  },
};

function countMessages({ headers, body }: Call): number {
  if (!headers['content-type']?.startsWith(BATCH_TYPE)) return 1;
  const batch = readJson(body);
  if (Array.isArray(batch)) return batch.length;
  throw new HubError('IotHubFormatError', 'BadRequest', { note: 'the batch is not an array' });
}
