import { describe, expect, it } from '@jest/globals';
import { Permission, Role, can } from './access.js';

/** The table of who may do what, said a second time and by hand. */
const MAY: Readonly<Record<Permission, readonly Role[]>> = {
  'device:read': ['viewer', 'operator', 'admin'],
  'twin:read': ['viewer', 'operator', 'admin'],
  'twin:write': ['admin'],
  'device:wake': ['operator', 'admin'],
  'integration:manage': ['admin'],
  'deadletter:replay': ['operator', 'admin'],
  'access:manage': ['admin'],
};

const rows = Role.options.flatMap((role) =>
  Permission.options.map((permission) => ({ role, permission, verb: MAY[permission].includes(role) ? 'may' : 'may not' })),
);

describe('access', () => {
  it.each(rows)('$role $verb $permission', ({ role, permission, verb }) => {
    expect(can({ tenantId: 'default', name: 'alice', role }, permission)).toBe(verb === 'may');
  });

  it('is refused for a permission that nobody named', () => {
    expect(can({ tenantId: 'default', name: 'alice', role: 'admin' }, 'toString' as Permission)).toBe(false);
  });
});
