import type { Device } from '../devices/device.js';
import { checkDeviceId } from '../devices/device-id.js';
import { deviceEtag } from '../devices/device-etag.js';
import { deviceNotFound } from '../http/hub-error.js';
import { showDevice } from '../devices/show-device.js';
import type { Answer, Change } from '../http/answer.js';
import type { Call } from './operation.js';

/** The device that the call names. Throws 400 for an impossible id, 404 when there is none. */
export function findDevice({ hub, deviceId }: Call): Device {
  const device = hub.devices.find(checkDeviceId(deviceId));
  if (device) return device;
  throw deviceNotFound(deviceId);
}

/** 200 with the identity, its etag quoted in the header as well. */
export function answerDevice(call: Call, device: Device, changes: readonly Change[] = []): Answer {
  const justCreated = changes.some(({ kind }) => kind === 'created');
  return {
    status: 200,
    headers: { ETag: `"${deviceEtag(device.etag)}"` },
    body: showDevice(device, { ...call, justCreated }),
    changes,
  };
}
