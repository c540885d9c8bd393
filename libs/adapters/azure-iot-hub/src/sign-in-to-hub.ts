import type { AccessToken, TokenCredential } from '@azure/identity';
import { SharedAccessSignature } from 'azure-iothub/dist/common-core/shared_access_signature.js';

import { HubIsAway, HubRefusesCredentials, type EntraCredential, type Failure, type HubCredentials, type Secret } from '#core';

import { HubTroubleReport, withoutSecrets } from './failure-of.js';

/** How the SDK's REST client proves who it is: one of its two ways. */
export type SignIn = { sharedAccessSignature: SharedAccessSignature } | { tokenCredential: TokenCredential; tokenScope: string };

/** Source: Azure IoT Hub, "Control access to IoT Hub by using Microsoft Entra ID". */
const SCOPE = 'https://iothubs.azure.net/.default';
/** The clouds beside the public one sign in elsewhere. Source: `AzureAuthorityHosts` of @azure/identity. */
const AUTHORITIES: readonly [suffix: string, authorityHost: string][] = [
  ['.azure-devices.us', 'https://login.microsoftonline.us'],
  ['.azure-devices.cn', 'https://login.chinacloudapi.cn'],
];
const SIGNATURE_LIVES_S = 3600;
/** For so long a signature is sent again before another one is made, s. */
const SIGNED_AGAIN_S = 60;

/** The ways to sign in, the first one first: one for each key of a policy. */
export type SignIns = readonly [SignIn, ...SignIn[]];

/** Opens the credentials for one hub. Requests are signed anew once a minute; a token of Entra ID is fetched when first needed. */
export function signInToHub(hostName: string, credentials: HubCredentials, timeoutMs: number): SignIns {
  if (credentials.kind === 'entra-id') {
    const { credential } = credentials;
    return [{ tokenCredential: new EntraTokens(hostName, () => openCredential(hostName, credential), timeoutMs), tokenScope: SCOPE }];
  }
  const { policyName, key, secondKey } = credentials;
  const expiry = Math.ceil(Date.now() / 1000) + SIGNATURE_LIVES_S;
  const signedWith = (one: Secret): SignIn => ({ sharedAccessSignature: keptAMinute(SharedAccessSignature.create(hostName, policyName, one.reveal(), expiry)) });
  return secondKey ? [signedWith(key), signedWith(secondKey)] : [signedWith(key)];
}

/** The SDK asks for a signature with each request, good for an hour from then; it gets the one before while that is good for nearly as long. */
function keptAMinute(signature: SharedAccessSignature): SharedAccessSignature {
  const sign = signature.extend.bind(signature);
  let kept = { text: '', expiry: -Infinity };
  signature.extend = (expiry) => {
    // A clock that was set back must not leave one that seems to be of the future.
    if (Math.abs(expiry - kept.expiry) >= SIGNED_AGAIN_S) kept = { text: sign(expiry), expiry };
    return kept.text;
  };
  return signature;
}

/**
 * Tokens of Entra ID, with our own failures and a limit on the wait. Calls at the same moment share one request: the SDK
 * would send one for each. Throws HubRefusesCredentials, HubIsAway.
 */
export class EntraTokens implements TokenCredential {
  readonly #hostName: string;
  readonly #timeoutMs: number;
  readonly #open: () => Promise<TokenCredential>;
  #credential: TokenCredential | null = null;
  #underWay: Promise<AccessToken> | null = null;

  constructor(hostName: string, open: () => Promise<TokenCredential>, timeoutMs: number) {
    this.#hostName = hostName;
    this.#open = open;
    this.#timeoutMs = timeoutMs;
  }

  getToken(scopes: string | string[]): Promise<AccessToken> {
    this.#underWay ??= this.#fetch(scopes).finally(() => (this.#underWay = null));
    return this.#underWay;
  }

  async #fetch(scopes: string | string[]): Promise<AccessToken> {
    try {
      this.#credential ??= await this.#open();
      const token = await this.#credential.getToken(scopes, { abortSignal: AbortSignal.timeout(this.#timeoutMs) });
      if (token) return token;
    } catch (error) {
      throw signInFailure(error, this.#hostName);
    }
    throw new HubRefusesCredentials(`Microsoft Entra ID gave no token for the hub ${this.#hostName}. Check the credentials of the connection.`);
  }
}

async function openCredential(hostName: string, credential: EntraCredential): Promise<TokenCredential> {
  // Loaded when first used: it is large, and most hubs are opened with a shared access policy.
  const identity = await import('@azure/identity');
  const authorityHost = AUTHORITIES.find(([suffix]) => hostName.endsWith(suffix))?.[1];
  const cloud = authorityHost ? { authorityHost } : {};
  switch (credential.kind) {
    case 'client-secret': {
      const { tenantId, clientId, clientSecret } = credential;
      return new identity.ClientSecretCredential(tenantId, clientId, clientSecret.reveal(), cloud);
    }
    case 'certificate': {
      const { tenantId, clientId, certificate } = credential;
      return new identity.ClientCertificateCredential(tenantId, clientId, { certificate: certificate.reveal() }, cloud);
    }
    case 'workload-identity':
      return new identity.WorkloadIdentityCredential(credential.clientId === null ? {} : { clientId: credential.clientId });
    case 'managed-identity':
      return credential.clientId === null
        ? new identity.ManagedIdentityCredential()
        : new identity.ManagedIdentityCredential({ clientId: credential.clientId });
  }
}

/** Nothing reached the hub yet, so whatever it is, no change was made. */
function signInFailure(error: unknown, hostName: string): Failure {
  const { name, message } = error as Error;
  const words = withoutSecrets(message);
  const cause = new HubTroubleReport(`${name}: ${words}`);
  const what = `Microsoft Entra ID gave no token for the hub ${hostName}: ${words}`;
  return isOutOfReach(error as SignInError)
    ? new HubIsAway(`${what} It is tried again.`, { cause })
    : new HubRefusesCredentials(`${what} Check the credentials of the connection.`, { cause });
}

/** What @azure/identity throws, as far as it tells a wrong secret from a broken line; MSAL's own error is the cause of its. */
interface SignInError extends Error {
  statusCode?: number;
  cause?: { errorCode?: unknown };
}

const isOutOfReach = ({ name, statusCode = 0, cause }: SignInError): boolean =>
  ['RestError', 'AbortError', 'TimeoutError'].includes(name) || statusCode >= 500 || statusCode === 429 || cause?.errorCode === 'network_error';
