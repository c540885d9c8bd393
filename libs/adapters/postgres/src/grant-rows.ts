import { Role, Scope, type Grant, type GrantSubject, type RoleInScope } from '#core';
import type { AccessGrant } from './generated/prisma/client.js';

/** A scope as two columns. */
export function scopeColumns(scope: Scope): { scopeKind: string; scopeValue: string } {
  const scopeValue = scope.kind === 'group' ? scope.group : scope.kind === 'device' ? scope.deviceId : '';
  return { scopeKind: scope.kind, scopeValue };
}

/** A subject as four columns. */
export function subjectColumns(subject: GrantSubject): { subjectKind: string; subjectName: string; subjectValue: string; tokenId: string | null } {
  if (subject.kind === 'claim') return { subjectKind: 'claim', subjectName: subject.name, subjectValue: subject.value, tokenId: null };
  return { subjectKind: subject.kind, subjectName: '', subjectValue: subject.id, tokenId: subject.kind === 'token' ? subject.id : null };
}

/** A row that this version cannot read throws: a grant is never taken for more or for less than it is. */
export const roleInScopeOf = (row: { role: string; scopeKind: string; scopeValue: string }): RoleInScope => ({
  role: Role.parse(row.role),
  scope: Scope.parse(scopeOf(row)),
});

const scopeOf = ({ scopeKind: kind, scopeValue }: { scopeKind: string; scopeValue: string }): unknown =>
  kind === 'group' ? { kind, group: scopeValue } : kind === 'device' ? { kind, deviceId: scopeValue } : { kind };

export function grantOf(row: AccessGrant): Grant {
  return { id: row.id, subject: subjectOf(row), ...roleInScopeOf(row), createdBy: row.createdBy, createdAt: row.createdAt };
}

function subjectOf({ subjectKind, subjectName, subjectValue }: AccessGrant): GrantSubject {
  switch (subjectKind) {
    case 'user':
    case 'token':
      return { kind: subjectKind, id: subjectValue };
    case 'claim':
      return { kind: subjectKind, name: subjectName, value: subjectValue };
    default:
      throw new Error(`The kind of grant "${subjectKind}" is not known to this version. Upgrade Lockstep.`);
  }
}
