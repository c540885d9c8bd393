import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock, ForeignTokens, SignInProvider, type Caller, type Secret } from '#core';
import { checkByAsking } from './ask-mender.js';
import { MenderTokens, checkByKey } from './mender-tokens.js';
import { OidcProvider, type OidcClient } from './oidc-provider.js';
import { NoSignInProvider, OidcSignIn } from './oidc-sign-in.js';
import { OidcTokens, type OidcRules } from './oidc-tokens.js';
import { readMenderKey } from './read-mender-key.js';

export interface IdentityProviderSettings {
  oidc: OidcRules | null;
  /** For signing in with a browser. */
  browser: (OidcClient & { publicUrl: string }) | null;
  mender: { keyFile: string | null; url: string | null };
}

/** Where the identity provider sends browsers back to, under our own address. */
export const CALLBACK_PATH = '/api/v1/session/callback';

/** Each in turn, until one knows the token. */
export class FirstOf extends ForeignTokens {
  constructor(private readonly all: readonly ForeignTokens[]) {
    super();
  }

  override async callerOf(token: Secret): Promise<Caller | null> {
    for (const one of this.all) {
      const caller = await one.callerOf(token);
      if (caller) return caller;
    }
    return null;
  }
}

/** Answers who somebody is whom others vouch for. Throws InvalidMenderKey. */
@Global()
@Module({})
export class IdentityProvidersModule {
  static with({ oidc, browser, mender }: IdentityProviderSettings): DynamicModule {
    const providerOf = ({ issuer }: OidcRules, clock: Clock) => new OidcProvider(issuer, browser ?? { clientId: 'lockstep', clientSecret: null }, clock);
    const key = mender.keyFile === null ? null : readMenderKey(mender.keyFile);
    const menderCheck = (clock: Clock) => (key ? checkByKey(key.key, key.algorithms, clock) : mender.url === null ? null : checkByAsking(mender.url, clock));
    return {
      module: IdentityProvidersModule,
      providers: [
        { provide: OidcProvider, inject: [Clock], useFactory: (clock: Clock) => oidc && providerOf(oidc, clock) },
        {
          provide: ForeignTokens,
          inject: [Clock, OidcProvider],
          useFactory: (clock: Clock, provider: OidcProvider | null) => {
            const check = menderCheck(clock);
            return new FirstOf([...(oidc && provider ? [new OidcTokens(oidc, provider, clock)] : []), ...(check ? [new MenderTokens(check)] : [])]);
          },
        },
        {
          provide: SignInProvider,
          inject: [OidcProvider],
          useFactory: (provider: OidcProvider | null) =>
            oidc && browser && provider ? new OidcSignIn(provider, { redirectUri: browser.publicUrl + CALLBACK_PATH, tenantId: oidc.tenantId }) : new NoSignInProvider(),
        },
      ],
      exports: [ForeignTokens, SignInProvider],
    };
  }
}
