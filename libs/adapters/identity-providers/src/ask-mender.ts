import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { IdentityProviderIsAway, type Clock, type Secret } from '#core';
import { fetchJson } from './fetch-json.js';
import { claimsAsSent, type MenderCheck } from './mender-tokens.js';

/** How long an answer counts, in ms: a token that is revoked at Mender counts here so much longer at most. */
const CACHE_MS = 30_000;
const MOST_CACHED = 10_000;
const MOST_AT_ONCE = 16;
/** Source: Mender, user administration management API: 200 for a valid token, else 401. */
const PATH = '/api/management/v1/useradm/users/me';

interface Answer {
  payload: JWTPayload | null;
  until: number;
}

/** By asking the server that issued it. Answers are kept for 30 s, under a hash. */
export function checkByAsking(url: string, clock: Clock): MenderCheck {
  const answers = new Map<string, Answer>();
  const asking = new Map<string, Promise<JWTPayload | null>>();
  const address = url.replace(/\/+$/, '') + PATH;

  const ask = async (key: string, token: Secret): Promise<JWTPayload | null> => {
    const payload = (await isValid(address, token)) ? claimsAsSent(token) : null;
    const [oldest] = answers.keys();
    if (answers.size >= MOST_CACHED && oldest !== undefined) answers.delete(oldest);
    answers.set(key, { payload, until: clock.now().getTime() + CACHE_MS });
    return payload;
  };

  return async (token) => {
    const key = createHash('sha256').update(token.reveal()).digest('base64');
    const known = answers.get(key);
    if (known && known.until > clock.now().getTime()) return isExpired(known.payload, clock) ? null : known.payload;
    answers.delete(key);

    let answer = asking.get(key);
    if (!answer) {
      if (asking.size >= MOST_AT_ONCE) throw away(`${asking.size} tokens are being asked about already.`);
      answer = ask(key, token).finally(() => asking.delete(key));
      asking.set(key, answer);
    }
    return answer;
  };
}

async function isValid(address: string, token: Secret): Promise<boolean> {
  const { status } = await fetchJson(address, { authorization: `Bearer ${token.reveal()}` }).catch((error: unknown) => {
    throw away('It does not answer.', { cause: error });
  });
  if (status === 200) return true;
  if (status === 401 || status === 403) return false;
  throw away(`It answers ${status}.`);
}

const isExpired = (payload: JWTPayload | null, clock: Clock): boolean => payload?.exp !== undefined && payload.exp * 1000 <= clock.now().getTime();

const away = (why: string, options?: ErrorOptions): IdentityProviderIsAway =>
  new IdentityProviderIsAway(`Mender cannot say whether the token is valid. ${why} Try again in a moment.`, options);
