import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { Schemas } from '../../api/client.js';

export type Scope = Schemas['Grant']['scope'];
export type Role = Schemas['Grant']['role'];

export const ROLES: Readonly<Record<Role, string>> = {
  viewer: 'Viewer: sees devices and twins',
  operator: 'Operator: also wakes devices and replays dead letters',
  admin: 'Admin: everything, editing twins and connections included',
};

/** How far a role reaches, in words. */
export function scopeWord(scope: Scope): string {
  if (scope.kind === 'all') return 'everything';
  return scope.kind === 'group' ? `group ${scope.group}` : `device ${scope.deviceId}`;
}

/** What somebody may do, and how far that reaches. */
export function RoleAndScope({ role, scope, onRole, onScope }: { role: Role; scope: Scope; onRole(role: Role): void; onScope(scope: Scope): void }) {
  const name = scope.kind === 'group' ? scope.group : scope.kind === 'device' ? scope.deviceId : '';
  const scopeOf = (kind: Scope['kind'], text: string): Scope => (kind === 'all' ? { kind } : kind === 'group' ? { kind, group: text } : { kind, deviceId: text });
  return (
    <>
      <TextField select label="Role" value={role} onChange={(event) => onRole(event.target.value as Role)}>
        {Object.entries(ROLES).map(([value, words]) => (
          <MenuItem key={value} value={value}>
            {words}
          </MenuItem>
        ))}
      </TextField>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField select label="Over" value={scope.kind} onChange={(event) => onScope(scopeOf(event.target.value as Scope['kind'], name))}>
          <MenuItem value="all">Everything</MenuItem>
          <MenuItem value="group">A group of devices</MenuItem>
          <MenuItem value="device">One device</MenuItem>
        </TextField>
        {scope.kind !== 'all' && <TextField required label={scope.kind === 'group' ? 'Group' : 'Device id'} value={name} onChange={(event) => onScope(scopeOf(scope.kind, event.target.value))} />}
      </Stack>
    </>
  );
}
