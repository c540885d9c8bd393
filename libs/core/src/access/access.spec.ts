import { describe, expect, it } from '@jest/globals';
import { anActor } from '../../../../test/support/builders.js';
import { GroupName, Permission, Role, Scope, can, canEverywhere, covers, deviceScopeOf, permissionsOf, permissionsOver, type DeviceInGroups, type RoleInScope } from './access.js';
import { NewGrant } from './caller.js';

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
const OVER_A_DEVICE = ['device:read', 'twin:read', 'twin:write', 'device:wake'];

const rows = Role.options.flatMap((role) => Permission.options.map((permission) => ({ role, permission, may: MAY[permission].includes(role) })));

const aDevice = (deviceId: string, groups: string[] = [], tenantId = 'default'): DeviceInGroups => ({ key: { tenantId, deviceId }, groups });
const granted = (...grants: RoleInScope[]) => anActor({ grants });

describe('access', () => {
  it.each(rows)('of a $role to everything: $permission $may', ({ role, permission, may }) => {
    const actor = granted({ role, scope: { kind: 'all' } });
    expect([can(actor, permission), canEverywhere(actor, permission), can(actor, permission, aDevice('d'))]).toEqual([may, may, may]);
    expect(permissionsOf(actor).includes(permission)).toBe(may);
  });

  it.each(rows)('of a $role to one device or a group: $permission $may there, and nothing over the tenant', ({ role, permission, may }) => {
    for (const scope of [{ kind: 'device', deviceId: 'd' }, { kind: 'group', group: 'g' }] as const) {
      const actor = granted({ role, scope });
      expect(can(actor, permission)).toBe(may && OVER_A_DEVICE.includes(permission));
      expect(canEverywhere(actor, permission)).toBe(false);
      expect(can(actor, permission, aDevice('d', ['g']))).toBe(may);
      expect(can(actor, permission, aDevice('e', ['h']))).toBe(false);
    }
  });

  it.each<{ named: string; grants: RoleInScope[]; device: DeviceInGroups; may: boolean }>([
    { named: 'nothing', grants: [], device: aDevice('d'), may: false },
    { named: 'a device of another tenant', grants: [{ role: 'admin', scope: { kind: 'all' } }], device: aDevice('d', [], 'other'), may: false },
    { named: 'a group named like the device', grants: [{ role: 'admin', scope: { kind: 'group', group: 'd' } }], device: aDevice('d'), may: false },
    { named: 'a device named like the group', grants: [{ role: 'admin', scope: { kind: 'device', deviceId: 'g' } }], device: aDevice('d', ['g']), may: false },
    { named: 'a device in other letters', grants: [{ role: 'admin', scope: { kind: 'device', deviceId: 'D' } }], device: aDevice('d'), may: false },
    { named: 'the right role elsewhere', grants: [{ role: 'admin', scope: { kind: 'device', deviceId: 'e' } }, { role: 'viewer', scope: { kind: 'all' } }], device: aDevice('d'), may: false },
    { named: 'one of two groups', grants: [{ role: 'admin', scope: { kind: 'group', group: 'g' } }], device: aDevice('d', ['f', 'g']), may: true },
    { named: 'little and much', grants: [{ role: 'viewer', scope: { kind: 'all' } }, { role: 'admin', scope: { kind: 'device', deviceId: 'd' } }], device: aDevice('d'), may: true },
  ])('to write a twin, by a grant of $named: $may', ({ grants, device, may }) => {
    expect(can(granted(...grants), 'twin:write', device)).toBe(may);
    expect(permissionsOver(granted(...grants))(device).includes('twin:write')).toBe(may);
  });

  it('are told for each device, and of what is about a device alone', () => {
    const mayWith = permissionsOver(granted({ role: 'viewer', scope: { kind: 'all' } }, { role: 'admin', scope: { kind: 'device', deviceId: 'd' } }));
    expect([mayWith(aDevice('d')), mayWith(aDevice('e'))]).toEqual([OVER_A_DEVICE, ['device:read', 'twin:read']]);
  });

  it('names the devices it reaches, each once', () => {
    const grants: RoleInScope[] = [
      { role: 'viewer', scope: { kind: 'device', deviceId: 'd' } },
      { role: 'operator', scope: { kind: 'device', deviceId: 'd' } },
      { role: 'operator', scope: { kind: 'group', group: 'g' } },
    ];
    expect(deviceScopeOf(granted(...grants), 'device:read')).toEqual({ kind: 'some', devices: ['d'], groups: ['g'] });
    expect(deviceScopeOf(granted(...grants), 'twin:write')).toEqual({ kind: 'some', devices: [], groups: [] });
    expect(covers({ kind: 'some', devices: [], groups: [] }, aDevice('d', ['g']))).toBe(false);
  });

  it('is refused for a permission that nobody named', () => expect(can(anActor(), 'toString' as Permission)).toBe(false));
});

describe('a new grant', () => {
  const grant = { subject: { kind: 'user', id: 'user-1' }, role: 'viewer', scope: { kind: 'all' } };

  it('is read', () => expect(NewGrant.parse(grant)).toEqual(grant));

  it.each([
    { named: 'no subject', odd: { subject: undefined } },
    { named: 'an empty user', odd: { subject: { kind: 'user', id: '' } } },
    { named: 'a user with a control character', odd: { subject: { kind: 'user', id: 'a\0b' } } },
    { named: 'half a character', odd: { subject: { kind: 'user', id: '\ud800' } } },
    { named: 'a token that is no id', odd: { subject: { kind: 'token', id: 'x' } } },
    { named: 'a claim without a value', odd: { subject: { kind: 'claim', name: 'roles' } } },
    { named: 'a role that there is not', odd: { role: 'root' } },
    { named: 'a scope that there is not', odd: { scope: { kind: 'tenant' } } },
    { named: 'a scope with two ends', odd: { scope: { kind: 'all', deviceId: 'd' } } },
    { named: 'something more', odd: { tenantId: 'other' } },
  ])('is refused with $named', ({ odd }) => expect(NewGrant.safeParse({ ...grant, ...odd }).success).toBe(false));

  it.each(['', ' a', 'a\n', '../a', 'a'.repeat(64)])('has no group named %j', (group) => {
    expect([GroupName.safeParse(group).success, Scope.safeParse({ kind: 'group', group }).success]).toEqual([false, false]);
  });
});
