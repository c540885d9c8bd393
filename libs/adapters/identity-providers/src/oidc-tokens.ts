import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { ForeignTokens, type Caller, type Clock, type Secret } from '#core';
import { issuersOf } from './issuers-of.js';
import type { OidcProvider } from './oidc-provider.js';
import { readClaims } from './read-claims.js';

/** Clocks differ; no more than this, in seconds. */
export const CLOCK_SKEW_S = 60;

export interface OidcRules {
  issuer: string;
  audience: readonly string[];
  algorithms: readonly string[];
  /** Clients whose tokens count; all when it is empty. */
  authorizedParties: readonly string[];
  tenantId: string;
}

/** Access tokens of an OpenID provider. What a token says of its own keys (`jku`, `jwk`, `x5u`) is not looked at. */
export class OidcTokens extends ForeignTokens {
  readonly #issuers: string[];

  constructor(
    private readonly rules: OidcRules,
    private readonly provider: OidcProvider,
    private readonly clock: Clock,
  ) {
    super();
    this.#issuers = issuersOf(rules.issuer);
  }

  override async callerOf(token: Secret): Promise<Caller | null> {
    const text = token.reveal();
    // Before anything is fetched: nobody makes us ask on behalf of an issuer that we do not trust.
    if (!this.#issuers.includes(claimedIssuerOf(text) ?? '')) return null;
    const payload = await this.#verify(text);
    return payload && this.#isAuthorized(payload) ? readClaims(payload, this.rules.tenantId) : null;
  }

  async #verify(text: string): Promise<JWTPayload | null> {
    const { audience, algorithms } = this.rules;
    try {
      const { payload } = await jwtVerify(text, (header, input) => this.provider.keyFor(header, input), {
        issuer: this.#issuers,
        audience: [...audience],
        algorithms: [...algorithms],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_SKEW_S,
        currentDate: this.clock.now(),
      });
      return payload;
    } catch (error) {
      if (isRefusal(error)) return null;
      throw error;
    }
  }

  #isAuthorized(payload: JWTPayload): boolean {
    const { authorizedParties } = this.rules;
    const party = payload['azp'] ?? payload['appid'] ?? payload['client_id'];
    return authorizedParties.length === 0 || (typeof party === 'string' && authorizedParties.includes(party));
  }
}

/** Not verified: only good for deciding whom to ask. */
export function claimedIssuerOf(text: string): string | null {
  try {
    return decodeJwt(text).iss ?? null;
  } catch {
    return null;
  }
}

const KEY_DOES_NOT_FIT = ['TypeError', 'DataError', 'OperationError', 'InvalidAccessError', 'NotSupportedError'];

/** jose says that a token is wrong; or a key does not fit it, which jose and WebCrypto say in other errors. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof errors.JOSEError || (typeof error === 'object' && error !== null && 'name' in error && KEY_DOES_NOT_FIT.includes(String(error.name)));
