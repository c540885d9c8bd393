import type { Schemas } from '../api/client.js';
import { useMe, type Permission } from './session.js';

const WORDS: Readonly<Record<Permission, string>> = {
  'device:read': 'see devices',
  'twin:read': 'see twins',
  'twin:write': 'edit twins',
  'device:wake': 'wake devices',
  'integration:manage': 'manage connections',
  'deadletter:replay': 'replay dead letters',
  'access:manage': 'manage access',
};

/** Null when it is allowed, else why not. The API is asked the same, and decides. */
export type WhyNot = string | null;

/** Why the one who is signed in may not do this to anything at all; null when they may. */
export function useWhyNot(permission: Permission, { everywhere = false } = {}): WhyNot {
  const me = useMe();
  const granted = everywhere ? me.everywhere : me.permissions;
  if (granted.includes(permission)) return null;
  return `${me.name} may not ${WORDS[permission] ?? permission}${everywhere && me.permissions.includes(permission) ? ' of the whole tenant' : ''}. It takes the permission ${permission}; an administrator can grant it.`;
}

/** Why they may not do this with this one device; null when they may. Grants may be for a group, or for a device alone. */
export function useWhyNotWith({ deviceId, may }: Pick<Schemas['Device'], 'deviceId' | 'may'>, permission: Permission): WhyNot {
  const me = useMe();
  const whyNotAnywhere = useWhyNot(permission);
  if (may.includes(permission)) return null;
  return whyNotAnywhere ?? `${me.name} may not ${WORDS[permission]} here: what was granted does not reach ${deviceId}. It takes the permission ${permission} over it; an administrator can grant it.`;
}
