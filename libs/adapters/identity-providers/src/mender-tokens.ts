import { decodeJwt, jwtVerify, type JWTPayload } from 'jose';
import type { KeyObject } from 'node:crypto';
import { Caller, DEFAULT_TENANT, ForeignTokens, TenantId, type Clock, type Secret } from '#core';
import { CLOCK_SKEW_S, claimedIssuerOf, isRefusal } from './oidc-tokens.js';
import { claimsOf } from './read-claims.js';

/** Who issues user tokens, for devices it is another. Source: Mender's useradm service. */
export const MENDER_ISSUER = 'mender.useradm';
const USER_SCOPE = 'mender.*';

/** Says whether a token of Mender is valid: its claims, or null. */
export type MenderCheck = (token: Secret) => Promise<JWTPayload | null>;

/** The user tokens of a Mender server: those of people who signed in there, and their personal access tokens. */
export class MenderTokens extends ForeignTokens {
  constructor(private readonly check: MenderCheck) {
    super();
  }

  override async callerOf(token: Secret): Promise<Caller | null> {
    if (claimedIssuerOf(token.reveal()) !== MENDER_ISSUER) return null;
    const payload = await this.check(token);
    return payload && readMenderClaims(payload);
  }
}

/** By its public key, without asking anybody. */
export const checkByKey = (key: KeyObject, algorithms: readonly string[], clock: Clock): MenderCheck => async (token) => {
  try {
    const { payload } = await jwtVerify(token.reveal(), key, { issuer: MENDER_ISSUER, algorithms: [...algorithms], clockTolerance: CLOCK_SKEW_S, currentDate: clock.now() });
    return payload;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
};

/**
 * Who a verified token speaks of, null for a device's. Source: Mender's `pkg/identity`: `sub`, `mender.user`, `mender.device`,
 * `mender.tenant`; `scp` is `mender.*`.
 */
function readMenderClaims(payload: JWTPayload): Caller | null {
  const isUser = payload['mender.user'] === true && payload['mender.device'] !== true && payload['scp'] === USER_SCOPE;
  const tenant = payload['mender.tenant'] ?? '';
  const tenantId = tenant === '' ? DEFAULT_TENANT : TenantId.safeParse(tenant).data;
  if (!isUser || tenantId === undefined || typeof payload.sub !== 'string') return null;

  const claims = [{ name: 'mender.user', value: 'true' }, ...claimsOf(payload, ['mender.plan'])];
  const caller = Caller.safeParse({ tenantId, kind: 'user', id: `mender:${payload.sub}`, name: payload.sub, claims });
  return caller.success ? caller.data : null;
}

/** Without verifying: for a token that its own server has just taken for valid. */
export const claimsAsSent = (token: Secret): JWTPayload => decodeJwt(token.reveal());
