import { formatInstant, type Instant } from '../instant.js';
import type { Switches } from '../switches.js';
import { connectionOf } from './connection.js';
import { deviceEtag } from './device-etag.js';
import type { Authentication, Device, Module } from './device.js';
import { generationOf } from './generation.js';

export interface DeviceView {
  readonly now: Instant;
  readonly switches: Pick<Switches, 'httpsDevicesConnect'>;
  /** The answer to a create has times without Z, and `parentScopes`; others have Z, and `parentScopes` only when it says something. */
  readonly justCreated?: boolean;
}

/**
 * An identity as the service writes it, member for member and in this order.
 * Source: recorded sessions of azure-sdk-for-net, DevicesClient_IdentityLifecycle.
 */
export function showDevice(device: Device, { now, switches, justCreated = false }: DeviceView): object {
  const connection = connectionOf(device, now, switches);
  const zone = justCreated ? '' : 'Z';
  const scope = device.edge?.deviceScope;
  const parentScopes = scope !== undefined && !device.edge?.iotEdge ? [scope] : [];
  return {
    deviceId: device.deviceId,
    generationId: generationOf(device),
    etag: deviceEtag(device.etag),
    connectionState: connection.state,
    status: device.status,
    statusReason: device.statusReason,
    connectionStateUpdatedTime: formatInstant(connection.changedAt, zone),
    statusUpdatedTime: formatInstant(device.statusUpdatedAt, zone),
    lastActivityTime: formatInstant(device.activity?.lastAt ?? 0, zone),
    cloudToDeviceMessageCount: 0,
    authentication: showAuthentication(device.authentication),
    capabilities: { iotEdge: device.edge?.iotEdge ?? false },
    ...(scope !== undefined && { deviceScope: scope }),
    ...((justCreated || parentScopes.length > 0) && { parentScopes }),
  };
}

/** The identity of a module. Source: the service's REST description. */
export function showModule(module: Module, { now, switches }: DeviceView): object {
  const connection = connectionOf(module, now, switches);
  return {
    moduleId: module.moduleId,
    managedBy: module.managedBy,
    deviceId: module.deviceId,
    generationId: generationOf(module),
    etag: deviceEtag(module.etag),
    connectionState: connection.state,
    connectionStateUpdatedTime: formatInstant(connection.changedAt),
    lastActivityTime: formatInstant(module.activity?.lastAt ?? 0),
    cloudToDeviceMessageCount: 0,
    authentication: showAuthentication(module.authentication),
  };
}

/** One whose keys may have been left out. */
type ShownAuthentication = Authentication | { readonly type: 'sas'; readonly primaryKey: null; readonly secondaryKey: null };

/** An authentication with all its parts; null where it has none. */
export function showAuthentication(authentication: ShownAuthentication): object {
  const sas = authentication.type === 'sas' ? authentication : { primaryKey: null, secondaryKey: null };
  return {
    symmetricKey: { primaryKey: sas.primaryKey, secondaryKey: sas.secondaryKey },
    x509Thumbprint: showThumbprints(authentication),
    type: authentication.type,
  };
}

/** The thumbprints, null where the device has none; the identity and the twin both carry them. */
export function showThumbprints(authentication: ShownAuthentication): object {
  const own = authentication.type === 'selfSigned' ? authentication : { primaryThumbprint: null, secondaryThumbprint: null };
  return { primaryThumbprint: own.primaryThumbprint, secondaryThumbprint: own.secondaryThumbprint };
}
