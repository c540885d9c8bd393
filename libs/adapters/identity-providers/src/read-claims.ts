import type { JWTPayload } from 'jose';
import { Caller, CallerClaim, LONGEST_NAME } from '#core';

/** Entra ID puts at most 200 groups into a token; whoever sends more than this wants something else. */
const MOST_CLAIMS = 500;
/** What grants may be made to: lists, or words divided by blanks. Sources: RFC 8693 §4.2 (`scope`), Entra ID's access token claims (`roles`, `groups`, `scp`). */
const GRANTABLE = ['roles', 'groups', 'scp', 'scope'];
const NAMES = ['preferred_username', 'upn', 'unique_name', 'email', 'name'];
/** Entra ID's `sub` differs from client to client; `oid` names the user for good. Source: Entra ID, access token claims reference. */
const ENTRA_HOSTS = /^(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)$/;

const hostOf = (issuer: string): string => (URL.canParse(issuer) ? new URL(issuer).hostname : '');

/** Who a verified token speaks of; null when it names nobody whom we could write down. */
export function readClaims(payload: JWTPayload, tenantId: string): Caller | null {
  const entra = ENTRA_HOSTS.test(hostOf(payload.iss ?? ''));
  const id = entra && typeof payload['oid'] === 'string' ? payload['oid'] : payload.sub;
  const name = NAMES.map((key) => payload[key]).find((value) => typeof value === 'string' && value !== '') ?? id;
  const caller = Caller.safeParse({ tenantId, kind: 'user', id, name: printable(name), claims: claimsOf(payload, GRANTABLE) });
  return caller.success ? caller.data : null;
}

/** The claims of these names, one for each value. Values that no grant can be made to are left out. */
export function claimsOf(payload: JWTPayload, names: readonly string[]): CallerClaim[] {
  const claims = names.flatMap((name) => wordsOf(payload[name]).map((value) => ({ name, value })));
  return claims.filter((claim) => CallerClaim.safeParse(claim).success).slice(0, MOST_CLAIMS);
}

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(' ').filter(Boolean);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** A name is for people, and is cut where an id would be refused. */
const printable = (name: unknown): unknown => (typeof name === 'string' ? name.slice(0, LONGEST_NAME).replace(/[\p{Cc}\p{Surrogate}]/gu, ' ') : name);
