import { checkDeviceId } from '../devices/device-id.js';
import { deviceEtag } from '../devices/device-etag.js';
import { moduleIdOf, type Device, type Module } from '../devices/device.js';
import { findModule, withModule } from '../devices/modules.js';
import { showModule } from '../devices/show-device.js';
import type { Answer, Change } from '../http/answer.js';
import { deviceNotFound, moduleNotFound } from '../http/hub-error.js';
import { findDevice } from './find-device.js';
import type { Call } from './operation.js';

/** The module that the call names. Throws 400 for an impossible id, 404 for a missing device or module. */
export function findModuleOf(call: Call): { readonly device: Device; readonly module: Module } {
  const device = findDevice(call);
  const moduleId = checkDeviceId(call.names['mid'] ?? '');
  const module = findModule(device, moduleId);
  if (module) return { device, module };
  throw moduleNotFound(device.deviceId, moduleId);
}

/** The device or, when the path names one, the module whose twin is asked for; whether a disabled device has one is a switch. */
export function findTwinOwner(call: Call): Device | Module {
  const device = findDevice(call);
  if (device.status === 'disabled' && call.switches.twinOfDisabledDevice === 'not-found') throw deviceNotFound(call.deviceId);
  return call.names['mid'] === undefined ? device : findModuleOf(call).module;
}

/** Keeps a changed device or module. */
export function keep({ hub: { devices } }: Call, changed: Device | Module): void {
  if (moduleIdOf(changed) === undefined) devices.put(changed);
  else devices.put(withModule(devices.find(changed.deviceId)!, changed as Module));
}

/** 200 with the identity of a module, its etag quoted in the header as well. */
export function answerModule(call: Call, module: Module, changes: readonly Change[] = []): Answer {
  return { status: 200, headers: { ETag: `"${deviceEtag(module.etag)}"` }, body: showModule(module, call), changes };
}
