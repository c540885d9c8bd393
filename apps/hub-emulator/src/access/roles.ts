import type { Operation } from '../operations/operation.js';
import type { DataAction } from './data-actions.js';

/** What each built-in role allows. Source: Azure IoT Hub, "Control access by using Microsoft Entra ID". */
export const ROLES: Readonly<Record<string, RegExp>> = {
  'IoT Hub Data Contributor': /^/,
  'IoT Hub Data Reader': /\/read$/,
  'IoT Hub Registry Contributor': /^devices\//,
  'IoT Hub Twin Contributor': /^twins\//,
};

/** True when one of the roles allows the action. Roles that are not built in allow nothing. */
export function allows(roles: readonly string[], action: DataAction): boolean {
  return roles.some((role) => Object.hasOwn(ROLES, role) && ROLES[role]!.test(action));
}

/** Everything that must be allowed for an operation. */
export function actionsOf({ action, access, writes, method, costsPerDevice }: Operation): readonly DataAction[] {
  if (action) return [action];
  if (access === 'RegistryRead') return ['devices/read'];
  // A bulk needs both, even when it only creates. Source: the same page.
  if (costsPerDevice) return ['devices/write', 'devices/delete'];
  if (access === 'RegistryWrite') return [method === 'DELETE' ? 'devices/delete' : 'devices/write'];
  return [writes ? 'twins/write' : 'twins/read'];
}
