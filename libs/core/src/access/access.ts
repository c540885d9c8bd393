import { z } from 'zod';

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

/** Whoever makes a request, once we know who it is. */
export interface Actor {
  tenantId: string;
  name: string;
  role: Role;
}

/** May this actor do this kind of thing? Whatever the table does not name is refused. */
export const can = (actor: Actor, permission: Permission): boolean => PERMISSIONS[actor.role].includes(permission);
