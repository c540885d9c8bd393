import { HubError } from '../http/hub-error.js';
import { readObject, type Call, type Operation } from './operation.js';
import { findTwinOwner } from './find-module.js';

/** Devices speak HTTPS here, and nothing can be called over HTTPS: every device is offline. The refusal has the newer shape. */
export const invokeMethod: Operation = {
  name: 'invoke-method',
  method: 'POST',
  path: '/twins/{id}/methods',
  access: 'ServiceConnect',
  writes: false,
  action: 'twins/write',
  limit: 'methods',
  run: (call: Call) => {
    const { deviceId } = findTwinOwner(call);
    readObject(call.body);
    throw new HubError('DeviceNotOnline', `Timed out waiting for device to connect. Device ID: ${deviceId}`, { shape: 'json-string' });
  },
};

export const invokeModuleMethod: Operation = { ...invokeMethod, name: 'invoke-module-method', path: '/twins/{id}/modules/{mid}/methods' };
