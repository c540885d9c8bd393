import {
  ClientError,
  AuthorizationResponseError,
  ResponseBodyError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { IdentityProviderIsAway, NotAuthenticated, NotFound, SignInProvider, type Caller, type PendingSignIn } from '#core';
import type { OidcProvider } from './oidc-provider.js';
import { readClaims } from './read-claims.js';

const SCOPES = 'openid profile email';

export interface BrowserSignIn {
  /** Where the provider sends the browser back to: registered there to the letter. */
  redirectUri: string;
  tenantId: string;
}

/** Sign-in by authorization code with PKCE (RFC 7636), state and nonce. The ID token's signature is checked as well. */
export class OidcSignIn extends SignInProvider {
  override readonly isThere = true;

  constructor(
    private readonly provider: OidcProvider,
    private readonly settings: BrowserSignIn,
  ) {
    super();
  }

  override async begin(returnTo: string): Promise<{ url: string; pending: PendingSignIn }> {
    const configuration = await this.provider.configuration();
    const pending = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), returnTo };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.redirectUri,
      scope: SCOPES,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, pending };
  }

  override async finish(query: string, pending: PendingSignIn): Promise<Caller> {
    const claims = await this.#redeem(await this.provider.configuration(), query, pending);
    const caller = claims && readClaims(claims, this.settings.tenantId);
    if (!caller) throw new NotAuthenticated('The identity provider does not say who signed in.');
    return caller;
  }

  async #redeem(configuration: Configuration, query: string, { state, nonce, codeVerifier }: PendingSignIn) {
    const url = new URL(this.settings.redirectUri);
    url.search = query;
    try {
      const tokens = await authorizationCodeGrant(configuration, url, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true });
      return tokens.claims();
    } catch (error) {
      throw nameFailure(error);
    }
  }
}

/** Where nobody set one up. */
export class NoSignInProvider extends SignInProvider {
  override readonly isThere = false;

  override async begin(): Promise<never> {
    throw new NotFound('No identity provider is set up to sign in at (OIDC_CLIENT_ID).');
  }

  override async finish(): Promise<never> {
    return this.begin();
  }
}

const AWAY = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'];

function nameFailure(error: unknown): unknown {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    return new NotAuthenticated('The identity provider refused the sign-in. Begin again.', { cause: error });
  }
  if (error instanceof ClientError && !AWAY.includes(error.code ?? '')) {
    return new NotAuthenticated('The answer does not belong to this sign-in, or it came too late. Begin again.', { cause: error });
  }
  return new IdentityProviderIsAway('The sign-in cannot be finished: the identity provider does not answer as it should. Begin again in a moment.', { cause: error });
}
