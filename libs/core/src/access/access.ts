import { z } from 'zod';
import { DeviceId, type DeviceKey } from '../device-key.js';

/** What somebody may do, said for one kind of thing. */
export const Permission = z.enum([
  'device:read',
  'twin:read',
  'twin:write',
  'device:wake',
  'integration:manage',
  'deadletter:replay',
  'access:manage',
]);
export type Permission = z.infer<typeof Permission>;

export const Role = z.enum(['viewer', 'operator', 'admin']);
export type Role = z.infer<typeof Role>;

const VIEWER: readonly Permission[] = ['device:read', 'twin:read'];
const OPERATOR: readonly Permission[] = [...VIEWER, 'device:wake', 'deadletter:replay'];

const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  operator: OPERATOR,
  admin: Permission.options,
};

/** Permissions over one device. The others concern the tenant as a whole, and are held only by whoever was granted all of it. */
const OVER_ONE_DEVICE: readonly Permission[] = ['device:read', 'twin:read', 'twin:write', 'device:wake'];

/** A named set of devices that we keep. */
export const GroupName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$/, 'must be 1 to 63 letters, digits, blanks or ._- and begin with a letter or a digit');
export type GroupName = z.infer<typeof GroupName>;

/** How far a grant reaches. */
export const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('group'), group: GroupName }),
  z.strictObject({ kind: z.literal('device'), deviceId: DeviceId }),
]);
export type Scope = z.infer<typeof Scope>;

export const WHOLE_TENANT: Scope = { kind: 'all' };

/** A role over something. */
export interface RoleInScope {
  role: Role;
  scope: Scope;
}

/** Whoever makes a request, once we know who it is and what was granted to it. */
export interface Actor {
  tenantId: string;
  /** Names it for good and across kinds of callers: `token:<id>` or `user:<id>`. */
  subject: string;
  /** For people. */
  name: string;
  grants: readonly RoleInScope[];
}

/** What is asked about a device before somebody may do something with it. */
export interface DeviceInGroups {
  key: DeviceKey;
  groups: readonly string[];
}

/** Devices that an actor may do something with: lists are filtered by it, and a device outside it is answered like one that is not there. */
export type DeviceScope = { kind: 'all' } | { kind: 'some'; devices: readonly string[]; groups: readonly string[] };

export const ALL_DEVICES: DeviceScope = { kind: 'all' };

/** The devices of its own tenant that this actor holds the permission for. */
export function deviceScopeOf(actor: Actor, permission: Permission): DeviceScope {
  const scopes = actor.grants.filter(({ role }) => PERMISSIONS[role].includes(permission)).map(({ scope }) => scope);
  if (scopes.some(({ kind }) => kind === 'all')) return ALL_DEVICES;
  return {
    kind: 'some',
    devices: [...new Set(scopes.flatMap((scope) => (scope.kind === 'device' ? [scope.deviceId] : [])))],
    groups: [...new Set(scopes.flatMap((scope) => (scope.kind === 'group' ? [scope.group] : [])))],
  };
}

/** Is the device in the scope? It says nothing about tenants: a scope is one of its actor's own tenant. */
export const covers = (scope: DeviceScope, { key, groups }: DeviceInGroups): boolean =>
  scope.kind === 'all' || scope.devices.includes(key.deviceId) || groups.some((group) => scope.groups.includes(group));

/**
 * May this actor do this with this device? Without a device: may it do this kind of thing at all, to some device or, where the
 * permission is not about devices, to the tenant? Whatever the table does not name is refused, and so is every other tenant.
 */
export function can(actor: Actor, permission: Permission, device?: DeviceInGroups): boolean {
  const scope = deviceScopeOf(actor, permission);
  if (device) return device.key.tenantId === actor.tenantId && covers(scope, device);
  if (!OVER_ONE_DEVICE.includes(permission)) return scope.kind === 'all';
  return scope.kind === 'all' || scope.devices.length + scope.groups.length > 0;
}

/** May this actor do this to every device of the tenant? Asked where an answer cannot be cut down to some of them. */
export const canEverywhere = (actor: Actor, permission: Permission): boolean => deviceScopeOf(actor, permission).kind === 'all';

/** Tells of each device what this actor may do with it. Made once for many devices. */
export function permissionsOver(actor: Actor): (device: DeviceInGroups) => Permission[] {
  const scopes = OVER_ONE_DEVICE.map((permission) => ({ permission, scope: deviceScopeOf(actor, permission) }));
  return (device) => (device.key.tenantId === actor.tenantId ? scopes.filter(({ scope }) => covers(scope, device)).map(({ permission }) => permission) : []);
}

/** Everything that this actor may do to something. */
export const permissionsOf = (actor: Actor): Permission[] => Permission.options.filter((permission) => can(actor, permission));
