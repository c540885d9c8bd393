import { inspect } from 'node:util';

import type { AccessToken, TokenCredential } from '@azure/identity';
import { describe, expect, it } from '@jest/globals';

import { HubIsAway, HubRefusesCredentials, Secret } from '#core';

import { EntraTokens, signInToHub } from './sign-in-to-hub.js';

const HOST = 'contoso.azure-devices.net';
const A_TOKEN: AccessToken = { token: 'eyJ', expiresOnTimestamp: 0 };
const named = (name: string, odd: object = {}) => Object.assign(new Error(`it went wrong with client_secret=hunter2hunter2`), { name, ...odd });

const answering = (answer: () => Promise<AccessToken | null>) => {
  const asked: (string | string[])[] = [];
  const credential: TokenCredential = {
    getToken: (scopes) => {
      asked.push(scopes);
      return answer();
    },
  };
  return { asked, tokens: new EntraTokens(HOST, async () => credential, 1_000) };
};

describe('signing in to a hub', () => {
  it('signs with a shared access policy for this hub alone', () => {
    const [signIn] = signInToHub(HOST, { kind: 'shared-access-policy', policyName: 'lockstep', key: new Secret('a2V5') }, 1_000);
    expect('sharedAccessSignature' in signIn && signIn.sharedAccessSignature.toString()).toMatch(
      /^SharedAccessSignature sr=contoso\.azure-devices\.net&sig=[^&]+&skn=lockstep&se=\d{10}$/,
    );
  });

  it.each([
    { after: 'a moment', s: 59, isSame: true },
    { after: 'a minute', s: 60, isSame: false },
    { after: 'the clock was set back', s: -7_200, isSame: false },
  ])('sends the same signature after $after: $isSame', ({ s, isSame }) => {
    const [signIn] = signInToHub(HOST, { kind: 'shared-access-policy', policyName: 'lockstep', key: new Secret('a2V5') }, 1_000);
    if (!('sharedAccessSignature' in signIn)) throw new Error('It signs in another way.');
    const [first, later] = [0, s].map((passed) => signIn.sharedAccessSignature.extend(1_800_000_000 + passed));
    expect(first).toMatch(/&se=1800000000$/);
    expect(later).toMatch(isSame ? /&se=1800000000$/ : new RegExp(`&se=${1_800_000_000 + s}$`));
  });

  it('asks Microsoft Entra ID for a token of IoT Hub', () => {
    const credential = { kind: 'managed-identity', clientId: null } as const;
    expect(signInToHub(HOST, { kind: 'entra-id', credential }, 1_000)[0]).toMatchObject({ tokenScope: 'https://iothubs.azure.net/.default' });
  });

  it('fetches one token for calls at the same moment, and another one later', async () => {
    const { asked, tokens } = answering(async () => A_TOKEN);
    const scope = 'https://iothubs.azure.net/.default';
    expect(await Promise.all([tokens.getToken(scope), tokens.getToken(scope), tokens.getToken(scope)])).toEqual([A_TOKEN, A_TOKEN, A_TOKEN]);
    expect(asked).toEqual([scope]);
    await tokens.getToken(scope);
    expect(asked).toHaveLength(2);
  });

  it.each<{ error: Error; failure: new () => Error }>`
    because                                   | error                                                       | failure
    ${'the secret is wrong'}                  | ${named('AuthenticationRequiredError')}                     | ${HubRefusesCredentials}
    ${'there is no such identity here'}       | ${named('CredentialUnavailableError')}                      | ${HubRefusesCredentials}
    ${'the application is not known'}         | ${named('AuthenticationError', { statusCode: 400 })}        | ${HubRefusesCredentials}
    ${'the network is away'}                  | ${named('RestError', { code: 'ENOTFOUND' })}                | ${HubIsAway}
    ${'the line to Entra ID is broken'}       | ${named('AuthenticationRequiredError', { cause: { errorCode: 'network_error' } })} | ${HubIsAway}
    ${'nobody answers in time'}               | ${named('AbortError')}                                      | ${HubIsAway}
    ${'Entra ID fails by itself'}             | ${named('AuthenticationError', { statusCode: 503 })}        | ${HubIsAway}
    ${'Entra ID is busy'}                     | ${named('AuthenticationError', { statusCode: 429 })}        | ${HubIsAway}
  `('says who is to act when $because, and repeats no secret', async ({ error, failure }) => {
    const caught: unknown = await answering(() => Promise.reject(error)).tokens.getToken('s').catch((e: unknown) => e);
    expect(caught).toBeInstanceOf(failure);
    expect(inspect(caught, { depth: 10, showHidden: true })).not.toContain('hunter2');
  });

  it('takes no token for a refusal', async () => {
    await expect(answering(async () => null).tokens.getToken('s')).rejects.toThrow(HubRefusesCredentials);
  });

  it('says that a certificate cannot be used, and shows nothing of it', async () => {
    const certificate = new Secret('-----BEGIN PRIVATE KEY-----\nhunter2hunter2\n-----END PRIVATE KEY-----');
    const credential = { kind: 'certificate', tenantId: '7f0f8d3c-6f0e-4a55-9c55-0d6b2f0a4a11', clientId: 'c', certificate } as const;
    const { tokenCredential } = signInToHub(HOST, { kind: 'entra-id', credential }, 1_000)[0] as { tokenCredential: TokenCredential };
    const caught: unknown = await tokenCredential.getToken('s').catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(HubRefusesCredentials);
    expect(inspect(caught, { depth: 10, showHidden: true })).not.toContain('hunter2');
  });

  it('opens the credentials of a workload when first needed, and says when they are not set up', async () => {
    const [signIn] = signInToHub(HOST, { kind: 'entra-id', credential: { kind: 'workload-identity', clientId: 'c' } }, 1_000);
    const { tokenCredential } = signIn as { tokenCredential: TokenCredential };
    await expect(tokenCredential.getToken('s')).rejects.toThrow(HubRefusesCredentials);
  });
});
