import { createLocalJWKSet, errors, type CryptoKey, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { ClientSecretPost, Configuration, None, allowInsecureRequests, discovery, enableNonRepudiationChecks } from 'openid-client';
import type { Clock, Secret } from '#core';
import { fetchJson } from './fetch-json.js';
import { Kept, type KeepingTimes } from './kept.js';

const MINUTE = 60_000;
const METADATA: KeepingTimes = { freshMs: 60 * MINUTE, usableMs: 24 * 60 * MINUTE, pauseMs: 5_000 };
/** A key that was taken back counts no longer than `usableMs` while its provider is away. */
const KEYS: KeepingTimes = { freshMs: 10 * MINUTE, usableMs: 60 * MINUTE, pauseMs: 30_000 };
const ANSWER_S = 5;

export interface OidcClient {
  clientId: string;
  /** Null for a public client. */
  clientSecret: Secret | null;
}

/** An OpenID provider: what it says of itself, and its keys. Both are fetched when they are first needed. */
export class OidcProvider {
  readonly #metadata: Kept<Configuration>;
  readonly #keys: Kept<JSONWebKeySet>;

  constructor(issuer: string, client: OidcClient, clock: Clock) {
    this.#metadata = new Kept(() => discover(new URL(issuer), client), clock, METADATA);
    this.#keys = new Kept(async () => fetchKeys(await this.#metadata.get()), clock, KEYS);
  }

  /** Throws IdentityProviderIsAway. */
  configuration(): Promise<Configuration> {
    return this.#metadata.get();
  }

  /** The key that a token names; where there are several, it has to name one. One that nobody knows yet has the keys fetched anew, at most twice a minute. Throws IdentityProviderIsAway, and jose's JWKSNoMatchingKey. */
  async keyFor(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    try {
      return await createLocalJWKSet(await this.#keys.get())(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#keys.renew();
      return createLocalJWKSet(await this.#keys.get())(header, token);
    }
  }
}

async function discover(issuer: URL, { clientId, clientSecret }: OidcClient): Promise<Configuration> {
  const authentication = clientSecret ? ClientSecretPost(clientSecret.reveal()) : None();
  // The setting allows http: on loopback only.
  const execute = [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])];
  return discovery(issuer, clientId, undefined, authentication, { execute, timeout: ANSWER_S });
}

async function fetchKeys(configuration: Configuration): Promise<JSONWebKeySet> {
  const url = configuration.serverMetadata().jwks_uri;
  if (!url) throw new Error('The identity provider names no jwks_uri.');
  const { status, body } = await fetchJson(url);
  if (status !== 200) throw new Error(`The identity provider's keys answer ${status}.`);
  // Throws where it is no set of keys.
  createLocalJWKSet(body as JSONWebKeySet);
  return body as JSONWebKeySet;
}
