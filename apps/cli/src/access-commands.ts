import { DeviceGroups, Grants, GrantSubject, Role, Scope, Tokens, type Grant, type RoleInScope, type TokenSummary } from '#core';
import type { Command } from './command.js';
import { UsageError, type Call } from './read-call.js';

const PAGE = 500;
const BY = 'command line';
const LONGEST_DAYS = 365;
const SCOPE = '[--scope all|group:NAME|device:ID]';

/** Who may do what: tokens, grants and groups. */
export const ACCESS_COMMANDS: Readonly<Record<string, Command>> = {
  token: {
    usage: `token --name alice --role viewer|operator|admin ${SCOPE} [--days 90]`,
    does: 'makes a bearer token for the API and prints it once',
    run: async (app, call) => {
      const terms = { scope: readScope(call), expiresAt: readExpiry(call), createdBy: BY };
      return [(await app.get(Tokens).issue(call.tenant, call.option('name'), readRole(call), terms)).token.reveal()];
    },
  },
  tokens: {
    usage: 'tokens [--after ID]',
    does: 'lists tokens: what they may do, until when, and when they were last used',
    run: async (app, { optional, tenant }) => orNone((await app.get(Tokens).list(tenant, { after: optional('after'), limit: PAGE })).map(tokenLine), 'No tokens.'),
  },
  'revoke-token': {
    usage: 'revoke-token ID',
    does: 'ends a token, its grants and its sessions at once',
    run: async (app, { subject, tenant }) => {
      if (!(await app.get(Tokens).revoke(tenant, uuid(subject('the id of the token'))))) throw new UsageError('There is no such token. List them with: tokens');
      return ['Revoked.'];
    },
  },
  grant: {
    usage: `grant --user ID | --token ID | --claim NAME=VALUE --role viewer|operator|admin ${SCOPE}`,
    does: 'grants a role to a user, a token, or everybody of whom the identity provider claims something',
    run: async (app, call) => {
      const grant = await app.get(Grants).add(call.tenant, { subject: readSubject(call), role: readRole(call), scope: readScope(call) }, BY);
      return [grantLine(grant)];
    },
  },
  grants: {
    usage: 'grants [--after ID]',
    does: 'lists who was granted what',
    run: async (app, { optional, tenant }) => orNone((await app.get(Grants).list(tenant, { after: optional('after'), limit: PAGE })).map(grantLine), 'No grants.'),
  },
  'revoke-grant': {
    usage: 'revoke-grant ID',
    does: 'takes a grant away',
    run: async (app, { subject, tenant }) => {
      if (!(await app.get(Grants).remove(tenant, uuid(subject('the id of the grant'))))) throw new UsageError('There is no such grant. List them with: grants');
      return ['Taken away.'];
    },
  },
  group: {
    usage: 'group DEVICE --name plant-1',
    does: 'puts a device into a group, which grants can be made for',
    run: async (app, { option, subject, tenant }) => {
      const { deviceId, group } = { deviceId: subject('the device id'), group: Scope.safeParse({ kind: 'group', group: option('name') }) };
      if (!group.success) throw new UsageError('--name must be 1 to 63 letters, digits, blanks or ._- and begin with a letter or a digit.');
      if (!(await app.get(DeviceGroups).join({ tenantId: tenant, deviceId }, option('name')))) throw new UsageError(`There is no device ${deviceId} in the tenant ${tenant}.`);
      return [`${deviceId} is in the group ${option('name')}.`];
    },
  },
};

function readRole({ option }: Call): Role {
  const role = Role.safeParse(option('role'));
  if (!role.success) throw new UsageError('--role must be viewer, operator or admin.');
  return role.data;
}

function readScope({ optional }: Call): Scope {
  const [kind, ...rest] = (optional('scope') ?? 'all').split(':');
  const value = rest.join(':');
  const scope = Scope.safeParse(kind === 'group' ? { kind, group: value } : kind === 'device' ? { kind, deviceId: value } : { kind: value === '' ? kind : '' });
  if (!scope.success) throw new UsageError('--scope must be all, group:NAME or device:ID.');
  return scope.data;
}

function readExpiry({ optional }: Call): Date | null {
  const days = optional('days');
  if (days === null) return null;
  if (!/^[1-9]\d{0,2}$/.test(days) || Number(days) > LONGEST_DAYS) throw new UsageError(`--days must be 1 to ${LONGEST_DAYS}.`);
  return new Date(Date.now() + Number(days) * 24 * 3_600_000);
}

function readSubject({ optional }: Call): GrantSubject {
  const [user, token, claim] = [optional('user'), optional('token'), optional('claim')];
  const named = [user, token, claim].filter((one) => one !== null);
  const [name, ...value] = (claim ?? '').split('=');
  const subject = GrantSubject.safeParse(user !== null ? { kind: 'user', id: user } : token !== null ? { kind: 'token', id: token } : { kind: 'claim', name, value: value.join('=') });
  if (named.length !== 1 || !subject.success) throw new UsageError('Name one of --user ID, --token ID and --claim NAME=VALUE.');
  return subject.data;
}

function uuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new UsageError('The id must be a UUID, as the lists print it.');
  return text;
}

const orNone = (lines: string[], none: string): string[] => (lines.length > 0 ? lines : [none]);

const scopeText = (scope: Scope): string => (scope.kind === 'group' ? `group:${scope.group}` : scope.kind === 'device' ? `device:${scope.deviceId}` : 'all');

const roleText = ({ role, scope }: RoleInScope): string => `${role} of ${scopeText(scope)}`;

const tokenLine = ({ id, name, grants, createdBy, expiresAt, lastUsedAt }: TokenSummary): string =>
  `${id}  ${name}  ${grants.map(roleText).join(', ') || 'nothing granted'}  by ${createdBy ?? 'unknown'}  ` +
  `until ${expiresAt?.toISOString() ?? 'revoked'}  last used ${lastUsedAt?.toISOString() ?? 'never'}`;

const grantLine = ({ id, subject, createdBy, ...rest }: Grant): string =>
  `${id}  ${subject.kind} ${subject.kind === 'claim' ? `${subject.name}=${subject.value}` : subject.id}  ${roleText(rest)}  by ${createdBy}`;
