import { HubError } from '../http/hub-error.js';
import { NEVER, type Instant } from '../instant.js';
import type { Switches } from '../switches.js';
import { newTwin, type TwinParts } from '../twins/twin.js';
import type { Device, Module } from './device.js';
import { firstDeviceEtag } from './device-etag.js';
import type { WantedIdentity } from './read-identity.js';
import { firstAuthentication, nextAuthentication } from './settle-authentication.js';

/** Source: Azure IoT Hub, quotas and throttling. */
const MOST_MODULES = 50;

/** The writable part of a module: disabling and gateways do not exist for modules. Source: Azure IoT Hub, identity registry. */
export interface WantedModule extends Pick<WantedIdentity, 'authentication'> {
  readonly managedBy: string | null;
}

export function findModule(device: Device, moduleId: string): Module | undefined {
  return device.modules?.find((module) => module.moduleId === moduleId);
}

/** The device with this module added, or in the place of the one with its id. Throws 413 TooManyModulesOnDevice. */
export function withModule(device: Device, module: Module): Device {
  const present = device.modules ?? [];
  const place = present.findIndex(({ moduleId }) => moduleId === module.moduleId);
  if (place >= 0) return { ...device, modules: present.with(place, module) };
  if (present.length >= MOST_MODULES) {
    throw new HubError('TooManyModulesOnDevice', `The device ${device.deviceId} has ${MOST_MODULES} modules already.`);
  }
  return { ...device, modules: [...present, module] };
}

export function withoutModule(device: Device, moduleId: string): Device {
  const { modules = [], ...rest } = device;
  const left = modules.filter((module) => module.moduleId !== moduleId);
  return left.length === 0 ? rest : { ...rest, modules: left };
}

/** A new module, with the first parts of its twin when a bulk brought them along. */
export function createModule({ deviceId }: Device, moduleId: string, wanted: WantedModule, at: Instant, twin: TwinParts = {}): Module {
  return {
    deviceId,
    moduleId,
    managedBy: wanted.managedBy,
    createdAt: at,
    etag: firstDeviceEtag(),
    status: 'enabled',
    statusReason: null,
    statusUpdatedAt: NEVER,
    authentication: firstAuthentication(wanted.authentication),
    twin: newTwin(twin),
  };
}

/** The module after its identity was replaced; the twin stays. */
export function updateModule(module: Module, wanted: WantedModule, switches: Switches): Module {
  return {
    ...module,
    managedBy: wanted.managedBy,
    etag: module.etag + 1,
    authentication: nextAuthentication(wanted.authentication, module.authentication, switches),
  };
}
